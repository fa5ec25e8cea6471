/* A survey by link: what answers.js needs of a page that is not live. */
(() => {
  "use strict";
  let store = null;
  try {
    store = localStorage;
    const probe = "dialog:probe";
    store.setItem(probe, "");
    store.removeItem(probe);
  } catch {
    store = null;
  }
  let said = "";

  function say(id) {
    const words = document.getElementById(id);
    if (id === said || !words) return;
    said = id;
    document.getElementById("status").replaceChildren(words.content.cloneNode(true));
  }

  window.phone = {
    prefix: `dialog:${location.pathname}:`,
    store,
    post: window.postForm,
    say,
    isOffline: () => !navigator.onLine,
    longestPause: 30000,
  };
  document.addEventListener("answer:stored", () => {
    said = "";
    document.getElementById("status").replaceChildren();
  });
})();
