/* Marks, in the list of contents, the section that is being read: that of the last heading above the reader's eyes.
   Beside the text, what fits on the screen stays in sight. */
{
  const entries = [...document.querySelectorAll(".toc a[href^='#']")];
  const ids = new Set(entries.map((entry) => decodeURIComponent(entry.hash.slice(1))));
  const heads = [...ids].map((id) => document.getElementById(id)).filter(Boolean);

  const mark = () => {
    const read = heads.filter((head) => head.getBoundingClientRect().top < innerHeight * .3).pop();
    for (const entry of entries) {
      if (read && decodeURIComponent(entry.hash) === "#" + read.id) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
  };

  if (heads.length && "IntersectionObserver" in window) {
    const watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    for (const head of heads) watcher.observe(head);
    const aside = document.querySelector("aside:has(> .side-toc)");
    if (aside) new ResizeObserver(() => {
      aside.classList.toggle("follows", aside.scrollHeight < innerHeight - 32);
    }).observe(document.documentElement);
  }
}
