/* A result as it is shown: where in the page the words are, and the sentence around them. */

function element(name, text, more) {
  return Object.assign(document.createElement(name), text ? { textContent: text } : {}, more);
}

/* A number as the page writes its others: in the way of its language, in European digits. */
function grouped(number) {
  return number.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" });
}

async function shownResult(index, folder, one, brief) {
  const page = await index.page(one.hash);
  const words = page.content.split(/\s+/);
  const ending = page.anchors.find((anchor) => anchor.id === "Names");
  const end = ending ? ending.location : words.length;
  const hits = one.places.map((place) => place.l);
  const inside = hits.filter((at) => at < end);
  const bare = (at) => words[at].replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const marks = new Set(hits.map(bare));

  const dense = (at) => inside.filter((other) => other >= at && other < at + 24).length;
  const first = inside.reduce((best, at) => (dense(at) > dense(best) ? at : best), inside[0] ?? 0);
  const heads = page.anchors.filter((anchor) => /^h[2-6]$/.test(anchor.element) || /^p\d+[a-z]*$/.test(anchor.id));
  const named = [...marks].some((mark) => page.meta.title.toLowerCase().includes(mark.toLowerCase()));
  const where = inside.length && !named ? heads.filter((anchor) => anchor.location <= first).pop() : undefined;

  const address = new URL("../../" + page.url.replace(/^\//, ""), folder);
  if (marks.size) address.searchParams.set("found", [...marks].join(" "));
  if (where) address.hash = where.id;

  const item = element("li");
  const link = element("a", "", { href: address.href });
  marked(link, page.meta.title, marks);
  const facts = element("p", "", { className: "muted" });
  const place = where && (/^p\d/.test(where.id) ? "¶ " + where.id.slice(1) : where.text.trim());
  for (const [name, text] of [["kind", page.meta.kind], ["", page.meta.date], ["", place]]) {
    if (text) facts.append(element("span", text, { className: name }));
  }
  if (brief) item.append(link, facts);
  else {
    const head = element("h3");
    head.append(link);
    const from = Math.max(0, Math.min(first - 6, end - 30), where ? Math.min(where.location, first) : 0);
    const quote = element("p", "", { className: "say" });
    const till = Math.min(end, from + 30);
    const whole = from === 0 || /[.!?]$/.test(words[from - 1]);
    marked(quote, (whole ? "" : "… ") + words.slice(from, till).join(" ") + (till < end ? " …" : ""), marks);
    item.append(facts, head, quote);
  }
  return item;
}

function marked(into, text, marks) {
  for (const piece of text.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*)/u)) {
    const known = marks.has(piece) || [...marks].some((mark) => mark.toLowerCase() === piece.toLowerCase());
    into.append(known ? element("mark", piece) : piece);
  }
}

function folderOf(form) {
  return new URL(form.dataset.index, document.baseURI).href;
}

function later(wait, job) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(job, wait);
  };
}
