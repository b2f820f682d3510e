/* The field in the header: the first results below it, by the arrows; all of them by Enter. */
{
  const form = document.querySelector(".seek form");
  const [most, wait] = [6, 120];

  const start = () => {
    const [field, box] = [form.elements.q, form.querySelector(".found")];
    const [status, list] = [box.querySelector("p"), box.querySelector("ol")];
    const folder = folderOf(form);
    const opened = openIndex(folder, document.documentElement.lang);
    const close = () => { box.hidden = true; };

    const search = async () => {
      const words = field.value;
      if (!words.trim()) return close();
      try {
        const index = await opened;
        const found = await meant(index, (await index.search(words, {}, false)).results);
        const results = await ordered(index, found, words);
        const items = await Promise.all(results.slice(0, most).map((one) => shownResult(index, folder, one, true)));
        if (words !== field.value) return;
        if (results.length > most || !results.length) {
          const more = element("li");
          const text = results.length
            ? `${form.dataset.all}: ${grouped(results.length)}` : `${field.placeholder}: ${words}`;
          more.append(element("a", text, { href: `${form.action}?q=${encodeURIComponent(words)}` }));
          items.push(more);
        }
        list.replaceChildren(...items);
        status.textContent = results.length
          ? `${form.dataset.count}: ${grouped(results.length)}` : form.dataset.nothing;
      } catch (error) {
        console.warn(error);
        list.replaceChildren();
        status.textContent = form.dataset.failed;
      }
      box.hidden = false;
    };

    const move = (step) => {
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement) + step;
      if (at >= 0 && at < stops.length) stops[at].focus();
    };

    field.addEventListener("input", later(wait, search));
    field.addEventListener("focus", () => { if (field.value.trim() && box.hidden) search(); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "Escape" && !box.hidden) {
        field.focus();
        close();
      } else return;
      event.preventDefault();
    });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
    if (field.value.trim()) search();
  };

  if (form) {
    if (document.activeElement === form.elements.q) start();
    else form.elements.q.addEventListener("focus", start, { once: true });
  }
}
