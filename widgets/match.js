// The match task: one drop-down list for each thing on the left.

/** The pairs after the partner of `left` was chosen (an empty `right` takes it away), in the order of the task.
 * @param {string[]} all the ids on the left @param {Record<string, string>} pairs @param {string} left @param {string} right */
export function pair(all, pairs, left, right) {
  const next = { ...pairs, [left]: right };
  return Object.fromEntries(all.filter((id) => next[id]).map((id) => [id, next[id]]));
}

const MATCH = {
  choose: { da: "Vælg …", en: "Choose …" },
  first: { da: "Find først et par.", en: "Match a pair first." },
};

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const practice = task.use === "practice";
  const saver = new Saver(model, () => update(), signal);
  const status = statusLine(saver);
  const lefts = task.left.map((/** @type {any} */ item) => item.id);
  const choices = [{ id: "", text: MATCH.choose }, ...task.right];
  /** What was explained stays true of that pair, also while others are chosen anew. @type {Record<string, any>} */
  const explained = {};

  const rows = task.left.map((/** @type {any} */ item) => {
    const id = `kv-${task.id}-${item.id}`;
    const options = choices.map((choice) => h("option", { value: choice.id }));
    const change = (/** @type {any} */ event) => saver.send("save", pair(lefts, saver.value() ?? {}, item.id, event.target.value));
    const select = h("select", { id, "aria-describedby": `${id}-why`, change }, options);
    const partner = h("p", { class: "kv-partner", "aria-hidden": "true" });
    const why = h("div", { id: `${id}-why` });
    const element = h("li", { class: "kv-pair" }, h("label", { for: id, class: "kv-pair-left" }, t(item.text)), h("div", { class: "kv-pair-right" }, select, partner), why);
    return { id: item.id, element, select, options, partner, why };
  });
  const many = h("p", { class: "kv-many" });
  const outcome = h("div", { "aria-live": "polite" });
  const made = () => Object.keys(saver.value() ?? {}).length;
  const check = patientButton(`kv-check-${task.id}`, WORDS.check, () => (made() ? null : MATCH.first), () => saver.send("check", saver.value() ?? {}));
  const body = h(
    "fieldset",
    { "aria-describedby": `kv-prompt-${task.id}` },
    h("legend", { class: "kv-hidden" }, t(task.title)),
    h("ul", { class: "kv-pairs", role: "list" }, rows.map((/** @type {any} */ one) => one.element)),
    many,
  );

  function relabel() {
    for (const { select, options } of rows) {
      select.lang = language();
      options.forEach((/** @type {any} */ option, /** @type {number} */ index) => (option.textContent = choices[index].text[language()]));
    }
  }

  function update() {
    const pairs = saver.value() ?? {};
    const feedback = saver.pending ? null : model.get("feedback");
    for (const [left, item] of Object.entries(feedback?.items ?? {})) explained[`${left} ${pairs[left]}`] = item;
    for (const row of rows) {
      const right = pairs[row.id] ?? "";
      if (row.select.value !== right) row.select.value = right;
      const item = explained[`${row.id} ${right}`];
      row.element.dataset.state = item ? (item.right ? "right" : "wrong") : "";
      patch(row.why, item, () => [explanation(item)]);
      const partner = choices.find((choice) => choice.id === right)?.text ?? MATCH.choose;
      row.partner.dataset.long = String(Math.max(partner.da.length, partner.en.length) > 22);
      patch(row.partner, right, () => [right && t(partner)]);
    }
    check.show();
    patch(many, made(), () => [t({ da: `${made()} af ${rows.length} er valgt.`, en: `${made()} of ${rows.length} are chosen.` })]);
    patch(outcome, feedback?.fraction, () => [verdict(feedback)]);
    status.update();
  }

  onChange(model, ["answer", "feedback"], update, signal);
  onLanguage(relabel, signal);
  el.replaceChildren(frame(task, body, h("div", { class: "kv-foot" }, practice ? [...check.elements, outcome] : null, status.element)));
  update();
  saver.resume();
}

export default { render };
