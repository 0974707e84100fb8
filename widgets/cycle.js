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
  most: { da: `Der er plads til ${MOST_ROUNDS} runder.`, en: `There is room for ${MOST_ROUNDS} rounds.` },
};

/** The rounds after a field of the last one was filled in; fields in the order of the steps, empty ones left out.
 * @param {string[]} places @param {any[]} rounds @param {string} place @param {string} text */
export function worked(places, rounds, place, text) {
  const now = { ...rounds.at(-1), [place]: text };
  return [...rounds.slice(0, -1), Object.fromEntries(places.filter((one) => now[one]).map((one) => [one, now[one]]))];
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => {
    const rounds = () => (kept.value().rounds?.length ? kept.value().rounds : [{}]);
    const fields = kept.task.steps.flatMap((/** @type {any} */ step) => step.fields.map((/** @type {any} */ field) => ({ ...field, place: `${step.id}-${field.id}` })));
    const places = fields.map((/** @type {any} */ field) => field.place);
    const put = (/** @type {string} */ place) => (/** @type {string} */ text) => ({ rounds: worked(places, rounds(), place, text) });
    const steps = kept.task.steps.map((/** @type {any} */ step) => stepPart(kept, step, rounds, put));
    return [earlier(fields, rounds), ...steps, turning(kept, rounds, steps)];
  });
}

/** The rounds that are done. @param {any[]} fields @param {() => any[]} rounds */
function earlier(fields, rounds) {
  const element = h("div", {});
  const told = (/** @type {any} */ round) => fields.filter((field) => round[field.place]).flatMap((field) => [h("dt", {}, t(field.heading)), h("dd", {}, field.kind === "date" ? t(shownDay(round[field.place])) : round[field.place])]);
  const show = () => {
    const done = rounds().slice(0, -1);
    patch(element, done, () => [
      done.length && h("details", { class: "kv-earlier" }, h("summary", {}, t(CYCLE.before)), done.map((round, place) => [h("h4", {}, t(CYCLE.round(place + 1))), h("dl", {}, told(round))]).flat()),
    ]);
  };
  return { element, show, fits: () => true };
}

/** One step of the round that is worked on. @param {any} kept @param {any} step @param {() => any[]} rounds @param {any} put */
function stepPart(kept, step, rounds, put) {
  const fields = step.fields.map((/** @type {any} */ field) => fieldPart(kept, field, `${step.id}-${field.id}`, rounds, put));
  const element = h("fieldset", { class: "kv-part kv-step-of-cycle" }, h("legend", {}, h("h4", {}, t(step.name))), fields.map((/** @type {any} */ field) => field.element));
  const show = () => fields.forEach((/** @type {any} */ field) => field.show());
  return { element, show, fits: () => fields.every((/** @type {any} */ field) => field.fits()), first: fields[0].control };
}

/** @param {any} kept @param {any} field @param {string} place @param {() => any[]} rounds @param {any} put */
function fieldPart(kept, field, place, rounds, put) {
  const id = `kv-${kept.task.id}-${place}`;
  const [labelledby, describedby, change] = [`${id}-label`, `${id}-help`, put(place)];
  const made =
    field.kind === "date"
      ? dayField({ id, labelledby, describedby, chosen: (day) => kept.choose(change(day)) })
      : textField({ id, labelledby, describedby, rows: 2, limit: CYCLE_CHARS, typed: (text) => kept.type(change(text)), left: kept.flush });
  const label = h("label", { for: id, id: labelledby, class: "kv-label" }, t(field.heading));
  const element = h("div", { class: "kv-part" }, label, h("p", { class: "kv-help", id: describedby }, t(field.help)), made.element);
  return { element, fits: made.fits, show: () => made.show(rounds().at(-1)[place] ?? ""), control: "area" in made ? made.area : made.input };
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
