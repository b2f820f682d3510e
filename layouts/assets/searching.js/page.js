/* The search page: what is in its address, the filters beside the results, ten results at a time. */
{
  const form = document.querySelector(".searching");
  const [size, wait] = [10, 200];
  const names = ["kind", "year", "tag"];

  const start = () => {
    const asked = new URLSearchParams(location.search);
    const field = form.elements.q;
    const results = document.querySelector(".results");
    const browse = document.querySelector(".browse");
    const [status, list, more, chips, clear, hints, folded, tips]
      = ["[aria-live]", "ol", ".more", ".chosen", ".clear", ".hints", "details", "aside section"]
        .map((name) => results.querySelector(name));
    const folder = folderOf(form);
    const language = asked.get("lang") || document.documentElement.lang;
    const chosen = Object.fromEntries(names.map((name) => [name, asked.getAll(name)]));
    let opened, latest, shown;

    const address = () => {
      const query = new URLSearchParams();
      if (field.value.trim()) query.set("q", field.value.trim());
      for (const name of names) for (const value of chosen[name]) query.append(name, value);
      if (asked.get("lang")) query.set("lang", asked.get("lang"));
      return query.toString();
    };

    const flat = () => names.flatMap((name) => chosen[name].map((value) => [name, value]));
    const toggle = (name, value) => {
      const others = chosen[name].filter((other) => other !== value);
      chosen[name] = others.length < chosen[name].length ? others : [...others, value];
      return search();
    };

    /* What is chosen, as the index takes it; of all groups but one where its counts are asked for. */
    const filters = (but) => Object.fromEntries(names.filter((name) => name !== but && chosen[name].length)
      .map((name) => [name, { any: chosen[name] }]));

    /* A group of filters with its counts, which follow what is chosen in the other groups. */
    const filter = (name, counts) => {
      const box = results.querySelector(`[data-filter=${name}]`);
      const rows = Object.entries({ ...Object.fromEntries(chosen[name].map((value) => [value, 0])), ...counts })
        .filter(([value, count]) => count || chosen[name].includes(value))
        .sort(name === "year" ? ([a], [b]) => b - a : ([a, m], [b, n]) => n - m || a.localeCompare(b, language))
        .filter(([value], at) => at < 10 || chosen[name].includes(value));
      const focused = box.contains(document.activeElement) ? document.activeElement.value : null;
      box.querySelector("div").replaceChildren(...rows.map(([value, count]) => {
        const label = element("label");
        const input = element("input", "", { type: "checkbox", name, value });
        input.checked = chosen[name].includes(value);
        input.addEventListener("change", () => toggle(name, value));
        label.append(input, element("span", value), element("span", grouped(count), { className: "muted" }));
        return label;
      }));
      box.hidden = !rows.length;
      if (focused !== null) [...box.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
    };

    const show = async (index, found) => {
      const next = found.results.slice(shown, shown + size);
      const items = await Promise.all(next.map((one) => shownResult(index, folder, one, false)));
      if (latest !== found) return null;
      list.append(...items);
      shown += items.length;
      more.hidden = shown >= found.results.length;
      return items[0];
    };

    /* What is chosen, above the results: each can be taken back. */
    const chosenChips = () => {
      const all = flat();
      chips.replaceChildren(...all.map(([name, value]) => {
        const label = chips.dataset.remove.replace("{value}", () => value);
        const chip = element("button", `${value} ×`, { type: "button", ariaLabel: label });
        chip.addEventListener("click", async () => {
          await toggle(name, value);
          (chips.querySelector("button:not([hidden])") ?? field).focus();
        });
        return chip;
      }), clear);
      chips.hidden = !all.length;
      clear.hidden = all.length < 2;
    };

    const search = async () => {
      const words = field.value;
      const some = words.trim() || flat().length;
      history.replaceState(null, "", address() ? `?${address()}` : location.pathname);
      results.hidden = !some;
      browse.hidden = Boolean(some);
      if (!some) return;
      try {
        const index = await (opened ??= openIndex(folder, language));
        const any = filters();
        const found = await index.search(words, any, true);
        found.results = await ordered(index, await meant(index, found.results), words);
        const counts = found.results.length || flat().length ? await Promise.all(names.map(async (name) =>
          (chosen[name].length ? await index.search(words, filters(name), true) : found).counts[name])) : [];
        if (words !== field.value) return;
        latest = found;
        shown = 0;
        list.replaceChildren();
        await show(index, found);
        more.onclick = async () => {
          const first = await show(index, found);
          if (first) first.querySelector("a").focus();
        };
        names.forEach((name, at) => filter(name, counts[at]));
        folded.hidden = !results.querySelector("[data-filter]:not([hidden])");
        chosenChips();
        tips.hidden = false;
        const count = grouped(found.results.length);
        const said = found.results.length ? form.dataset.found : form.dataset.nothing;
        status.textContent = words.trim()
          ? said.replace("{count}", count).replace("{words}", () => words.trim())
          : `${form.dataset.count}: ${count}`;
        tongues(index);
        await help(index, found, any);
      } catch (error) {
        console.warn(error);
        status.textContent = form.dataset.failed;
        browse.hidden = false;
      }
    };

    const help = async (index, found, any) => {
      const [question, advice] = hints.querySelectorAll("p");
      browse.hidden = hints.hidden = found.results.length > 0;
      advice.hidden = flat().length;
      question.hidden = true;
      hints.querySelector("ul").replaceChildren();
      if (hints.hidden) return;
      const near = await nearQueries(index, field.value, any);
      if (latest !== found) return;
      question.hidden = !near.length;
      hints.querySelector("ul").replaceChildren(...near.map(([words, count]) => {
        const query = new URLSearchParams(address());
        query.set("q", words);
        const item = element("li");
        const number = element("span", grouped(count), { className: "muted" });
        item.append(element("a", words, { href: `?${query}` }), " ", number);
        return item;
      }));
    };

    const tongues = (index) => {
      const box = results.querySelector(".tongues");
      const others = index.languages.filter((name) => name !== index.language);
      for (const old of box.querySelectorAll("a")) old.remove();
      box.hidden = !others.length;
      for (const name of others) {
        const words = new Intl.DisplayNames([name], { type: "language" }).of(name);
        const query = new URLSearchParams({ q: field.value.trim(), lang: name });
        box.append(element("a", words, { href: `?${query}`, lang: name }), " ");
      }
    };

    clear.addEventListener("click", () => {
      for (const name of names) chosen[name] = [];
      search();
      field.focus();
    });
    const wide = matchMedia("(width >= 60em)");
    const fold = () => { folded.open = wide.matches; };
    wide.addEventListener("change", fold);
    fold();
    field.value = asked.get("q") || "";
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    field.addEventListener("input", later(wait, search));
    field.addEventListener("keydown", (event) => {
      const first = list.querySelector("a");
      if (event.key === "ArrowDown" && first) first.focus();
      else if (event.key === "Escape" && field.value) {
        field.value = "";
        search();
      } else return;
      event.preventDefault();
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [field, ...list.querySelectorAll("a")];
      stops[stops.indexOf(document.activeElement) + step]?.focus();
      event.preventDefault();
    });
    if (field.value || address()) search();
    if (!location.hash && document.referrer.startsWith(location.origin)) field.focus(); // not before the skip link
  };

  if (form) start();
}
