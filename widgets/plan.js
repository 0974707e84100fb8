// The plan: texts and things to tick, saved as one answer, and a Word document of it to take to work.

/** How many characters the kernel takes in one text of a plan. */
const PLAN_CHARS = 3000;
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** How long the kernel may take to make the document, in milliseconds. */
const MADE_WITHIN = 15000;

const PLAN = {
  get: { da: "Hent som Word-dokument", en: "Download as a Word document" },
  making: { da: "Laver dokumentet …", en: "Making the document …" },
  late: { da: "Dokumentet kom ikke. Er der forbindelse? Prøv igen.", en: "The document did not come. Is there a connection? Try again." },
};

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
  const download = downloader();

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

  /** The button that fetches the document, and what became of it. */
  function downloader() {
    const told = h("span", { role: "status", class: "kv-download-words" });
    const button = h("button", { type: "button", class: "kv-button", click: ask }, t(PLAN.get));
    let asked = "";
    let timer = 0;
    function ask() {
      if (asked) return;
      saver.flush();
      asked = crypto.randomUUID?.() ?? String(Math.random());
      tell("making", PLAN.making);
      timer = setTimeout(() => tell("error", PLAN.late), MADE_WITHIN);
      try {
        model.send({ type: "document", id: asked, value: { language: language(), answer: plan() } });
      } catch {
        tell("error", PLAN.late);
      }
    }
    function tell(/** @type {string} */ state, /** @type {Both} */ words) {
      if (state !== "making") {
        clearTimeout(timer);
        asked = "";
      }
      button.setAttribute("aria-disabled", String(state === "making"));
      told.dataset.state = state;
      told.replaceChildren(t(words));
    }
    function receive(/** @type {any} */ message, /** @type {any[]} */ buffers) {
      if (message?.type !== "document" || message.reply !== asked) return;
      if (message.error) return tell("error", message.error);
      const name = `${task.document.filename}.docx`;
      hand(name, buffers[0]);
      tell("done", { da: `Dokumentet er hentet og ligger blandt dine overførsler: ${name}`, en: `The document is among your downloads: ${name}` });
    }
    model.on("msg:custom", receive);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      model.off("msg:custom", receive);
    });
    return [button, told];
  }

  function update() {
    parts.forEach((/** @type {any} */ part) => part.show());
    status.update();
  }

  onChange(model, ["answer"], update, signal);
  const body = h("div", { class: "kv-plan" }, parts.map((/** @type {any} */ part) => part.element));
  el.replaceChildren(frame(task, body, h("div", { class: "kv-foot" }, download, status.element)));
  update();
  saver.resume();
}

/** Hand a file to the browser's downloads. @param {string} name @param {any} content */
function hand(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: DOCX }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

export default { render };
