/* The events under a tag, written with the latest first: what is to come goes before the rest, the soonest first, and
   the rest is folded away below it. With nothing to come the list itself goes to the end of its column. */
for (const list of document.querySelectorAll("[data-diary]")) {
  const fold = document.querySelector("[data-past]");
  const section = list.closest("section");
  const lines = [...list.children];
  const over = lines.filter((line) => Date.parse(line.dataset.until) <= Date.now());
  for (const line of lines) {
    if (!over.includes(line)) list.prepend(line);
    else for (const leaf of line.querySelectorAll(".leaf")) leaf.classList.add("past");
  }
  const none = over.length === lines.length;
  if (!none) fold.querySelector("ol").append(...over);
  else if (section.contains(fold)) section.parentElement.append(section);
  fold.querySelector("b").textContent = over.length;
  fold.hidden = none || !over.length;
}
