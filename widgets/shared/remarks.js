// @ts-check
// What the kernel remarks about a tool, as advice below it. It keeps still while somebody writes in a field, and says only what is new.

const REMARKS = { heading: { da: "Værd at se på", en: "Worth a look" } };

/** @param {any} model @param {HTMLElement} body where the tool's fields are @param {AbortSignal} signal */
function remarksPart(model, body, signal) {
  const heading = h("h4", {}, t(REMARKS.heading));
  const list = h("ul", { role: "list", "aria-live": "polite" });
  const element = h("div", { class: "kv-remarks" }, heading, list);
  /** @type {Map<string, any>} */
  const shown = new Map();
  /** The field that was last written in. @type {EventTarget|null} */
  let written = null;
  const show = () => {
    if (written && document.activeElement === written) return;
    const now = new Map(model.get("remarks").map((/** @type {Both} */ one) => [one.da, one]));
    for (const [words, item] of shown) {
      if (now.has(words)) continue;
      item.remove();
      shown.delete(words);
    }
    [...now].forEach(([words, one], place) => {
      const item = shown.get(words) ?? h("li", {}, t(one));
      shown.set(words, item);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
    });
    heading.hidden = !now.size;
  };
  body.addEventListener("input", (event) => (written = event.target), { signal });
  body.addEventListener("focusout", show, { signal });
  onChange(model, ["remarks"], show, signal);
  show();
  return element;
}
