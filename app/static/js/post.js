/* One post to our own server. Null when nobody of ours answered: somebody else's page, a busy server. */
window.postForm = async (action, body) => {
  "use strict";
  const TIMEOUT_MS = 15000;
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    const answer = await fetch(action, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body,
      signal: stop.signal,
    });
    const outcome = answer.headers.get("Dialog-Outcome");
    return outcome && { outcome, html: await answer.text().catch(() => "") };
  } finally {
    clearTimeout(clock);
  }
};
