// A form in parts: one writes in those that are open, reads those that are closed for good, and sees which are still to come.

const FORM = {
  none: { da: "Vælg …", en: "Choose …" },
  locked: { da: "Denne del er lukket og kan kun læses.", en: "This part is closed and can only be read." },
  waits: (/** @type {Both} */ before) => ({ da: `Åbner, når »${before.da}« er lukket.`, en: `Opens when “${before.en}” is closed.` }),
  sure: { da: "Når delen er lukket, kan du læse den, og du kan ikke rette i den igen. Vil du lukke den?", en: "Once the part is closed you can read it but never change it. Do you want to close it?" },
  yes: { da: "Ja, luk den", en: "Yes, close it" },
  no: { da: "Nej, jeg skriver videre", en: "No, I will keep writing" },
  empty: { da: "Skriv noget i delen, før du lukker den.", en: "Write something in the part before you close it." },
  past: { da: "Ikke gemt: Vælg en dag, der ikke er gået.", en: "Not saved: choose a day that has not passed." },
};

/** What each part is: locked, open, or waiting for one before it. @param {any[]} parts @param {string[]} locked @returns {string[]} */
export function states(parts, locked) {
  const first = parts.findIndex((part) => part.lock && !locked.includes(part.id));
  return parts.map((part, place) => (locked.includes(part.id) ? "locked" : first >= 0 && place > first ? "waits" : "open"));
}

/** What stands in the parts after one field was filled in, all in the form's order; what is empty is left out.
 * @param {any[]} parts @param {any} values @param {string} part @param {string} field @param {string} value */
export function filledIn(parts, values, part, field, value) {
  const now = { ...values, [part]: { ...values[part], [field]: value } };
  const full = parts.map(({ id, fields }) => [id, Object.fromEntries(fields.filter((/** @type {any} */ one) => now[id]?.[one.id]).map((/** @type {any} */ one) => [one.id, now[id][one.id]]))]);
  return Object.fromEntries(full.filter(([, some]) => Object.keys(some).length));
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => {
    const { parts } = kept.task;
    /** What the kernel has closed: what is only asked for may be refused. */
    const locked = () => model.get("answer")?.locked ?? [];
    const values = () => kept.value().parts ?? {};
    const put = (/** @type {string} */ part, /** @type {string} */ field, /** @type {string} */ value) => ({ parts: filledIn(parts, values(), part, field, value), locked: locked() });
    const close = (/** @type {string} */ part) => kept.choose({ parts: values(), locked: [...locked(), part] });
    const state = (/** @type {number} */ place) => states(parts, locked())[place];
    /** @type {any[]} */
    const made = parts.map((/** @type {any} */ part, /** @type {number} */ place) =>
      formPart(kept, part, { signal, put, close, values: () => values()[part.id] ?? {}, saved: () => model.get("answer")?.parts?.[part.id] ?? {}, state: () => state(place), before: parts[place - 1], next: () => (made[place + 1] ?? made[place]).focus() }),
    );
    return made;
  });
}

/** One part: its fields, or what stands in them, or what it waits for. @param {any} kept @param {any} part @param {any} ways */
function formPart(kept, part, { signal, put, close, values, saved, state, before, next }) {
  const name = `kv-${kept.task.id}-${part.id}`;
  const fields = part.fields.map((/** @type {any} */ field) => formField(kept, field, `${name}--${field.id}`, { signal, saved: () => saved()[field.id], put: (/** @type {string} */ value) => put(part.id, field.id, value) }));
  const locking = part.lock ? lockPart(part, { ready, close: () => close(part.id) }) : null;
  const open = h("div", {}, fields.map((/** @type {any} */ field) => field.element), locking?.element);
  const closed = h("div", { class: "kv-form-closed" });
  const waits = h("p", { class: "kv-help" }, before ? t(FORM.waits(before.heading)) : null);
  const element = h("fieldset", { class: "kv-part kv-form-part", tabindex: "-1" }, h("legend", {}, h("h4", {}, t(part.heading))), open, closed, waits);
  const fits = () => state() !== "open" || fields.every((/** @type {any} */ field) => field.fits());
  function ready() {
    return fits() && Object.values(values()).some((text) => String(text).trim());
  }
  const show = () => {
    const is = state();
    element.dataset.state = is;
    [open.hidden, closed.hidden, waits.hidden] = [is !== "open", is !== "locked", is !== "waits"];
    if (is === "open") part.fields.forEach((/** @type {any} */ field, /** @type {number} */ place) => fields[place].show(values()[field.id] ?? ""));
    patch(closed, is === "locked" && values(), () => (is === "locked" ? [h("p", { class: "kv-help" }, t(FORM.locked)), h("dl", {}, part.fields.map((/** @type {any} */ field) => reading(field, values()[field.id])).flat())] : []));
    if (is === "locked" && locking?.asked()) next();
  };
  const focus = () => {
    show(); // it has just opened
    (state() === "open" ? fields[0].control : element).focus();
  };
  return { element, fits, show, focus };
}

/** A field of a closed part. @param {any} field @param {string|undefined} value @returns {any[]} */
function reading(field, value) {
  if (!value) return [];
  const day = (/** @type {string} */ locale) => new Date(`${value}T12:00`).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  const words = field.kind === "text" ? null : field.kind === "date" ? { da: day("da-DK"), en: day("en-GB") } : field.choices.find((/** @type {any} */ one) => one.id === value)?.text;
  return [h("dt", {}, t(field.heading)), h("dd", {}, words ? t(words) : value)];
}

/** The button that closes a part, and the question before it does. @param {any} part @param {{ready: () => boolean, close: () => void}} ways */
function lockPart(part, { ready, close }) {
  let wanted = false;
  const told = h("p", { role: "status", class: "kv-help" });
  const button = h("button", { type: "button", class: "kv-button kv-quiet", click: ask }, t(part.lock));
  const yes = h("button", { type: "button", class: "kv-button", click: lock }, t(FORM.yes));
  const no = h("button", { type: "button", class: "kv-button kv-quiet", click: stay }, t(FORM.no));
  const question = h("div", { class: "kv-form-sure", hidden: true, role: "group" }, yes, no);
  const turn = (/** @type {boolean} */ asks, /** @type {Both|null} */ words) => {
    [question.hidden, button.hidden] = [!asks, asks];
    told.replaceChildren(...(words ? [t(words)] : []));
  };
  function ask() {
    if (!ready()) return turn(false, FORM.empty);
    turn(true, FORM.sure);
    no.focus();
  }
  function stay() {
    turn(false, null);
    button.focus();
  }
  function lock() {
    stay();
    if (!ready()) return turn(false, FORM.empty);
    wanted = true;
    close();
  }
  /** Whether the part was closed from here just now; told once. */
  const asked = () => {
    const was = wanted;
    wanted = false;
    return was;
  };
  return { element: h("div", { class: "kv-form-lock" }, told, button, question), asked };
}

/** One field, by its kind. @param {any} kept @param {any} field @param {string} id @param {any} ways */
function formField(kept, field, id, { signal, saved, put }) {
  const [labelledby, describedby] = [`${id}-label`, field.help ? `${id}-help` : ""];
  const about = { id, labelledby, describedby };
  const made = field.kind === "text" ? writtenField(kept, field, about, put) : field.kind === "date" ? dated(kept, field, about, saved, put) : chosenField(kept, field, about, put, signal);
  const label = h("label", { for: id, id: labelledby, class: "kv-label" }, t(field.heading));
  const element = h("div", { class: "kv-part" }, label, field.help ? h("p", { class: "kv-help", id: describedby }, t(field.help)) : null, made.element);
  return { ...made, element };
}

/** @param {any} kept @param {any} field @param {any} about @param {any} put */
function writtenField(kept, field, about, put) {
  const made = textField({ ...about, rows: field.max_chars > 150 ? 3 : 1, limit: field.max_chars, typed: (/** @type {string} */ text) => kept.type(put(text)), left: kept.flush });
  return { ...made, control: made.area };
}

/** A day; where it must not have passed, one that has stays in the field, is told and not saved. One that was saved in time stays good.
 * @param {any} kept @param {any} field @param {any} about @param {() => string|undefined} saved @param {any} put */
function dated(kept, field, about, saved, put) {
  const made = dayField({ ...about, describedby: `${about.describedby} ${about.id}-past`.trim(), chosen: (/** @type {string} */ day) => { say(); kept.choose(put(day)); } });
  const told = h("p", { class: "kv-room", id: `${about.id}-past`, role: "status", "data-over": "true" });
  const passed = () => field.future && made.fits() && made.input.value && made.input.value !== saved() && made.input.value < today();
  const say = () => {
    if (passed()) made.input.setAttribute("aria-invalid", "true");
    patch(told, Boolean(passed()), () => [passed() && t(FORM.past)]);
  };
  const show = (/** @type {string} */ day) => {
    made.show(day);
    say();
  };
  return { element: h("div", {}, made.element, told), control: made.input, show, fits: () => made.fits() && !passed() };
}

/** @param {any} kept @param {any} field @param {any} about @param {any} put @param {AbortSignal} signal */
function chosenField(kept, field, { id, labelledby, describedby }, put, signal) {
  const options = [{ id: "", text: FORM.none }, ...field.choices].map((one) => h("option", { value: one.id, "data-da": one.text.da, "data-en": one.text.en }, one.text[language()]));
  const select = h("select", { id, class: "kv-form-choice", "aria-labelledby": labelledby, "aria-describedby": describedby || null, change: () => kept.choose(put(select.value)) }, options);
  onLanguage(() => options.forEach((option) => (option.textContent = option.dataset[language()])), signal);
  return { element: select, control: select, fits: () => true, show: (/** @type {string} */ value) => (select.value = value) };
}

export default { render };
