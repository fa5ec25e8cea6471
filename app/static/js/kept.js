/* What this phone keeps of what a person writes, until the server has it: drafts, one for each question, and items, which
 * pressing Send makes of them. Each has a place in storage of its own, so that two tabs never overwrite one another.
 *
 * `store` is null where there is no storage (some private windows): then the form is left alone.
 */
window.kept = (() => {
  "use strict";
  const PREFIX = `dialog:${location.pathname.split("/")[2]}:`;
  const DRAFT = PREFIX + "draft:";
  const ITEM = PREFIX + "item:";
  const STORED = PREFIX + "stored";
  let store = null;
  try {
    store = localStorage;
    store.setItem(PREFIX, "");
    store.removeItem(PREFIX);
  } catch {
    store = null;
  }

  const keysOf = (prefix) => (store ? Object.keys(store).filter((key) => key.startsWith(prefix)).sort() : []);
  const read = (key) => { try { return JSON.parse(store?.getItem(key)); } catch { return null; } };
  const items = () => keysOf(ITEM).map(read).filter(Boolean);
  const place = (item) => `${ITEM}${item.at}:${item.key}`;
  const keep = (item) => store.setItem(place(item), JSON.stringify(item));
  const forget = (item) => store.removeItem(place(item));

  function newItem(activity, action, kind, text, state = "saved") {
    const at = Math.max(Date.now(), 1 + (items().at(-1)?.at ?? 0)); // in order, also when the phone's clock is set back
    return { key: newKey(), at, activity, action, kind, text, state };
  }

  function newKey() { // crypto.randomUUID is not there on plain http
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  return { PREFIX, DRAFT, ITEM, STORED, store, keysOf, read, items, place, keep, forget, newItem };
})();
