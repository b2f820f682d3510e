/* Filters a list in place: by what is typed, and by its shelves, whose links lead to pages of their own otherwise.
   What is asked is in the address, so that it can be sent to somebody, and Back returns to it.
   What is filtered out has an attribute of its own, because the clock hides and shows the rows of some lists. */
for (const finder of document.querySelectorAll("[data-finder]")) {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const links = all("[data-on]", finder);
  const field = finder.querySelector("input");
  const status = finder.querySelector("[role=status]");
  const ways = all("[data-way]", finder).map((link) => [link, link.textContent]);
  const chosen = new Map();  // a list of links -> the shelf that is chosen of it

  const filter = () => {
    const typed = field.value.trim();
    const words = plain(typed).split(/\s+/);
    const shelves = [...chosen.values()];
    const any = typed || shelves.length;
    const rows = all("[data-row]").map((row) => {
      const text = plain(row.textContent);
      const on = ["", ...row.dataset.row.split(" "), row.closest("[data-shelf]").dataset.shelf];
      return { row, on, said: words.every((word) => text.includes(word)) };
    });
    const fitting = (asked) => rows.filter(({ on, said }) => said && asked.every((one) => on.includes(one)));
    const shown = fitting(shelves);
    for (const each of rows) each.row.toggleAttribute("data-out", !shown.includes(each));
    for (const shelf of all("[data-shelf]")) {
      shelf.toggleAttribute("data-out", !shelf.querySelector("[data-row]:not([data-out])"));
    }

    const names = typed ? [typed] : [];
    for (const link of links) {
      const { on } = link.dataset;
      const there = chosen.get(link.closest("ul")) || "";
      if (there === on) link.ariaCurrent = "true";
      else link.removeAttribute("aria-current");
      if (there && there === on) names.push(link.firstChild.data.trim());
      const count = link.querySelector("b");
      if (!count) continue;
      count.textContent = fitting([...shelves.filter((one) => one !== there), on]).length;
      link.classList.toggle("empty", count.textContent === "0");
    }
    const said = !any ? "" : shown.length ? status.dataset.words : status.dataset.nothing;
    status.textContent = said.replace("##", rows.length).replace("#", () => shown.length || names.join(", "));
    const none = !shown.length;
    const open = { clear: any, search: typed, ahead: any && none, wider: typed && shelves.length && none };
    for (const [link, text] of ways) {
      link.textContent = text.replace("#", () => typed);
      link.hidden = !open[link.dataset.way];
      if (link.dataset.way === "search") link.search = new URLSearchParams({ q: typed });
    }
  };

  const read = () => {
    const asked = new URLSearchParams(location.search);
    const by = asked.getAll("by").filter(Boolean);
    field.value = asked.get("find");
    chosen.clear();
    for (const link of links.filter((one) => by.includes(one.dataset.on))) {
      const list = link.closest("ul");
      chosen.set(list, link.dataset.on);
      if (list.closest("details")) list.closest("details").open = true;
      list.scrollLeft += link.getBoundingClientRect().left - list.getBoundingClientRect().left;
    }
    filter();
  };

  /* Puts what is asked into the address, which stays this page's. */
  const ask = (how) => {
    const to = new URL(location);
    for (const name of ["by", "find"]) to.searchParams.delete(name);
    for (const on of chosen.values()) to.searchParams.append("by", on);
    if (field.value.trim()) to.searchParams.set("find", field.value.trim());
    to.search = to.search.replace(/%3A/g, ":");
    history[how](null, "", to);
    filter();
  };

  finder.addEventListener("click", (event) => {
    const link = event.target.closest('[data-on], [data-way][href=""]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const list = link.closest("ul");
    const { on, way } = link.dataset;
    if (!list) chosen.clear();
    else if (on && chosen.get(list) !== on) chosen.set(list, on);
    else chosen.delete(list);
    if (way === "clear") field.value = "";
    ask("pushState");
    if (way) (links[0] || field).focus();  // the way is hidden now
  });
  field.addEventListener("input", () => ask("replaceState"));
  addEventListener("popstate", read);
  field.closest("[hidden]").hidden = false;
  read();
}
