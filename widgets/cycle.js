// Plan, do, study, adjust: one round is worked on, and those before it are kept to be read.

/** How much the kernel takes: characters in a field, and rounds. */
const CYCLE_CHARS = 2000;
const MOST_ROUNDS = 12;
const CYCLE = {
  round: (/** @type {number} */ number) => ({ da: `Runde ${number}`, en: `Round ${number}` }),
  before: { da: "Tidligere runder", en: "Earlier rounds" },
  again: { da: "Gem runden, og begynd en ny", en: "Keep the round and begin a new one" },
  begun: { da: "En ny runde er begyndt. Den forrige står under »Tidligere runder«.", en: "A new round has begun. The one before is under “Earlier rounds”." },
  unready: { da: "Skriv noget i runden, før du begynder en ny.", en: "Write something in the round before you begin a new one." },
  opens: (/** @type {Both} */ day) => ({ da: `Åbner ${day.da}, den dag I ser efter.`, en: `Opens on ${day.en}, the day when you look.` }),
  undated: (/** @type {Both} */ asked) => ({ da: `Åbner den dag, I skriver under »${asked.da}«.`, en: `Opens on the day you write under “${asked.en}”.` }),
  early: { da: "Vi er færdige før tid", en: "We finished early" },
  most: { da: `Der er plads til ${MOST_ROUNDS} runder.`, en: `There is room for ${MOST_ROUNDS} rounds.` },
};

/** The rounds after a field of the last one was filled in; fields in the order of the steps, empty ones left out.
 * @param {string[]} places @param {any[]} rounds @param {string} place @param {string} text */
export function worked(places, rounds, place, text) {
  const now = { ...rounds.at(-1), [place]: text };
  return [...rounds.slice(0, -1), Object.fromEntries(places.filter((one) => now[one]).map((one) => [one, now[one]]))];
}

/** Whether a step is still closed in a round: the day it opens is to come, and nothing stands in it. @param {any} step @param {any} round @param {string} day as a day is saved */
export function waits(step, round, day) {
  const come = round[step.opens] >= DAYS[0] && round[step.opens] <= day;
  return Boolean(step.opens) && !come && !step.fields.some((/** @type {any} */ field) => round[`${step.id}-${field.id}`]);
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => {
    const rounds = () => (kept.value().rounds?.length ? kept.value().rounds : [{}]);
    const fields = kept.task.steps.flatMap((/** @type {any} */ step) => step.fields.map((/** @type {any} */ field) => ({ ...field, place: `${step.id}-${field.id}` })));
    const places = fields.map((/** @type {any} */ field) => field.place);
    const put = (/** @type {string} */ place) => (/** @type {string} */ text) => ({ rounds: worked(places, rounds(), place, text) });
    const steps = kept.task.steps.map((/** @type {any} */ step) => stepPart(kept, step, fields.find((/** @type {any} */ field) => field.place === step.opens), rounds, put));
    return [earlier(fields, rounds), ...steps, turning(kept, rounds, steps)];
  });
}

/** The rounds that are done. @param {any[]} fields @param {() => any[]} rounds */
function earlier(fields, rounds) {
  const element = h("div", {});
  const told = (/** @type {any} */ round) => fields.filter((field) => round[field.place]).flatMap((field) => [h("dt", {}, t(field.heading)), h("dd", {}, field.kind === "date" ? t(shownDay(round[field.place])) : String(round[field.place]))]);
  const show = () => {
    const done = rounds().slice(0, -1);
    patch(element, done, () => [
      done.length && h("details", { class: "kv-earlier" }, h("summary", {}, t(CYCLE.before)), done.map((round, place) => [h("h4", {}, t(CYCLE.round(place + 1))), h("dl", {}, told(round))]).flat()),
    ]);
  };
  return { element, show, fits: () => true };
}

/** One step of the round that is worked on. @param {any} kept @param {any} step @param {any} asked the field with the day on which it opens @param {() => any[]} rounds @param {any} put */
function stepPart(kept, step, asked, rounds, put) {
  const fields = step.fields.map((/** @type {any} */ field) => fieldPart(kept, field, `${step.id}-${field.id}`, rounds, put));
  const open = h("div", {}, fields.map((/** @type {any} */ field) => field.element));
  const closed = closedPart(step, asked, rounds, () => {
    opened = rounds().length;
    show();
    fields[0].control.focus();
  });
  const element = h("fieldset", { class: "kv-part kv-step-of-cycle" }, h("legend", {}, h("h4", {}, t(step.name))), open, closed.element);
  /** The round in which it has been open; it does not close again while one works on that. */
  let opened = 0;
  const show = () => {
    if (!waits(step, rounds().at(-1), today())) opened = rounds().length;
    open.hidden = opened !== rounds().length;
    closed.element.hidden = !open.hidden;
    closed.show();
    fields.forEach((/** @type {any} */ field) => field.show());
  };
  return { element, show, fits: () => fields.every((/** @type {any} */ field) => field.fits()), first: fields[0].control };
}

/** What stands in a step that opens later, with a way in for those who are done before.
 * @param {any} step @param {any} asked the field with the day @param {() => any[]} rounds @param {() => void} enter */
function closedPart(step, asked, rounds, enter) {
  const words = h("p", { class: "kv-help" });
  const element = h("div", {}, words, h("button", { type: "button", class: "kv-button kv-quiet", click: enter }, t(CYCLE.early)));
  const show = () => {
    const day = rounds().at(-1)[step.opens];
    patch(words, day, () => [asked && t(day ? CYCLE.opens(shownDay(day)) : CYCLE.undated(asked.heading))]);
  };
  return { element, show };
}

/** @param {any} kept @param {any} field @param {string} place @param {() => any[]} rounds @param {any} put */
function fieldPart(kept, field, place, rounds, put) {
  const id = `kv-${kept.task.id}-${place}`;
  const [labelledby, describedby, change] = [`${id}-label`, `${id}-help`, put(place)];
  const label = h("label", { for: id, id: labelledby, class: "kv-label" }, t(field.heading));
  const framed = (/** @type {any} */ made) => h("div", { class: "kv-part" }, label, h("p", { class: "kv-help", id: describedby }, t(field.help)), made);
  const value = () => rounds().at(-1)[place];
  if (field.kind === "number") {
    const [lowest, highest] = kept.task.numbers;
    const made = numberField({ id, labelledby, describedby, lowest, highest, value, typed: (number) => kept.type(change(number)), left: kept.flush });
    return { ...made, control: made.input, element: framed(made.element) };
  }
  const made =
    field.kind === "date"
      ? dayField({ id, labelledby, describedby, chosen: (day) => kept.choose(change(day)) })
      : textField({ id, labelledby, describedby, rows: 2, limit: CYCLE_CHARS, typed: (text) => kept.type(change(text)), left: kept.flush });
  return { element: framed(made.element), fits: made.fits, show: () => made.show(value() ?? ""), control: "area" in made ? made.area : made.input };
}

/** The button that keeps a round and begins the next. @param {any} kept @param {() => any[]} rounds @param {any[]} steps */
function turning(kept, rounds, steps) {
  const told = h("p", { role: "status", class: "kv-help" });
  const say = (/** @type {Both} */ words) => told.replaceChildren(t(words));
  const button = h("button", { type: "button", class: "kv-button kv-quiet", click: turn }, t(CYCLE.again));
  function turn() {
    const now = rounds();
    if (now.length >= MOST_ROUNDS) return say(CYCLE.most);
    if (!Object.values(now.at(-1)).some((text) => String(text).trim())) return say(CYCLE.unready);
    if (!steps.every((step) => step.fits())) return;
    kept.choose({ rounds: [...now, {}] });
    say(CYCLE.begun);
    steps[0].first.focus();
  }
  return { element: h("div", {}, button, told), show: () => {}, fits: () => true };
}

export default { render };
