/* The field in the header, a combobox: the first results in a list below it, by the arrows; all of them by Enter. */
{
  const form = document.querySelector(".seek form");
  const [most, wait] = [6, 120];

  const start = () => {
    const field = form.elements.q;
    const box = form.querySelector(".found");
    const [status, list] = box.children;
    const folder = folderOf(form);
    const opened = openIndex(folder, document.documentElement.lang);
    let active;

    /* Makes an option the one that Enter leads to; without one, Enter is that of the field. */
    const choose = (option) => {
      if (active) active.ariaSelected = "false";
      active = option;
      if (active) active.ariaSelected = "true";
      field.setAttribute("aria-activedescendant", active ? active.id : "");
    };
    const open = (shown) => {
      choose();
      box.hidden = !shown;
      field.ariaExpanded = shown;
    };

    const row = (href, ...parts) => {
      const option = element("a", "", { href, role: "option", tabIndex: -1, ariaSelected: "false" });
      option.append(...parts);
      return option;
    };
    const rowOf = (item) => {
      const [link, facts] = item.children;
      const title = element("b");
      title.append(...link.childNodes);
      return row(link.href, title, facts);
    };

    const search = async () => {
      const words = field.value;
      if (!words.trim()) return open(false);
      let rows = [];
      try {
        const index = await opened;
        const found = await meant(index, (await index.search(words, {}, false)).results);
        const results = await ordered(index, found, words);
        const items = await Promise.all(results.slice(0, most).map((one) => shownResult(index, folder, one, true)));
        rows = items.map(rowOf);
        if (words !== field.value) return;
        const number = grouped(results.length);
        const text = results.length ? form.dataset.all : `${field.placeholder}: {words}`;
        rows.push(row(`${form.action}?q=${encodeURIComponent(words)}`,
          element("span", text.replace("{words}", () => words.trim())),
          element("span", results.length ? number : "", { className: "muted" })));
        status.textContent = results.length ? `${list.ariaLabel}: ${number}` : form.dataset.nothing;
        status.classList.toggle("unseen", results.length);
      } catch (error) {
        console.warn(error);
        status.textContent = form.dataset.failed;
        status.classList.remove("unseen");
      }
      rows.forEach((option, at) => { option.id = `Found-${at}`; });
      const kept = active?.href;  // a search for the same words may come after an arrow
      list.replaceChildren(...rows);
      open(true);
      choose(rows.find((option) => option.href === kept));
    };

    field.addEventListener("input", later(wait, search));
    field.addEventListener("focus", () => { if (field.value.trim() && box.hidden) search(); });
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing) return;
      if (step && box.hidden) search();
      else if (step) {
        const stops = [undefined, ...list.children];
        choose(stops.at((stops.indexOf(active) + step) % stops.length));
        active?.scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter" && active) active.click();
      else if (event.key === "Escape" && !box.hidden) open(false);
      else return;
      event.preventDefault();
    });
    list.addEventListener("pointermove", (event) => choose(event.target.closest("a") ?? undefined));
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
    if (field.value.trim()) search();
  };

  if (form) {
    if (document.activeElement === form.elements.q) start();
    else form.elements.q.addEventListener("focus", start, { once: true });
  }
}
