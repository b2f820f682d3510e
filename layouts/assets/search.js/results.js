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

/* The first day of an event that is not over, as [when it is over, its words]; none where all are. */
function comingDay(page) {
  return JSON.parse(page.meta.dates || "[]").find(([over]) => Date.parse(over) > Date.now());
}

/* Whether the title of a page has all the words. */
function named(page, one) {
  const title = page.meta.title.toLowerCase();
  return one.words.every((word) => title.includes(word.slice(0, Math.max(3, word.length - 2))));
}

/* The results that are looked at first, in a better order: what is called as was asked; then what has the words in its
   title and is still to come, the soonest first; then all others as they were. */
async function ordered(index, results, asked) {
  const [looked, later] = [10, "~"];
  const ranked = await Promise.all(results.slice(0, looked).map(async (one) => {
    const page = await index.page(one.hash);
    const day = named(page, one) && comingDay(page);
    return [folded(page.meta.title) === folded(asked) ? "" : day ? day[0] : later, one];
  }));
  ranked.sort(([a], [b]) => (a < b ? -1 : a > b));
  return [...ranked.map(([, one]) => one), ...results.slice(looked)];
}

async function shownResult(index, folder, one, brief) {
  const page = await index.page(one.hash);
  const words = page.content.split(/\s+/);
  const part = (id) => page.anchors.find((anchor) => anchor.id === id)?.location ?? words.length;
  const [rest, names] = [part("Rest"), part("Names")];
  const hits = one.places.map((place) => place.l);
  const inside = hits.filter((at) => at < rest);
  const bare = (at) => words[at].replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const marks = new Set(hits.map(bare));

  const dense = (at) => inside.filter((other) => other >= at && other < at + 24).length;
  const first = inside.reduce((best, at) => (dense(at) > dense(best) ? at : best), inside[0] ?? 0);
  const around = hits.find((at) => at >= rest && at < names);
  const found = inside.length ? first : around;
  const heads = page.anchors.filter((anchor) => /^h[2-6]$/.test(anchor.element));
  const places = page.anchors.filter((anchor) => heads.includes(anchor) || /^p\d+[a-z]*$/.test(anchor.id));
  const where = found === undefined || named(page, one) ? undefined
    : places.filter((anchor) => anchor.location <= found && anchor.location >= (inside.length ? 0 : rest)).pop();

  const address = new URL("../../" + page.url.replace(/^\//, ""), folder);
  if (marks.size) address.searchParams.set("found", [...marks].join(" "));
  if (where) address.hash = where.id;

  const item = element("li");
  const link = element("a", "", { href: address.href });
  marked(link, page.meta.title, marks);
  const facts = element("p", "", { className: "muted" });
  const place = where && (/^p\d/.test(where.id) ? "¶ " + where.id.slice(1) : where.text.trim());
  for (const [name, text] of [["kind", page.meta.kind], ["", comingDay(page)?.[1] ?? page.meta.date], ["", place]]) {
    if (text) facts.append(element("span", text, { className: name }));
  }
  if (brief) item.append(link, facts);
  else {
    const head = element("h3");
    head.append(link);
    item.append(facts, head);
    const [start, end] = stretch(heads, first, rest);
    const [from, till] = sentences(words, Math.max(first, start), start, end);
    if (from < till) {
      const begun = from > start && !(ends(words[from - 1]) && !/^\p{Ll}/u.test(words[from]));
      const cut = [begun ? "… " : "", ends(words[till - 1]) ? "" : " …"];
      item.append(marked(element("p", "", { className: "say" }), cut.join(words.slice(from, till).join(" ")), marks));
    }
  }
  return item;
}

/* Whether a sentence ends with a word. */
function ends(word) {
  return /[.!?。؟]["'”’»)]*$/.test(word);
}

/* From where to where there is running text around the word at `first`: between two headings. */
function stretch(heads, first, rest) {
  const start = heads.filter((head) => head.location <= first).pop();
  const end = heads.find((head) => head.location > first);
  const long = start ? start.text.trim().split(/\s+/).length : 0;
  return [start ? start.location + long : 0, Math.min(rest, end ? end.location : rest)];
}

/* From where to where a text is quoted for its word at `first`: whole sentences, where they are not too long. */
function sentences(words, first, start, end) {
  let from = first;
  while (from > start && first - from < 16 && !ends(words[from - 1])) from -= 1;
  if (from > start && !ends(words[from - 1])) from = Math.max(start, first - 6);
  let till = Math.min(end, Math.max(from + 34, first + 12));
  for (let at = till; at > Math.max(first, from + 11); at -= 1) if (ends(words[at - 1])) return [from, at];
  return [from, till];
}

function marked(into, text, marks) {
  for (const piece of text.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*)/u)) {
    const known = marks.has(piece) || [...marks].some((mark) => mark.toLowerCase() === piece.toLowerCase());
    into.append(known ? element("mark", piece) : piece);
  }
  return into;
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
