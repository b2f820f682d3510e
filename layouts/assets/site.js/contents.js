/* Marks, in the list of contents, the section that is being read: that of the last heading above the reader's eyes.
   Beside a text, where the list may be longer than the screen, what is marked stays in sight. */
{
  const entries = [...document.querySelectorAll(".toc a[href^='#']")];
  const ids = new Set(entries.map((entry) => decodeURIComponent(entry.hash.slice(1))));
  const heads = [...ids].map((id) => document.getElementById(id)).filter(Boolean);

  const list = document.querySelector(".follows > div");

  const show = (entry) => {
    const room = list.getBoundingClientRect(), line = entry.getBoundingClientRect();
    if (line.top < room.top || line.bottom > room.bottom) list.scrollTop += line.top - room.top - room.height / 3;
  };

  const mark = () => {
    const read = heads.filter((head) => head.getBoundingClientRect().top < innerHeight * .3).pop();
    for (const entry of entries) {
      const here = read && decodeURIComponent(entry.hash) === "#" + read.id;
      if (!here) entry.removeAttribute("aria-current");
      else {
        entry.setAttribute("aria-current", "true");
        if (list?.contains(entry)) show(entry);
      }
    }
  };

  if (heads.length && "IntersectionObserver" in window) {
    // A reader who jumps passes many headings at once, so those far above count as well.
    const watcher = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -70%" });
    for (const head of heads) watcher.observe(head);
  }

  // An aside without contents follows as well: its top stays in sight, or its end where it is taller than the screen.
  const aside = document.querySelector("article aside:not(:has(> .follows))");
  if (aside) new ResizeObserver(() => {
    aside.style.setProperty("--top", `${Math.min(16, innerHeight - aside.offsetHeight - 16)}px`);
  }).observe(document.documentElement);
}
