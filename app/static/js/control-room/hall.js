/* What the hall sees, and what is laid over it. */
(() => {
  "use strict";
  if (!window.queue) return;

  /* The mirror rests while nobody looks: it holds a stream of its own. */
  const mirror = document.querySelector(".mirror iframe");
  let resting = 0;

  document.addEventListener("visibilitychange", () => {
    clearTimeout(resting);
    if (document.hidden) resting = setTimeout(() => { mirror.dataset.rests = mirror.src; mirror.src = "about:blank"; }, 60000);
    else if (mirror.dataset.rests) { mirror.src = mirror.dataset.rests; delete mirror.dataset.rests; }
  });

  /* What was laid over the programme is no longer asked for. */
  document.addEventListener("htmx:finally:request", (event) => {
    const laid = event.target.closest?.(".over-hall details");
    const { request, response } = event.detail.ctx || {};
    const words = laid?.querySelector("textarea");
    if (response?.status !== 200 || !laid || (words && words.value !== request.body.get("nudge"))) return; // already writing the next
    const isThere = laid.contains(document.activeElement);
    laid.querySelector("form").reset();
    laid.open = false;
    if (isThere) laid.querySelector("summary").focus();
  });

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".over-hall details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
