/* Loads what searches on focus. */
{
  const seek = document.querySelector(".seek");

  const load = (src) => {
    seek[src] ??= document.head.appendChild(Object.assign(document.createElement("script"), { src }));
  };

  if (seek) {
    const form = seek.querySelector("form");
    form?.elements.q.addEventListener("focus", () => load(seek.dataset.script));
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      const field = document.getElementById("Seek");
      if (field && field.offsetParent) field.focus();
      else location.assign(seek.querySelector("a").href);
    });
    if (/[?&]found=/.test(location.search)) load(seek.dataset.marks);
  }
}
