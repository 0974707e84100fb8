// One's own change: a few texts, whose first one stands above the tools that are about it.

const OWNCASE = {
  shared: {
    da: "Den første linje dukker op i de værktøjer, der handler om din forandring. Retter du den her, er den rettet dér.",
    en: "The first line turns up in the tools that are about your change. Alter it here, and it is altered there.",
  },
};

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => [
    ...kept.task.fields.map((/** @type {any} */ field) =>
      writing(kept, field.id, { heading: field.heading, help: field.help, limit: field.max_chars, rows: field.max_chars > 150 ? 3 : 2 }),
    ),
    still(h("p", { class: "kv-help" }, t(OWNCASE.shared))),
  ]);
}

export default { render };
