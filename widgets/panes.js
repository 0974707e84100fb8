// Four fields that are looked at together: side by side where there is room, one under the other on a phone.

/** How many characters the kernel takes in one field. */
const PANE_CHARS = 3000;

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => [
    ...kept.task.panes.map((/** @type {any} */ pane) => writing(kept, pane.id, { ...pane, limit: PANE_CHARS, rows: 4 })),
    ...(kept.task.shared ? [teamPart(model, kept, signal)] : []),
  ]);
}

export default { render };
