/* What comes of a press: it is sent once, the bar with undo while it lasts, an answer that came too late, no answer at all. */
(() => {
  "use strict";
  if (!window.queue) return;
  const { rows, meet } = window.queue;
  const UNDO_SECONDS = 10;
  const ANSWER_MS = 15000;
  const bar = document.getElementById("bar");
  htmx.config.defaultTimeout = ANSWER_MS;

  /* Twice pressed is once sent; but where the stream was faster than the answer, the same button already says something else:
   * that press waits for its turn. */
  const underWay = new WeakMap(); // form -> what it sent last, while that has no answer
  const wordsOf = ({ request }) => `${request.action}?${new URLSearchParams(request.body)}`;

  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const last = underWay.get(ctx.sourceElement);
    if (last && wordsOf(last) === wordsOf(ctx)) event.preventDefault();
    else underWay.set(ctx.sourceElement, ctx);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    if (underWay.get(ctx.sourceElement) === ctx) underWay.delete(ctx.sourceElement);
  });

  let left = 0;

  function count() {
    if (left <= 0 || document.activeElement?.id === "undo") return;
    left -= 1;
    const seconds = bar.querySelector(".left");
    if (seconds) seconds.textContent = `${left} s`;
    if (left === 0) bar.replaceChildren();
  }

  function startCounting() {
    const words = bar.querySelector(".undo");
    if (!words) return;
    const returned = rows().find((row) => row.id === words.dataset.return);
    if (returned) meet(returned); // what was put back is what the person wants to decide anew
    left = UNDO_SECONDS + 1;
    count();
  }

  let newest = 0; // the revision that the stream has shown

  document.addEventListener("htmx:sse:before:message", (event) => {
    newest = Math.max(newest, Number(event.detail.message.id) || 0);
  });
  document.addEventListener("htmx:before:swap", (event) => {
    const revision = event.detail.ctx?.response?.headers?.get("Live-Revision");
    if (!revision || Number(revision) >= newest) return;
    // The answer was slower than the stream: keep what is newer, take only what came of the press.
    const { tasks } = event.detail;
    tasks.splice(0, tasks.length, ...tasks.filter((task) => task.target === bar));
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { response } = event.detail.ctx;
    if (event.target.id === "live" || response.headers.get("Live-Revision")) return;
    if (response.status >= 500 || response.status === 429) sayNoContact();
    else location.reload(); // signed out, or no longer here: the page itself says so
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.target.id !== "live" && event.detail.ctx) sayNoContact();
  });

  function sayNoContact() {
    bar.replaceChildren(document.getElementById("no-contact").content.cloneNode(true));
  }

  const words = () => bar.querySelector("p")?.innerText || "";

  new MutationObserver(startCounting).observe(bar, { childList: true });
  setInterval(count, 1000);
  window.outcome = { ANSWER_MS, words, sayNoContact };
  startCounting();
})();
