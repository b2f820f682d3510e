/* Added by `sitegen serve` to every page it sends, and to no file. Reloads when a build changed something, swaps
   style sheets when only they changed, and shows the errors of the last build. */
(() => {
  const own = new URL(document.currentScript.src);
  let build = own.searchParams.get("build");
  const KEEP = "sitegen-scroll", ASIDE = "sitegen-aside";

  /* Storage may be refused; then a reload begins at the top and the overlay opens again. */
  const stored = (key, value) => {
    try {
      const before = sessionStorage.getItem(key);
      if (value === null) sessionStorage.removeItem(key);
      else if (value !== undefined) sessionStorage.setItem(key, value);
      return before;
    } catch (error) { return null; }
  };

  const here = () => location.pathname + location.search;
  const reload = () => {
    stored(KEEP, JSON.stringify([here(), scrollX, scrollY]));
    location.reload();
  };
  const [where, left, top] = JSON.parse(stored(KEEP, null) || "[]");
  if (where === here()) {
    let moved = false;
    const back = () => { if (!moved) scrollTo({ left, top, behavior: "instant" }); };
    for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(sign, () => { moved = true; }, { once: true, passive: true });
    }
    back();
    addEventListener("load", back, { once: true });
  }

  /* All of them, because a sheet that changed may be imported by another. The old one stays until the new one is in. */
  const swap = () => {
    for (const old of document.querySelectorAll("link[rel~=stylesheet]")) {
      const address = new URL(old.href);
      if (address.origin !== location.origin || old.dataset.leaving) continue;
      address.searchParams.set("build", build);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      old.dataset.leaving = "true";
      fresh.addEventListener("load", () => old.remove());
      fresh.addEventListener("error", () => old.remove());
      old.after(fresh);
    }
  };

  const make = (name, text, ...inside) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    element.append(...inside);
    return element;
  };

  let overlay = null, told = "";
  const show = ({ problems, more }) => {
    const said = JSON.stringify([problems, more]);
    if (said === told) return;
    told = said;
    overlay?.remove();
    overlay = null;
    if (!problems.length) {
      stored(ASIDE, null);
      return;
    }
    overlay = make("div");
    overlay.id = "sitegen-overlay";
    const count = problems.length + more;
    const words = count === 1 ? "1 error" : `${count} errors`;
    const style = make("link");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", own).href;

    const list = make("ol");
    for (const { text } of problems) {
      const [first, ...others] = text.split("\n");
      list.append(make("li", "", make("h2", first), make("pre", others.join("\n"))));
    }
    if (more) list.append(make("li", `and ${more} more, in the terminal`));
    const note = make("p", "This page is shown as far as it could be made. It follows when the errors are gone.");
    const away = make("button", "Put aside");
    const panel = make("section", "", make("header", "", make("h1", words), away), note, list);
    panel.setAttribute("aria-label", "Errors of the last build");
    panel.setAttribute("role", "alert");
    const chip = make("button", words);
    chip.className = "chip";

    const put = (aside) => {
      panel.hidden = aside;
      chip.hidden = !aside;
    };
    away.addEventListener("click", () => { stored(ASIDE, said); put(true); chip.focus(); });
    chip.addEventListener("click", () => { stored(ASIDE, null); put(false); away.focus(); });
    put(stored(ASIDE) === said);
    overlay.attachShadow({ mode: "open" }).append(style, panel, chip);
    document.documentElement.append(overlay);
  };
  addEventListener("keydown", (event) => {
    const away = overlay?.shadowRoot.querySelector("section:not([hidden]) button");
    if (event.key === "Escape" && away) away.click();
  });

  const hear = (shown) => {
    if (shown.build !== build) {
      if (!shown.styles || shown.before !== build) return reload();
      build = shown.build;
      swap();
    }
    show(shown);
  };

  /* A hidden page hangs up: browsers allow few connections to one host. Seen again, it is told what it missed. */
  let source = null;
  const listen = (on) => {
    source?.close();
    source = on ? new EventSource(new URL("events", own)) : null;
    if (source) source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  };
  document.addEventListener("visibilitychange", () => listen(!document.hidden));
  addEventListener("pagehide", () => listen(false));
  addEventListener("pageshow", (event) => { if (event.persisted) listen(true); });
  listen(!document.hidden);
})();
