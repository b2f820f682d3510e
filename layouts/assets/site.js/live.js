/* Keeps a page true while the clock goes on: what has ended leaves, what begins opens. */
{
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const past = (instant, now) => Date.parse(instant) <= now;

  /* A line of a timeline is hollow until it is over, and says whether it is to come or under way. */
  const turnLine = (line, now) => {
    const coming = Date.parse(line.dataset.from) > now;
    const next = coming || Date.parse(line.dataset.over) > now;
    line.classList.toggle("next", next);
    for (const chip of all("[data-coming]", line)) chip.hidden = !coming;
    for (const chip of all("[data-running]", line)) chip.hidden = coming || !next;
  };

  /* What is to come goes before the years, the soonest first, and back into its year once it is over. */
  const turnAhead = (title, now) => {
    const soon = (line) => {
      const next = all("[data-over]", line).find((date) => !past(date.dataset.over, now));
      return Date.parse(next?.dataset.over ?? line.dataset.from);
    };
    const list = title.nextElementSibling;
    for (const line of all("[data-from]", title.parentElement)) {
      const next = line.matches(".next");
      if (next === (line.parentElement === list)) continue;
      line.year ??= line.parentElement;
      (next ? list : line.year).prepend(line);
    }
    list.append(...[...list.children].sort((one, other) => soon(one) - soon(other)));
    for (const part of all(".timeline", title.parentElement)) {
      part.hidden = part.previousElementSibling.hidden = !part.children.length;
    }
  };

  /* The next date of an event is marked, and told beside it and on its leaf; what is over is folded away. */
  const turnDates = (list, now) => {
    const dates = all("[data-over]", list);
    const next = dates.find((date) => !past(date.dataset.over, now) && !("off" in date.dataset));
    const fold = list.querySelector("[data-past]");
    for (const date of dates) {
      for (const chip of all("[data-coming]", date)) chip.hidden = date !== next;
      if (!past(date.dataset.over, now) || fold.contains(date)) continue;
      fold.querySelector("ol").prepend(date);
      fold.hidden = false;
    }
    turnLeaf(document.querySelector(".title .leaf"), next);
    for (const told of all("[data-next]")) {
      told.hidden = !next;
      if (next) told.querySelector("strong").replaceChildren(next.querySelector(".at").cloneNode(true));
    }
  };

  const turnLeaf = (leaf, date) => {
    const words = leaf && date?.dataset.leaf?.split("|");
    if (words) [...leaf.children, leaf.lastChild].forEach((part, index) => { part.textContent = words[index]; });
  };

  /* A list shows the next date of a series; after those that it has, what has no end. */
  const turnSeries = (series, now) => {
    const shown = [...series.children].find((part) => !past(part.dataset.over, now)) || series.lastChild;
    for (const part of series.children) part.hidden = part !== shown;
    turnLeaf(series.closest("li").querySelector(".leaf"), shown);
  };

  /* A consultation opens and closes, and goes where its block has room for its like. */
  const turnConsultation = (item, block, now) => {
    if (Date.parse(item.dataset.opens) > now) return;
    const closed = past(item.dataset.closes, now);
    for (const part of all("[data-before]", item)) part.remove();
    for (const part of [item, ...all("[hidden]", item)]) part.hidden = false;
    item.classList.toggle("open", !closed);
    if (closed) {
      for (const part of all("[data-then]", item)) part.textContent = part.dataset.then;
      for (const part of all(".chip", item)) part.className = "chip";
      for (const part of all("[data-open]", item)) part.remove();
      for (const part of all(".leaf", item)) part.classList.add("past");
    }
    const place = block.querySelector(closed ? "[data-closed]" : "[data-opened]");
    if (place && item.parentElement !== place) move(item, place, closed);
    else if (!place && closed && item.matches(".consult")) item.remove();
  };

  /* The first of the open is the next to close; of the closed, the last. */
  const move = (item, place, closed) => {
    const focused = document.activeElement;
    const later = all(".consult", place).find((other) => closed || closing(other) > closing(item));
    place.insertBefore(item, later || place.querySelector("[data-none]"));
    place.hidden = false;
    if (item.contains(focused)) focused.focus({ preventScroll: true });
  };
  const closing = (item) => Date.parse(item.dataset.closes);

  /* A block drops what has ended, and shows what it has room for. */
  const turnBlock = (block, now) => {
    for (const item of all("[data-until], [data-gone]", block)) {
      if (past(item.dataset.until || item.dataset.gone, now)) item.remove();
    }
    const items = all("[data-until]", block);
    const room = Number(block.dataset.show || Infinity);
    items.forEach((item, index) => { item.hidden = index >= room && item.matches("li"); });
    const asked = all("[data-closes]", block).sort((a, b) => closing(a) - closing(b));
    for (const item of asked) turnConsultation(item, block, now);
    for (const none of all("[data-none]", block)) {
      none.hidden = block.querySelector("[data-until], .consult.open") !== null;
    }
    const day = (tag, form) => new Intl.DateTimeFormat(tag, { timeZone: block.dataset.live, ...form }).format(now);
    const today = day("en-CA");
    const tag = document.documentElement.lang;
    const language = tag.startsWith("en") ? "en-GB" : tag + "-u-nu-latn";
    // A page cannot say what comes next once it has shown what it holds.
    const short = "more" in block.dataset && items.length < (Number(block.dataset.more) || room);
    for (const time of short ? [] : all("[data-stamp] time", block)) {
      if (today <= time.dateTime) continue;
      time.dateTime = today;
      time.textContent = day(language, { day: "numeric", month: "long", year: "numeric" });
    }
    for (const left of all("[data-left]", block)) {
      const days = Math.max(0, (Date.parse(left.dataset.left) - Date.parse(today)) / 864e5);
      const words = new Intl.RelativeTimeFormat(language, { numeric: days > 1 ? "always" : "auto" });
      left.textContent = words.format(days, "day");
    }
    for (const cell of all(`[data-month="${today.slice(0, 7)}"] td`, block)) {
      cell.ariaCurrent = parseInt((cell.firstElementChild || cell).textContent) === +today.slice(8) ? "date" : null;
    }
  };

  /* On phones the months of a year that are over are folded away, unless all are. */
  const fold = document.querySelector("[data-fold]");
  if (fold && matchMedia("(width < 48em)").matches) {
    const months = [...fold.nextElementSibling.children];
    const over = months.filter((month) => past(month.dataset.over, Date.now()));
    if (over.length && over.length < months.length) {
      fold.hidden = false;
      fold.querySelector("b").textContent = over.length;
      fold.lastElementChild.append(...over);
    }
  }

  const turn = () => {
    const now = Date.now();
    for (const line of all("[data-from]")) turnLine(line, now);
    for (const title of all("[data-ahead]")) turnAhead(title, now);
    for (const list of all("[data-dates]")) turnDates(list, now);
    for (const series of all("[data-turns]")) turnSeries(series, now);
    for (const part of all("[data-after]")) {
      part.hidden = !past(part.dataset.after, now);
      if (!part.hidden) for (const leaf of all(".title .leaf")) leaf.classList.add("past");
    }
    for (const block of all("[data-live]")) turnBlock(block, now);
    for (const group of all("[data-group]")) {
      group.hidden = !group.querySelector("[data-until]:not([hidden]), [data-gone], .consult:not([hidden])");
    }
  };

  /* The date that the address names is not left in a fold. */
  const unfold = () => {
    const date = document.querySelector("details :target");
    if (!date) return;
    date.closest("details").open = true;
    date.scrollIntoView();
  };

  turn();
  for (const turned of ["load", "hashchange"]) addEventListener(turned, unfold);
  setInterval(turn, 60000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) turn(); });
}
