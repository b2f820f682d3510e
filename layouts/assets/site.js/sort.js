/* A table out of a file is sorted by the column whose head is pressed: downwards when it is pressed again. */
for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const arrow = document.createElement("span");
  arrow.ariaHidden = "true";
  const heads = table.tHead.querySelectorAll("th");
  for (const head of heads) {
    if (head.querySelector("a")) continue;  // a link cannot be in a button
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = head.ariaSort === "ascending" ? "descending" : "ascending";
      const key = (row) => {
        const cell = row.cells[head.cellIndex];
        const text = cell.textContent.trim();
        if (!head.className) return text;
        const number = parseFloat(cell.querySelector("data")?.value ?? text);
        return Number.isNaN(number) ? "" : number;
      };
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort(([a], [b]) => {
        if (a === "" || b === "") return (a === "") - (b === "");  // what is empty stays below
        const order = head.className ? a - b : words.compare(a, b);
        return way === "ascending" ? order : -order;
      });
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      arrow.textContent = way === "ascending" ? " ↑" : " ↓";
      button.append(arrow);
      body.append(...rows.map(([, row]) => row));
    });
  }
}
