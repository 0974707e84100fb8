// The plan: texts and things to tick, saved as one answer, and a Word document of it to take to work.

/** How many characters the kernel takes in one text of a plan. */
const PLAN_CHARS = 3000;

/** The plan after one section was filled in, its sections and ticks in the order of the task. @param {any[]} sections @param {any} plan @param {string} id @param {any} value */
export function fill(sections, plan, id, value) {
  const next = { ...plan, [id]: value };
  const ordered = (/** @type {any} */ section) =>
    section.kind === "text" ? next[section.id] : section.items.map((/** @type {any} */ item) => item.id).filter((/** @type {string} */ one) => next[section.id].includes(one));
  return Object.fromEntries(sections.filter((section) => section.id in next).map((section) => [section.id, ordered(section)]));
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) =>
    kept.task.sections.map((/** @type {any} */ section) => (section.kind === "text" ? writing(kept, section.id, { ...section, limit: PLAN_CHARS, rows: 3 }) : ticking(kept, section))),
  );
}

/** A section to tick. @param {Kept} kept @param {any} section @returns {Part} */
function ticking(kept, section) {
  const help = `kv-${kept.task.id}-${section.id}-help`;
  const ticked = () => kept.value()[section.id] ?? [];
  const boxes = section.items.map((/** @type {any} */ item) => h("input", { type: "checkbox", value: item.id, change }));
  const tick = (/** @type {any} */ item, /** @type {number} */ at) => h("li", {}, h("label", { class: "kv-tick" }, boxes[at], h("span", {}, t(item.text))));
  function change() {
    const chosen = boxes.filter((/** @type {any} */ box) => box.checked).map((/** @type {any} */ box) => box.value);
    kept.choose(fill(kept.task.sections, kept.value(), section.id, chosen));
  }
  const element = h(
    "fieldset",
    { class: "kv-part", "aria-describedby": help },
    h("legend", {}, h("h4", {}, t(section.heading))),
    h("p", { class: "kv-help", id: help }, t(section.help)),
    h("ul", { role: "list" }, section.items.map(tick)),
  );
  return { element, fits: () => true, show: () => boxes.forEach((/** @type {any} */ box) => (box.checked = ticked().includes(box.value))) };
}

export default { render };
