/* Sets the reader's chosen scheme before the first paint; switch.js keeps the choice. */
try {
  var t = localStorage.getItem("theme");
  if (t == "light" || t == "dark") document.documentElement.dataset.theme = t;
} catch (e) {}
