/* The same press twice is sent once. Where the page was drawn anew before the answer to it came, the same button already
 * says something else: that press waits for its turn. */
(() => {
  "use strict";
  const underWay = new WeakMap(); // form or link -> what it sent last, while that has no answer
  const wordsOf = ({ request }) => `${request.action}?${new URLSearchParams(request.body ?? "")}`;

  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const before = underWay.get(ctx.sourceElement);
    if (before && wordsOf(before) === wordsOf(ctx)) event.preventDefault();
    else underWay.set(ctx.sourceElement, ctx);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    if (underWay.get(ctx.sourceElement) === ctx) underWay.delete(ctx.sourceElement);
  });
})();
