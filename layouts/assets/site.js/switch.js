/* The switch between light and dark. theme.js sets what was chosen before the next page is painted. */
{
  const root = document.documentElement;

  const choose = (scheme) => {
    const auto = scheme === "auto";
    if (auto) delete root.dataset.theme;
    else root.dataset.theme = scheme;
    try {
      if (auto) localStorage.removeItem("theme");
      else localStorage.setItem("theme", scheme);
    } catch (error) { /* a browser that keeps nothing still shows the choice on this page */ }
  };

  for (const box of document.querySelectorAll("[data-switch]")) {
    box.hidden = false;
    for (const input of box.querySelectorAll("input")) {
      input.checked = input.value === (root.dataset.theme || "auto");
      input.addEventListener("change", () => choose(input.value));
    }
  }
}
