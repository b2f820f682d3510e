/* Brings the worker that keeps visited pages, where the site has it; else lets go of one that it had. */
{
  const worker = document.currentScript?.dataset.worker;
  const workers = location.protocol === "file:" ? undefined : navigator.serviceWorker;
  if (worker) workers?.register(worker);
  else workers?.getRegistration().then((had) => {
    if (!had?.active?.scriptURL.endsWith("/offline.js")) return;
    had.active.postMessage("leave");
  });
}
