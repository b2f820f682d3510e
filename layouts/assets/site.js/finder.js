/* Filters a list in place: by what is typed, and by its shelves, whose links lead to pages of their own otherwise. */
for (const finder of document.querySelectorAll("[data-finder]")) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = all("[data-row]").map((row) => ({ row, text: plain(row.textContent), on: row.dataset.row.split(" ") }));
  const links = [...finder.querySelectorAll("[data-on]")];
  const field = finder.querySelector("input");
  const status = finder.querySelector("[role=status]");
  const search = finder.querySelector("[data-search]");
  const chosen = new Map();  // facet -> the shelf that is chosen of it

  const filter = () => {
    const words = plain(field.value).split(/\s+/);
    const shelves = [...chosen.values()];
    let shown = 0;
    for (const { row, text, on } of rows) {
      row.hidden = !shelves.every((one) => on.includes(one)) || !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    for (const shelf of all("[data-shelf]")) shelf.hidden = !shelf.querySelector("[data-row]:not([hidden])");
    for (const link of links) {
      if (link.dataset.on ? shelves.includes(link.dataset.on) : !shelves.length) link.ariaCurrent = "true";
      else link.removeAttribute("aria-current");
    }
    status.textContent = status.dataset.words.replace("##", rows.length).replace("#", shown);
    if (!search) return;
    const to = new URL(search.href);
    to.searchParams.set("q", field.value.trim());
    search.href = to;
  };

  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const [facet] = link.dataset.on.split(":");
      const again = chosen.get(facet) === link.dataset.on;
      if (!facet) chosen.clear();
      else if (again) chosen.delete(facet);
      else chosen.set(facet, link.dataset.on);
      filter();
    });
  }
  field.addEventListener("input", filter);
  field.closest("[hidden]").hidden = false;
}
