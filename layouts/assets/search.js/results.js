/* A result as it is shown: where in the page the words are, and the sentence around them. */

function element(name, text, more) {
  return Object.assign(document.createElement(name), text ? { textContent: text } : {}, more);
}

/* A number as the page writes its others: in the way of its language, in European digits. */
function grouped(number) {
  return number.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" });
}

function folded(word) {
  return word.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/* The results; none where Pagefind has found the beginning of a word for the word, as `c` for `clinci`. Of words in
   other than Latin letters it is not known what their stems have in common with them. */
async function meant(index, results) {
  const words = results.length ? results[0].words.map(folded).filter((word) => /^[a-z0-9]{4,}$/.test(word)) : [];
  const like = (word, other) => other.includes(word) || other.startsWith(word.slice(0, Math.max(3, word.length - 3)));
  const found = await Promise.all(results.slice(0, 6).map(async (one) => {
    const text = (await index.page(one.hash)).content.split(/\s+/);
    const hits = one.places.map((place) => folded(text[place.l]));
    return words.every((word) => hits.some((hit) => like(word, hit)));
  }));
  return found.includes(true) ? results : [];
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
  const title = page.meta.title.toLowerCase();
  const named = one.words.every((word) => title.includes(word.slice(0, Math.max(3, word.length - 2))));
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
    const [from, till] = sentences(words, first, end);
    const quote = element("p", "", { className: "say" });
    const begun = from && !(ends(words[from - 1]) && !/^\p{Ll}/u.test(words[from]));
    const cut = [begun ? "… " : "", ends(words[till - 1]) ? "" : " …"];
    marked(quote, cut.join(words.slice(from, till).join(" ")), marks);
    item.append(facts, head, quote);
  }
  return item;
}

/* Whether a sentence ends with a word. */
function ends(word) {
  return /[.!?。؟]["'”’»)]*$/.test(word);
}

/* From where to where a text is quoted for its word at `first`: whole sentences, where they are not too long. */
function sentences(words, first, end) {
  let from = first;
  while (from > 0 && first - from < 16 && !ends(words[from - 1])) from -= 1;
  if (from && !ends(words[from - 1])) from = first - 6;
  let till = Math.min(end, Math.max(from + 34, first + 12));
  for (let at = till; at > Math.max(first, from + 11); at -= 1) if (ends(words[at - 1])) return [from, at];
  return [from, till];
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
