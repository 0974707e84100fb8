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
  const task = model.get("task");
  const saver = new Saver(model, () => update(), signal);
  const status = statusLine(saver);
  const plan = () => saver.value() ?? {};
  const parts = task.sections.map((/** @type {any} */ section) => (section.kind === "text" ? writing(section) : ticking(section)));
  const fetching = downloads(model, signal, asDocument(task), () => {
    saver.flush();
    return plan();
  });

  /** A section to write in. @param {any} section */
  function writing(section) {
    const id = `kv-${task.id}-${section.id}`;
    const field = textField({
      id,
      labelledby: `${id}-label`,
      describedby: `${id}-help`,
      rows: 3,
      limit: PLAN_CHARS,
      typed: (text) => saver.draft(fill(task.sections, plan(), section.id, text), fits()),
      left: () => saver.flush(),
    });
    const element = h(
      "div",
      { class: "kv-section" },
      h("h4", {}, h("label", { for: id, id: `${id}-label` }, t(section.heading))),
      h("p", { class: "kv-help", id: `${id}-help` }, t(section.help)),
      field.element,
    );
    return { element, fits: field.fits, show: () => field.show(plan()[section.id] ?? "") };
  }

  /** A section to tick. @param {any} section */
  function ticking(section) {
    const id = `kv-${task.id}-${section.id}`;
    const boxes = section.items.map((/** @type {any} */ item) => h("input", { type: "checkbox", value: item.id, change }));
    function change() {
      const ticked = boxes.filter((/** @type {any} */ box) => box.checked).map((/** @type {any} */ box) => box.value);
      const next = fill(task.sections, plan(), section.id, ticked);
      if (fits()) saver.send("save", next);
      else saver.draft(next, false);
    }
    const element = h(
      "fieldset",
      { class: "kv-section", "aria-describedby": `${id}-help` },
      h("legend", {}, h("h4", {}, t(section.heading))),
      h("p", { class: "kv-help", id: `${id}-help` }, t(section.help)),
      h("ul", { role: "list" }, section.items.map((/** @type {any} */ item, /** @type {number} */ index) => h("li", {}, h("label", { class: "kv-tick" }, boxes[index], h("span", {}, t(item.text)))))),
    );
    const show = () => boxes.forEach((/** @type {any} */ box) => (box.checked = (plan()[section.id] ?? []).includes(box.value)));
    return { element, fits: () => true, show };
  }

  function fits() {
    return parts.every((/** @type {any} */ part) => part.fits());
  }

  function update() {
    parts.forEach((/** @type {any} */ part) => part.show());
    status.update();
  }

  onChange(model, ["answer"], update, signal);
  const body = h("div", { class: "kv-plan" }, parts.map((/** @type {any} */ part) => part.element));
  el.replaceChildren(frame(task, body, h("div", { class: "kv-foot" }, fetching, status.element)));
  update();
  saver.resume();
}

export default { render };
