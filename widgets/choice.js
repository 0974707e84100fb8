// The choice task: radio buttons for one, check boxes for several.

/** What is chosen after `id` was clicked. @param {string[]} chosen @param {string} id @param {boolean} on @param {boolean} multiple */
export function choose(chosen, id, on, multiple) {
  if (!multiple) return [id];
  return on ? [...chosen.filter((one) => one !== id), id] : chosen.filter((one) => one !== id);
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const practice = task.use === "practice";
  const saver = new Saver(model, () => update(), signal);
  const status = statusLine(saver);

  const options = task.options.map((/** @type {any} */ option) => {
    const input = h("input", {
      type: task.multiple ? "checkbox" : "radio",
      name: `kv-${task.id}`,
      value: option.id,
      "aria-describedby": `kv-why-${task.id}-${option.id}`,
      change: (/** @type {any} */ event) => saver.send("save", choose(saver.value() ?? [], option.id, event.target.checked, task.multiple)),
    });
    const why = h("div", { class: "kv-option-why", id: `kv-why-${task.id}-${option.id}` });
    return { id: option.id, input, why, row: h("li", { class: "kv-option" }, h("label", {}, input, h("span", {}, t(option.text))), why) };
  });
  const outcome = h("div", { "aria-live": "polite" });
  const chosen = () => saver.value() ?? [];
  const check = patientButton(`kv-check-${task.id}`, WORDS.check, () => (chosen().length ? null : first), () => saver.send("check", chosen()));
  const first = { da: "Vælg først et svar.", en: "Choose an answer first." };
  const many = { da: "Du kan vælge flere.", en: "You can choose more than one." };
  const body = h(
    "fieldset",
    { "aria-describedby": `kv-prompt-${task.id}` },
    h("legend", { class: task.multiple ? "kv-legend" : "kv-hidden" }, t(task.multiple ? many : task.title)),
    h("ul", { class: "kv-options", role: "list" }, options.map((/** @type {any} */ option) => option.row)),
  );

  function update() {
    const feedback = saver.pending ? null : model.get("feedback");
    for (const option of options) {
      option.input.checked = chosen().includes(option.id);
      const item = feedback?.items[option.id];
      option.row.dataset.state = item ? (item.right ? "right" : "wrong") : "";
      patch(option.why, item ?? null, () => [explanation(item)]);
    }
    check.show();
    patch(outcome, feedback?.fraction ?? null, () => [verdict(feedback)]);
    status.update();
  }

  onChange(model, ["answer", "feedback"], update, signal);
  el.replaceChildren(frame(task, body, h("div", { class: "kv-foot" }, practice ? [...check.elements, outcome] : null, status.element)));
  update();
  saver.resume();
}

export default { render };
