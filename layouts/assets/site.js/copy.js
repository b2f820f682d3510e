/* Buttons that copy: those of the page, and one beside each block of code. They are hidden until they work. */
if (navigator.clipboard) {
  const enable = (button, text) => {
    const word = button.firstChild;
    const before = word.data;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      word.data = button.dataset.done;
      setTimeout(() => { word.data = before; }, 2000);
    });
    button.hidden = false;
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (source) enable(button, () => source.href || source.textContent.trim());
  }

  const model = document.querySelector("template[data-copy-code]");
  for (const code of model ? document.querySelectorAll(".text pre") : []) {
    const button = model.content.firstElementChild.cloneNode(true);
    const box = document.createElement("div");
    const outer = code.closest(".scroll") || code;
    box.className = "copied";
    outer.replaceWith(box);
    box.append(outer, button);
    enable(button, () => code.textContent);
  }
}
