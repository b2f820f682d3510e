/* Shows the search field in place of the link, and loads the search itself when somebody goes there. */
{
  const seek = document.querySelector(".seek");

  const load = () => {
    if (seek.loading) return;
    const script = document.createElement("script");
    seek.loading = script;
    script.src = seek.dataset.script;
    document.head.append(script);
  };

  if (seek) {
    const form = seek.querySelector("form");
    if (form) {
      form.hidden = false;
      seek.classList.add("live");
      form.elements.q.addEventListener("focus", load);
    }
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      const field = document.getElementById("Seek");
      if (field && field.offsetParent) field.focus();
      else location.assign(seek.querySelector("a").href);
    });
    if (new URLSearchParams(location.search).has("found")) load();
  }
}
