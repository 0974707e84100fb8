// The text task: a field that grows and saves itself, with what a good answer covers.

const FREETEXT = {
  yours: { da: "Dit svar", en: "Your answer" },
  covers: { da: "Et godt svar kommer ind på", en: "A good answer covers" },
  compare: { da: "Sammenlign med et eksempel", en: "Compare with an example" },
  first: { da: "Skriv først dit eget svar.", en: "Write your own answer first." },
  shorten: { da: "Gør først dit svar kortere.", en: "Make your answer shorter first." },
  example: { da: "Et eksempel", en: "An example" },
  more: { da: "Der er mere end ét godt svar. Hvad har du med, som eksemplet ikke har, og omvendt?", en: "There is more than one good answer. What do you have that the example doesn't, and the other way round?" },
  newest: { da: "Se det, der er gemt fra det andet vindue", en: "See what is saved from the other window" },
};

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const practice = task.use === "practice";
  const saver = new Saver(model, () => update(), signal);
  const status = statusLine(saver);
  const id = `kv-text-${task.id}`;
  /** Stays while the reader goes on writing. @type {Both|null} */
  let example = null;

  const field = textField({
    id,
    labelledby: `${id}-label kv-title-${task.id}`,
    describedby: `kv-prompt-${task.id} ${id}-covers`,
    rows: 6,
    limit: task.max_chars,
    typed: (text, fits) => saver.draft(text, fits),
    left: () => saver.flush(),
  });
  const covers = h(
    "div",
    { class: "kv-covers", id: `${id}-covers` },
    h("p", { class: "kv-label" }, t(FREETEXT.covers)),
    h("ul", {}, task.covers.map((/** @type {Both} */ one) => h("li", {}, t(one)))),
  );
  const compare = patientButton(`${id}-compare`, FREETEXT.compare, hindered, () => saver.send("check", field.area.value));
  const outcome = h("div", { "aria-live": "polite" });
  const theirs = h("div", {});
  const body = h("div", {}, covers, h("label", { for: id, id: `${id}-label`, class: "kv-label" }, t(FREETEXT.yours)), field.element, theirs);

  function hindered() {
    if (!field.area.value.trim()) return FREETEXT.first;
    return field.fits() ? null : FREETEXT.shorten;
  }

  function update() {
    field.show(saver.value() ?? "");
    example = model.get("feedback")?.why ?? example;
    compare.show();
    patch(outcome, example, () => [example && shown(example)]);
    const { state } = saver.status();
    const newest = state === "conflict" ? (model.get("saved").theirs ?? "") : null;
    patch(theirs, newest, () => [newest !== null && h("details", {}, h("summary", {}, t(FREETEXT.newest)), h("p", { class: "kv-written" }, newest))]);
    status.update();
  }

  onChange(model, ["answer", "feedback"], update, signal);
  el.replaceChildren(frame(task, body, h("div", { class: "kv-foot" }, practice ? compare.elements : null, status.element, practice ? outcome : null)));
  update();
  saver.resume();
}

/** @param {Both} example @returns {any} */
function shown(example) {
  return h("div", { class: "kv-example" }, h("h4", {}, t(FREETEXT.example)), paragraphs(example), h("p", { class: "kv-help" }, t(FREETEXT.more)));
}

export default { render };
