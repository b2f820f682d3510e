/* Marks, in the list of contents, the heading that is being read. */
{
  const entries = [...document.querySelectorAll(".toc a[href^='#']")];

  const mark = (id) => {
    for (const entry of entries) {
      if (entry.hash === "#" + id) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
  };

  if (entries.length && "IntersectionObserver" in window) {
    const watcher = new IntersectionObserver((seen) => {
      const first = seen.find((one) => one.isIntersecting);
      if (first) mark(encodeURI(first.target.id));
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const id of new Set(entries.map((entry) => decodeURIComponent(entry.hash.slice(1))))) {
      const heading = document.getElementById(id);
      if (heading) watcher.observe(heading);
    }
  }
}
