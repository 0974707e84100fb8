// Four fields that are looked at together: side by side where there is room, one under the other on a phone.

/** How many characters the kernel takes in a pane, and in a field below one. */
const PANE_CHARS = 3000;
const BELOW_CHARS = 120;

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => kept.task.panes.map((/** @type {any} */ pane) => panePart(kept, pane)));
}

/** A pane, with what is asked for below it. @param {Kept} kept @param {any} pane @returns {Part} */
function panePart(kept, pane) {
  const parts = [writing(kept, pane.id, { ...pane, limit: PANE_CHARS, rows: 4 }), ...pane.below.map((/** @type {any} */ field) => belowPart(kept, `${pane.id}-${field.id}`, field))];
  const element = h("div", { class: "kv-pane" }, parts.map((part) => part.element));
  return { element, show: () => parts.forEach((part) => part.show()), fits: () => parts.every((part) => part.fits()) };
}

/** @param {Kept} kept @param {string} name @param {any} field @returns {Part} */
function belowPart(kept, name, field) {
  const id = `kv-${kept.task.id}-${name}`;
  const about = { id, labelledby: `${id}-label`, describedby: "" };
  const made =
    field.kind === "date"
      ? dayField({ ...about, chosen: (day) => kept.choose({ [name]: day || undefined }) })
      : textField({ ...about, rows: 1, limit: BELOW_CHARS, typed: (text) => kept.type({ [name]: text }), left: kept.flush });
  const label = h("label", { for: id, id: about.labelledby, class: "kv-label" }, t(field.heading));
  return { element: h("div", { class: "kv-part" }, label, made.element), fits: made.fits, show: () => made.show(kept.value()[name] ?? "") };
}

export default { render };
