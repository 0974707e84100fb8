// Days to follow up: the day it goes live, the pattern one may change, and the days the kernel works out from them.

const DATES = {
  live: { da: "Hvornår tages løsningen i brug?", en: "When does the system go live?" },
  pattern: { da: "Følg op efter", en: "Follow up after" },
  own: { da: "Tilføj", en: "Add" },
  number: { da: "Antal", en: "Number" },
  unit: { da: "Uger eller måneder", en: "Weeks or months" },
  weeks: { da: "uger", en: "weeks" },
  months: { da: "måneder", en: "months" },
  beyond: { da: "Skriv et helt tal: op til 104 uger eller 60 måneder.", en: "Write a whole number: up to 104 weeks or 60 months." },
  most: { da: "Der er plads til 20.", en: "There is room for 20." },
  keeper: { da: "Hvem holder kalenderen i live?", en: "Who keeps the calendar going?" },
  keeping: { da: "Den, der indkalder og flytter en dag, der ikke passer. Navnet kommer med i filerne.", en: "Whoever calls people in and moves a day that doesn't suit. The name goes into the files." },
  days: { da: "Dage at følge op på", en: "Days to follow up" },
  after: { da: "Efter", en: "After" },
  day: { da: "Dag", en: "Day" },
  note: { da: "Bemærk", en: "Note" },
  none: { da: "Dagene står her, når du har skrevet, hvornår løsningen tages i brug.", en: "The days appear here once you have written when the system goes live." },
};
/** How many intervals the kernel takes, and how many characters about who keeps the calendar. */
const MOST_INTERVALS = 20;
const KEEPER_CHARS = 120;

/** An interval's place among others: in days, about. @param {string} id */
const length = (id) => Number(id.split("-")[1]) * (id.startsWith("weeks") ? 7 : 30.44);

/** Intervals, each once, shortest first. @param {string[]} ids */
export function inOrder(ids) {
  return [...new Set(ids)].sort((a, b) => length(a) - length(b));
}

/** An interval in words. @param {string} id @returns {Both} */
export function after(id) {
  const [unit, number] = [id.split("-")[0], Number(id.split("-")[1])];
  if (number > 1) return { da: `${number} ${unit === "weeks" ? "uger" : "måneder"}`, en: `${number} ${unit}` };
  return unit === "weeks" ? { da: "1 uge", en: "1 week" } : { da: "1 måned", en: "1 month" };
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const name = task.document?.filename ?? task.id;
  tool(model, el, signal, (kept) => [livePart(kept), patternPart(kept, signal), keeperPart(kept), daysPart(model, signal)], { files: [["calendar", name]] });
}

/** @param {any} kept */
function livePart(kept) {
  const id = `kv-${kept.task.id}-live`;
  const field = dayField({ id, labelledby: `${id}-label`, chosen: (day) => kept.choose({ live: day || undefined }) });
  const element = h("div", { class: "kv-part" }, h("h4", {}, h("label", { for: id, id: `${id}-label` }, t(DATES.live))), field.element);
  return { element, fits: field.fits, show: () => field.show(kept.value().live ?? "") };
}

/** @param {any} kept */
function keeperPart(kept) {
  return writing(kept, "keeper", { heading: DATES.keeper, help: DATES.keeping, limit: KEEPER_CHARS, rows: 1 });
}

/** The pattern: what it holds to tick, and a way to add to it. @param {any} kept @param {AbortSignal} signal */
function patternPart(kept, signal) {
  const { task } = kept;
  const chosen = () => kept.value().pattern ?? task.pattern;
  const list = h("ul", { role: "list", class: "kv-intervals" });
  const tick = (/** @type {string} */ one, /** @type {boolean} */ on) => kept.choose({ pattern: inOrder(on ? [...chosen(), one] : chosen().filter((/** @type {string} */ id) => id !== one)) });
  /** What stands there to be ticked, also what was unticked on this page. @type {string[]} */
  let offered = task.pattern;
  const show = () => {
    offered = inOrder([...offered, ...chosen()]);
    patch(list, offered, () => offered.map((one) => {
      const box = h("input", { type: "checkbox", value: one, change: () => tick(one, box.checked) });
      return h("li", {}, h("label", { class: "kv-interval" }, box, t(after(one))));
    }));
    for (const box of list.querySelectorAll("input")) box.checked = chosen().includes(box.value);
  };
  const element = h("fieldset", { class: "kv-part" }, h("legend", {}, h("h4", {}, t(DATES.pattern))), list, adding(task, chosen, (one) => tick(one, true), signal));
  return { element, show, fits: () => true };
}

/** Fields that add an interval of one's own. @param {any} task @param {() => string[]} chosen @param {(id: string) => void} add @param {AbortSignal} signal */
function adding(task, chosen, add, signal) {
  const id = `kv-${task.id}-more`;
  const number = h("input", { type: "number", id, min: 1, max: 104, inputmode: "numeric", class: "kv-day", "aria-describedby": `${id}-told` });
  const options = ["weeks", "months"].map((unit) => h("option", { value: unit }));
  onLanguage(() => options.forEach((option) => (option.textContent = DATES[/** @type {"weeks"} */ (option.value)][language()])), signal);
  const unit = h("select", { id: `${id}-unit`, class: "kv-day" }, options);
  const told = h("p", { id: `${id}-told`, role: "status", class: "kv-room", "data-over": "true" });
  const button = h("button", { type: "button", class: "kv-button kv-quiet", click: put }, t(DATES.own));
  function put() {
    const many = Number(number.value);
    const fits = Number.isInteger(many) && many >= 1 && many <= task.longest[unit.value];
    const problem = !fits ? DATES.beyond : chosen().length >= MOST_INTERVALS ? DATES.most : null;
    told.replaceChildren(...(problem ? [t(problem)] : []));
    number.setAttribute("aria-invalid", String(problem !== null));
    if (problem) return number.focus();
    add(`${unit.value}-${many}`);
    number.value = "";
  }
  const labelled = (/** @type {any} */ field, /** @type {Both} */ words) => h("div", {}, h("label", { for: field.id, class: "kv-label" }, t(words)), field);
  return h("div", { class: "kv-adding" }, labelled(number, DATES.number), labelled(unit, DATES.unit), button, told);
}

/** The days, as the kernel has worked them out from what is saved. @param {any} model @param {AbortSignal} signal */
function daysPart(model, signal) {
  const element = h("div", { class: "kv-part", "aria-live": "polite" });
  const row = (/** @type {any} */ one) => h("tr", {}, h("th", { scope: "row" }, t(one.after)), h("td", {}, t(one.day)), h("td", {}, one.note && t(one.note)));
  const head = (/** @type {Both} */ words) => h("th", { scope: "col" }, t(words));
  const show = () => {
    const days = model.get("days");
    patch(element, [days], () => [
      days.length
        ? h("table", { class: "kv-days" }, h("caption", { class: "kv-label" }, t(DATES.days)), h("thead", {}, h("tr", {}, head(DATES.after), head(DATES.day), head(DATES.note))), h("tbody", {}, days.map(row)))
        : h("p", { class: "kv-help" }, t(DATES.none)),
    ]);
  };
  onChange(model, ["days"], show, signal);
  return { element, show, fits: () => true };
}

export default { render };
