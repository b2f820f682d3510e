/* On the page for what is not there: a field with the words of the address, and the pages that have them in their
   own address or title. */
{
  const [most, looked] = [3, 10];
  const box = document.querySelector("[data-guess]");
  const seek = document.querySelector(".seek");

  const wordsOf = (path) => path.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

  /* The last step of the address that was asked for, without an ending. */
  const asked = () => {
    try {
      const path = decodeURIComponent(location.pathname).replace(/\/(index\.html?)?$/, "");
      return wordsOf(path.split("/").pop().replace(/\.\w{2,5}$/, ""));
    } catch {
      return [];  // what is no text has no words
    }
  };

  const words = asked();
  const long = words.filter((word) => word.length > 2);

  const guess = async () => {
    const folder = folderOf(seek.querySelector("form"));
    const index = await openIndex(folder, document.documentElement.lang);
    const found = new Map();
    for (const each of [words.join(" "), ...long]) {
      const { results } = await index.search(each, {}, false);
      for (const one of results.slice(0, looked)) found.set(one.hash, one);
    }
    const near = await Promise.all([...found.values()].map(async (one) => {
      const { url, meta } = await index.page(one.hash);
      const own = new Set(wordsOf(`${decodeURIComponent(url)} ${meta.title}`));
      return [long.filter((word) => own.has(word)).length, one];
    }));
    const best = near.filter(([count]) => count * 2 >= long.length).sort(([a], [b]) => b - a).slice(0, most);
    const items = best.map(([, one]) => shownResult(index, folder, one, true));
    box.querySelector("ul").replaceChildren(...await Promise.all(items));
    box.firstElementChild.hidden = !best.length;
    box.querySelector(":scope > p").hidden = best.length > 0;
  };

  if (box && seek) {
    const form = document.querySelector(".searching");
    form.elements.q.value = words.join(" ");
    form.hidden = false;
    if (!long.length) box.remove();  // else its place is kept: nothing moves when it comes
    const script = document.createElement("script");
    script.src = seek.dataset.script;
    seek[seek.dataset.script] = script;  // the field in the header needs no other
    script.addEventListener("load", async () => {
      if (!long.length) return;
      await guess().catch((error) => console.warn(error));
      box.hidden = false;
    });
    document.head.append(script);
  }
}
