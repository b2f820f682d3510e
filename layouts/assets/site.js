/* What needs a script: the scheme switch, copy buttons, the marked contents entry, and time-honest blocks.
   Every control is hidden in the page until this file has run, so that nothing is dead without it. */
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  for (const box of all("[data-switch]")) {
    box.hidden = false;
    const set = root.dataset.theme || "auto";
    for (const input of all("input", box)) {
      input.checked = input.value === set;
      input.addEventListener("change", () => {
        const auto = input.value === "auto";
        if (auto) delete root.dataset.theme;
        else root.dataset.theme = input.value;
        try {
          if (auto) localStorage.removeItem("theme");
          else localStorage.setItem("theme", input.value);
        } catch (error) { /* a browser that keeps nothing still shows the choice on this page */ }
      });
    }
  }

  const copies = (button, text) => {
    const word = button.firstChild;
    const before = word.data;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      word.data = button.dataset.done;
      setTimeout(() => { word.data = before; }, 2000);
    });
    button.hidden = false;
  };
  if (navigator.clipboard) {
    for (const button of all("[data-copy]")) {
      const source = document.getElementById(button.dataset.copy);
      if (source) copies(button, () => source.textContent.trim());
    }
    const model = document.querySelector("template[data-copy-code]");
    for (const code of model ? all(".text pre") : []) {
      const button = model.content.firstElementChild.cloneNode(true);
      const box = document.createElement("div");
      const outer = code.closest(".scroll") || code;
      box.className = "copied";
      outer.replaceWith(box);
      box.append(outer, button);
      copies(button, () => code.textContent);
    }
  }

  const entries = all(".toc a[href^='#']");
  if (entries.length && "IntersectionObserver" in window) {
    const mark = (id) => entries.forEach((a) => {
      if (a.hash === "#" + id) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    });
    const watcher = new IntersectionObserver((seen) => {
      const first = seen.find((one) => one.isIntersecting);
      if (first) mark(encodeURI(first.target.id));
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const a of new Set(entries.map((one) => decodeURIComponent(one.hash.slice(1))))) {
      const heading = document.getElementById(a);
      if (heading) watcher.observe(heading);
    }
  }

  /* A block marked data-live="ZONE" holds items with data-until (an instant), the spare ones hidden.
     Ended items leave, spare ones step in up to data-show, the stamp becomes today, unless the page has run out of spares.
     A consultation opens at data-opens and closes at data-closes, and goes where the block has room for its like.
     A data-group without anything to show is hidden.
     A line of a timeline is drawn hollow until data-over, or data-from, and says whether it is to come or under way.
     Of all dates of an event the next is marked, and told beside it; those that are over fade. */
  const turn = (item, block, now) => {
    const closes = Date.parse(item.dataset.closes);
    const closed = closes <= now;
    if (Date.parse(item.dataset.opens) > now) return;
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
    if (place && item.parentElement !== place) {
      const focused = document.activeElement;
      const later = all(".consult", place).find((other) => closed || Date.parse(other.dataset.closes) > closes);
      place.insertBefore(item, later || place.querySelector("[data-none]"));
      place.hidden = false;
      if (item.contains(focused)) focused.focus({ preventScroll: true });
    } else if (!place && closed && item.matches(".consult")) item.remove();
  };
  const refresh = () => {
    const now = Date.now();
    for (const line of all("[data-from]")) {
      const coming = Date.parse(line.dataset.from) > now;
      const next = coming || Date.parse(line.dataset.over) > now;
      line.classList.toggle("next", next);
      for (const chip of all("[data-coming]", line)) chip.hidden = !coming;
      for (const chip of all("[data-running]", line)) chip.hidden = coming || !next;
    }
    for (const list of all("[data-dates]")) {
      const lines = all("[data-over]", list);
      const next = lines.find((line) => Date.parse(line.dataset.over) > now && !("off" in line.dataset));
      for (const line of lines) {
        line.classList.toggle("muted", Date.parse(line.dataset.over) <= now);
        for (const chip of all("[data-coming]", line)) chip.hidden = line !== next;
      }
      for (const told of all("[data-next]")) {
        told.hidden = !next;
        if (next) told.querySelector("strong").replaceChildren(next.querySelector(".at").cloneNode(true));
      }
    }
    for (const block of all("[data-live]")) {
      for (const item of all("[data-until]", block)) if (Date.parse(item.dataset.until) <= now) item.remove();
      const items = all("[data-until]", block);
      const room = Number(block.dataset.show || Infinity);
      items.forEach((item, index) => { item.hidden = index >= room && item.matches("li"); });
      for (const item of all("[data-gone]", block)) if (Date.parse(item.dataset.gone) <= now) item.remove();
      const asked = all("[data-closes]", block).sort((a, b) => Date.parse(a.dataset.closes) - Date.parse(b.dataset.closes));
      for (const item of asked) turn(item, block, now);
      for (const none of all("[data-none]", block)) none.hidden = Boolean(block.querySelector("[data-until], .consult.open"));
      if ("more" in block.dataset && items.length < room) continue; // dates that the page does not hold may come first
      const today = new Intl.DateTimeFormat("en-CA", { timeZone: block.dataset.live }).format(now);
      for (const stamp of all("[data-stamp] time", block)) {
        if (today <= stamp.dateTime) continue; // the page knows nothing of the days before it was built
        stamp.dateTime = today;
        stamp.textContent = new Intl.DateTimeFormat("en-GB", // the words of the page are English
          { timeZone: block.dataset.live, day: "numeric", month: "long", year: "numeric" }).format(now);
      }
    }
    for (const group of all("[data-group]")) {
      group.hidden = !group.querySelector("[data-until]:not([hidden]), [data-gone], .consult:not([hidden])");
    }
  };
  refresh();

  /* Events stand with the latest first; what is still to come goes before the rest, the soonest first. */
  for (const list of all("[data-diary]")) {
    const [coming, over] = [true, false].map((open) => all("li", list).filter((line) => (Date.parse(line.dataset.until) > Date.now()) === open));
    list.prepend(...coming.reverse());
    for (const line of over) for (const leaf of all(".leaf", line)) leaf.classList.add("past");
  }
  setInterval(refresh, 60000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
})();
