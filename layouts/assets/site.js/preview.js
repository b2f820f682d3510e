/* Shows the beginning of a page beside a link to it, under the pointer or the focus. Fingers get none. */
{
  const WAIT = 300;
  const pages = new Map();
  const box = document.createElement("div");
  box.className = "preview";
  box.id = "Preview";
  box.role = "tooltip";
  let link, coming, opening, closing;

  const wanted = (target) => {
    const found = target.closest?.(".text a[href]");
    if (!found || location.protocol === "file:") return null;
    if (found.origin !== location.origin || found.pathname === location.pathname) return null;
    return /(\/|\.html|\/[^./]+)$/.test(found.pathname) ? found : null;
  };

  const read = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const moved = page.querySelector("meta[http-equiv=refresh]")?.content.split("url=")[1];
    return moved ? read(new URL(moved, url)) : page;
  };

  const line = (name, words) => {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = words;
    return made;
  };

  /* The words of the first thing from here on that has any, up to the next heading. */
  const first = (part) => {
    for (; part && !part.matches("h2, h3, .meanings"); part = part.nextElementSibling) {
      const copy = part.cloneNode(true);
      const unsaid = "sup, annotation, [role=doc-backlink], [aria-hidden], [data-stamp], [hidden]";
      for (const one of copy.querySelectorAll(unsaid)) one.remove();
      for (const item of copy.querySelectorAll("li, li p, th, td, dt, dd")) item.prepend("\0");
      const words = copy.textContent.split("\0").map((it) => it.trim()).filter(Boolean).join(" · ");
      if (words) return words;
    }
    return "";
  };

  const fill = (page, hash) => {
    const title = page.querySelector("main h1");
    if (!title) return false;
    const place = hash ? page.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const part = place?.matches("h2, h3, h4, h5, h6") && place;
    const start = place || page.querySelector("main .lede, main .text > :not(h2, h3)");
    const words = first(part ? part.nextElementSibling : start)
      || (part ? "" : page.querySelector("meta[name=description]")?.content ?? "");
    const meanings = (part ? part.parentNode : page).querySelector(".meanings")?.children ?? [];
    box.lang = page.documentElement.lang;
    box.replaceChildren(
      line("kind", page.querySelector("main .kind")?.textContent ?? ""),
      line("name", title.textContent + (part ? ": " + part.textContent : "")),
      line("say", words.length > 280 ? words.slice(0, 280).replace(/\s+\S*$/, "") + " …" : words),
      ...[...meanings].slice(0, 5).map((one) => line("say", [...one.children].map((it) => it.textContent).join(": "))),
    );
    return true;
  };

  const put = (line) => {
    document.querySelector("main").append(box);
    const from = box.offsetParent.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - 8;
    const below = line.bottom + height < innerHeight || line.top < height;
    box.style.left = Math.max(8, Math.min(line.left, room)) - from.left + "px";
    box.style.top = (below ? line.bottom : line.top - height) - from.top + "px";
  };

  const close = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    closing = 0;
    box.remove();
    link?.removeAttribute("aria-describedby");
    link = null;
  };

  const open = async (next, y) => {
    const [url] = next.href.split("#");
    link = next;
    try {
      if (!pages.has(url)) pages.set(url, read(url));
      const page = await pages.get(url);
      if (link !== next || !fill(page, next.hash)) return;
      const lines = [...next.getClientRects()];
      put(lines.find((one) => one.top <= y && y <= one.bottom) || lines[0]);
      next.setAttribute("aria-describedby", box.id);
    } catch { pages.delete(url); /* without the page the link is a link */ }
  };

  const stay = () => {
    clearTimeout(closing);
    closing = 0;
  };

  const soon = (next, y) => {
    clearTimeout(opening);
    stay();
    coming = next;
    if (next !== link) opening = setTimeout(() => { close(); open(next, y); }, WAIT);
  };

  const later = () => {
    clearTimeout(opening);
    closing ||= setTimeout(close, WAIT);
  };

  document.addEventListener("pointerover", ({ target, pointerType, clientY }) => {
    if (pointerType === "touch") return;
    if (box.contains(target)) stay();
    else if (wanted(target)) soon(wanted(target), clientY);
    else if (coming !== document.activeElement) later();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(":focus-visible") && wanted(target)) soon(target);
  });
  document.addEventListener("focusout", later);
  document.documentElement.addEventListener("pointerleave", later);
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });
  addEventListener("pagehide", close);
}
