/* The forum of a page, which is loaded when a reader asks for it. */
for (const box of document.querySelectorAll("[data-forum]")) {
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const address = new URL(box.dataset.forum);
    const session = new URLSearchParams(location.search).get("giscus");
    if (session) address.searchParams.set("session", session);
    const frame = document.createElement("iframe");
    frame.title = box.querySelector("h2").textContent;
    frame.width = "100%";
    frame.height = 480;
    frame.src = address;
    addEventListener("message", ({ origin, source, data }) => {
      if (origin !== address.origin || source !== frame.contentWindow || !data) return;
      const height = data.giscus?.resizeHeight || (data.type === "discourse-resize" && data.height);
      if (height > 0 && height < 99999) frame.style.height = `${height}px`;
    });
    button.hidden = true;
    box.append(frame);
    frame.focus();
  });
}
