/* Keeps a page true while the clock goes on: what has ended leaves, what begins opens. */
{
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const past = (instant, now) => Date.parse(instant) <= now;

  /* A line of a timeline is drawn hollow until it is over, and says whether it is to come or under way. */
  const turnLine = (line, now) => {
    const coming = Date.parse(line.dataset.from) > now;
    const next = coming || Date.parse(line.dataset.over) > now;
    line.classList.toggle("next", next);
    for (const chip of all("[data-coming]", line)) chip.hidden = !coming;
    for (const chip of all("[data-running]", line)) chip.hidden = coming || !next;
  };

  /* Of all dates of an event the next is marked, told beside it and on its leaf; what is over is folded away. */
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
    const leaf = document.querySelector(".title .leaf");
    if (next?.dataset.leaf && leaf) {
      const [month, day, weekday] = next.dataset.leaf.split("|");
      leaf.querySelector("b").textContent = month;
      leaf.querySelector("i").textContent = day;
      leaf.lastChild.textContent = weekday;
    }
    for (const told of all("[data-next]")) {
      told.hidden = !next;
      if (next) told.querySelector("strong").replaceChildren(next.querySelector(".at").cloneNode(true));
    }
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

  /* Those that are open stand in the order in which they close; the last to close is the first of the closed. */
  const move = (item, place, closed) => {
    const focused = document.activeElement;
    const later = all(".consult", place).find((other) => closed || closing(other) > closing(item));
    place.insertBefore(item, later || place.querySelector("[data-none]"));
    place.hidden = false;
    if (item.contains(focused)) focused.focus({ preventScroll: true });
  };
  const closing = (item) => Date.parse(item.dataset.closes);

  /* A block drops what has ended and shows as many of the rest as it has room for. */
  const turnBlock = (block, now) => {
    for (const item of all("[data-until]", block)) if (past(item.dataset.until, now)) item.remove();
    for (const item of all("[data-gone]", block)) if (past(item.dataset.gone, now)) item.remove();
    const items = all("[data-until]", block);
    const room = Number(block.dataset.show || Infinity);
    items.forEach((item, index) => { item.hidden = index >= room && item.matches("li"); });
    const asked = all("[data-closes]", block).sort((a, b) => closing(a) - closing(b));
    for (const item of asked) turnConsultation(item, block, now);
    for (const none of all("[data-none]", block)) {
      none.hidden = Boolean(block.querySelector("[data-until], .consult.open"));
    }
    // A page that does not hold all dates cannot say which come next, once it has shown those it holds.
    if (!("more" in block.dataset && items.length < (Number(block.dataset.more) || room))) stamp(block, now);
    for (const time of all("[data-days] .day time", block)) {
      const cell = time.closest("td");
      if (time.dateTime === day(block, now)) cell.setAttribute("aria-current", "date");
      else cell.removeAttribute("aria-current");
    }
  };

  /* The day in the words of the page's language. What came before the page was built, it does not know. */
  const tag = document.documentElement.lang;
  const language = tag.startsWith("en") ? "en-GB" : tag + "-u-nu-latn";
  const day = (block, now) => new Intl.DateTimeFormat("en-CA", { timeZone: block.dataset.live }).format(now);
  const stamp = (block, now) => {
    const words = { timeZone: block.dataset.live, day: "numeric", month: "long", year: "numeric" };
    const today = day(block, now);
    for (const time of all("[data-stamp] time", block)) {
      if (today <= time.dateTime) continue;
      time.dateTime = today;
      time.textContent = new Intl.DateTimeFormat(language, words).format(now);
    }
  };

  /* Events under a tag stand with the latest first; what is still to come goes before the rest, the soonest first. */
  const sortDiary = (list, now) => {
    const lines = all("li", list);
    const over = lines.filter((line) => past(line.dataset.until, now));
    list.prepend(...lines.filter((line) => !over.includes(line)).reverse());
    for (const line of over) for (const leaf of all(".leaf", line)) leaf.classList.add("past");
  };

  const turn = () => {
    const now = Date.now();
    for (const line of all("[data-from]")) turnLine(line, now);
    for (const list of all("[data-dates]")) turnDates(list, now);
    for (const part of all("[data-after]")) {
      part.hidden = !past(part.dataset.after, now);
      if (!part.hidden) for (const leaf of all(".title .leaf")) leaf.classList.add("past");
    }
    for (const block of all("[data-live]")) turnBlock(block, now);
    for (const group of all("[data-group]")) {
      group.hidden = !group.querySelector("[data-until]:not([hidden]), [data-gone], .consult:not([hidden])");
    }
  };

  turn();
  for (const list of all("[data-diary]")) sortDiary(list, Date.now());
  setInterval(turn, 60000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) turn(); });
}
