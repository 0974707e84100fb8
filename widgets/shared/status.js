// @ts-check
// What a reader is told of her answer: whether it is saved, and where a task explains, how it went.

/** The line under a task that says whether it is saved. What is read aloud is the outcome, once: neither "saving" nor the time of each save.
 * @param {Saver} saver @returns {{element: any, update: () => void}} */
function statusLine(saver) {
  const words = h("span", { role: "status", class: "kv-status-words" });
  const beside = h("span", {});
  const ways = h("span", { class: "kv-status-ways" });
  const element = h("p", { class: "kv-status", tabindex: "-1" }, words, beside, ways);
  const button = (/** @type {Both} */ label, /** @type {() => void} */ act) => h("button", { type: "button", class: "kv-link", click: act }, t(label));
  let shown = "";
  const update = () => {
    const { state, at, message } = saver.status();
    const mark = JSON.stringify([state, at, message]);
    if (mark === shown) return;
    shown = mark;
    element.dataset.state = state;
    const quiet = state === "saving";
    words.classList.toggle("kv-hidden", quiet);
    const told = message ?? (state === "saved" ? WORDS.saved : null);
    if (!quiet) patch(words, told, () => [told && t(told)]);
    const time = state === "saved" && at ? { da: ` kl. ${clock(at)}`, en: ` at ${clock(at, "en-GB")}` } : null;
    patch(beside, quiet ? message : time, () => (quiet ? [t(message)] : [time && t(time)]));
    if (ways.contains(document.activeElement)) element.focus();
    ways.replaceChildren();
    if (state === "late" || state === "error") ways.append(button(WORDS.again, () => saver.retry()));
    if (state === "conflict") ways.append(button(WORDS.mine, () => saver.keepMine()), button(WORDS.theirs, () => saver.refresh()));
  };
  return { element, update };
}

/** The verdict on a practice answer as a whole. @param {any} feedback @returns {any} */
function verdict(feedback) {
  if (!feedback || feedback.fraction === null) return null;
  const [words, state] =
    feedback.fraction === 1 ? [WORDS.allRight, "right"] : feedback.fraction > 0 ? [WORDS.partly, "partly"] : [WORDS.notYet, "wrong"];
  return h("p", { class: "kv-verdict", "data-state": state }, h("span", { "aria-hidden": "true" }, state === "right" ? "✓ " : "→ "), t(words));
}

/** Right or not, with why, beside the thing it is about. @param {{right: boolean, why: Both|null}|undefined} item @returns {any} */
function explanation(item) {
  if (!item) return null;
  const mark = h("strong", {}, item.right ? "✓ " : "✗ ", t(item.right ? WORDS.right : WORDS.wrong));
  return h("div", { class: "kv-why", "data-right": item.right }, mark, item.why ? [": ", t(item.why)] : null);
}
