/* Marks in the contents, and keeps in sight there, the section of the last heading above the reader's eyes. */
{
  const entries = [...document.querySelectorAll(".toc a[href^='#']")];
  const of = (entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1)));
  const heads = [...new Set(entries.map(of))].filter(Boolean);

  const mark = () => {
    const read = heads.filter((head) => head.getBoundingClientRect().top < innerHeight * .3).pop();
    for (const entry of entries) {
      entry.toggleAttribute("aria-current", false);
      if (!read || of(entry) !== read) continue;
      entry.setAttribute("aria-current", "true");
      const list = entry.closest(".follows > div");
      if (list) list.scrollTop = entry.offsetTop - list.clientHeight / 2;
    }
  };

  // Far above counts as well, because a jump passes many headings at once.
  const watcher = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -70%" });
  for (const head of heads) watcher.observe(head);

  // Another aside follows, too; of one taller than the screen, the end is seen.
  const aside = document.querySelector("article aside:not(:has(> .follows))");
  if (aside) new ResizeObserver(() => {
    aside.style.setProperty("--top", `${Math.min(16, innerHeight - aside.offsetHeight - 16)}px`);
  }).observe(document.documentElement);
}
