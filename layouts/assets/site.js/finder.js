/* Filters a list in place: by what is typed, and by its shelves, whose links lead to pages of their own otherwise.
   What is filtered out has an attribute of its own, because the clock hides and shows the rows of some lists. */
for (const finder of document.querySelectorAll("[data-finder]")) {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const links = all("[data-on]", finder);
  const field = finder.querySelector("input");
  const status = finder.querySelector("[role=status]");
  const search = finder.querySelector("[data-search]");
  const chosen = new Map();  // facet -> the shelf that is chosen of it

  const filter = () => {
    const words = plain(field.value).split(/\s+/);
    const shelves = [...chosen.values()];
    const rows = all("[data-row]");
    let shown = 0;
    for (const row of rows) {
      const on = [...row.dataset.row.split(" "), row.closest("[data-shelf]").dataset.shelf];
      const text = plain(row.textContent);
      const fits = shelves.every((one) => on.includes(one)) && words.every((word) => text.includes(word));
      row.toggleAttribute("data-out", !fits);
      shown += fits;
    }
    for (const shelf of all("[data-shelf]")) {
      shelf.toggleAttribute("data-out", !shelf.querySelector("[data-row]:not([data-out])"));
    }
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
      if (!facet) chosen.clear();
      else if (chosen.get(facet) === link.dataset.on) chosen.delete(facet);
      else chosen.set(facet, link.dataset.on);
      filter();
    });
  }
  field.addEventListener("input", filter);
  field.closest("[hidden]").hidden = false;
}
