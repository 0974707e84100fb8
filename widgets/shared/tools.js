// @ts-check
// What tools share: parts that show what is saved and write what is changed, kept as one answer of named fields.

/** A part of a tool. `fits` says whether what stands in it may be saved. @typedef {{element: any, show: () => void, fits: () => boolean}} Part */
/** What a part knows of its tool: the answer, and ways to change it: while typing, or at once.
 * @typedef {{task: any, value: () => any, type: (changes: any) => void, choose: (changes: any) => void, flush: () => void}} Kept */

const TOOLS = {
  about: { da: "Det handler om din forandring:", en: "It is about your change:" },
  unwritten: { da: "Du har ikke skrevet din forandring endnu.", en: "You have not written your change yet." },
  alter: { da: "Ret den, hvor den står", en: "Alter it where it stands" },
  write: { da: "Skriv den her", en: "Write it here" },
  changed: { da: "Den er rettet, siden du sidst skrev i dette værktøj.", en: "It has been altered since you last wrote in this tool." },
};

/** Show a tool, what is remarked about it and who shares it, and keep its answer. Its document and other `files` hold what `shown` makes of the answer: what stands on the page.
 * @param {any} model @param {HTMLElement} el @param {AbortSignal} signal @param {(kept: Kept) => Part[]} make
 * @param {{shown?: (value: any) => any, files?: ["calendar", string][]}} [more] */
function tool(model, el, signal, make, { shown = (value) => value, files = [] } = {}) {
  const task = model.get("task");
  const saver = new Saver(model, () => update(), signal);
  const status = statusLine(saver);
  const value = () => saver.value() ?? {};
  const fits = () => parts.every((part) => part.fits());
  /** @type {Kept} */
  const kept = {
    task,
    value,
    type: (changes) => saver.draft(merged(value(), changes), fits()),
    choose(changes) {
      const next = merged(value(), changes);
      if (fits()) saver.send("save", next);
      else saver.draft(next, false);
    },
    flush: () => saver.flush(),
  };
  const parts = make(kept);
  const team = task.shared ? [teamPart(model, kept, signal)] : [];
  const update = () => {
    for (const part of [...parts, ...team]) part.show();
    status.update();
  };
  onChange(model, task.shared ? ["answer", "team"] : ["answer"], update, signal);
  const leaves = downloads(model, signal, [...asDocument(task), ...files], () => {
    saver.flush();
    return shown(value());
  });
  const body = h("div", { class: `kv-tool kv-${task.kind}` }, parts.map((part) => part.element));
  const foot = h("div", {}, remarksPart(model, body, signal), team.map((part) => part.element), h("div", { class: "kv-foot" }, leaves, status.element));
  el.replaceChildren(frame(task, body, foot));
  update();
  saver.resume();
}

/** An answer with some fields changed; one that becomes undefined is left out. @param {any} value @param {any} changes */
function merged(value, changes) {
  return Object.fromEntries(Object.entries({ ...value, ...changes }).filter(([, one]) => one !== undefined));
}

/** A part that never changes. @param {any} element @returns {Part} */
function still(element) {
  return { element, show: () => {}, fits: () => true };
}

/** A field to write in, with its heading and help. @param {Kept} kept @param {string} name @param {{heading: Both, help?: Both, limit: number, rows?: number}} about @returns {Part} */
function writing(kept, name, { heading, help, limit, rows = 2 }) {
  const id = `kv-${kept.task.id}-${name}`;
  const field = textField({
    id,
    labelledby: `${id}-label`,
    describedby: help ? `${id}-help` : "",
    rows,
    limit,
    typed: (text) => kept.type({ [name]: text }),
    left: kept.flush,
  });
  const element = h(
    "div",
    { class: "kv-part" },
    h("h4", {}, h("label", { for: id, id: `${id}-label` }, t(heading))),
    help ? h("p", { class: "kv-help", id: `${id}-help` }, t(help)) : null,
    field.element,
  );
  return { element, fits: field.fits, show: () => field.show(kept.value()[name] ?? "") };
}

/** The learner's own change, above a tool that is about it. @param {any} model @param {AbortSignal} signal @returns {Part} */
function quoted(model, signal) {
  const element = h("div", {});
  const show = () => {
    const about = model.get("about");
    patch(element, about, () => [about && quotation(about)]);
  };
  onChange(model, ["about"], show, signal);
  return { element, show, fits: () => true };
}

/** @param {{text: string, address: string, changed: boolean}} about @returns {any} */
function quotation({ text, address, changed }) {
  const link = h("a", { href: (document.body.dataset.base ?? "/") + address }, t(text ? TOOLS.alter : TOOLS.write));
  if (!text) return h("div", { class: "kv-quoted" }, h("p", {}, t(TOOLS.unwritten)), link);
  const news = changed ? h("p", {}, h("strong", {}, t(TOOLS.changed))) : null;
  return h("div", { class: "kv-quoted" }, h("p", {}, t(TOOLS.about)), h("blockquote", {}, text), news, link);
}
