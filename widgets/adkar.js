// ADKAR for one's own change: five scores, the point where help begins as soon as it can be known, and what one does about it.

const ADKAR = {
  change: { da: "Forandringen", en: "The change" },
  here: { da: "Her begynder hjælpen: ", en: "Help begins here:" },
  why: {
    da: "Det er det første af de fem på 3 eller derunder. Et senere tal må vente, også hvis det er lavere.",
    en: "It is the first of the five at 3 or below. A later score has to wait, even if it is lower.",
  },
  waiting: { da: "Giv dem tal i rækkefølge. Barrieren viser sig, når alt før den har fået et tal.", en: "Score them in order. The barrier shows once everything before it has a score." },
  none: { da: "Alle fem ligger over 3, så der er ingen barriere nu. Sæt en dato, hvor I ser på det igen.", en: "All five are above 3, so there is no barrier now. Set a date for looking at it again." },
  first_help: { da: "Den første hjælp", en: "The first help" },
  helpHelp: { da: "Hvad skal ske, så tallet dér kan blive højere?", en: "What has to happen for that score to rise?" },
  whom: { da: "Hvem jeg spørger", en: "Who I ask" },
  whomHelp: { da: "En rolle er nok. Skriv ingen borgeres navne.", en: "A role is enough. Don't write citizens' names." },
  date: { da: "Vi ser på det igen", en: "We look at it again" },
};

/** The first element at or below the limit, once all before it are scored; null before, and where there is none.
 * @param {string[]} ids @param {Record<string, number>} scores @param {number} limit */
export function barrier(ids, scores, limit) {
  const stop = ids.find((id) => !(id in scores) || scores[id] <= limit);
  return stop !== undefined && stop in scores ? stop : null;
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => {
    const { limits, elements, case: about } = kept.task;
    return [
      about ? quoted(model, signal) : writing(kept, "change", { heading: ADKAR.change, limit: limits.change }),
      ...elements.map((/** @type {any} */ one) => scored(kept, one)),
      steps(kept),
      writing(kept, "first_help", { heading: ADKAR.first_help, help: ADKAR.helpHelp, limit: limits.first_help }),
      writing(kept, "whom", { heading: ADKAR.whom, help: ADKAR.whomHelp, limit: limits.whom, rows: 1 }),
      dateField(kept, "date", ADKAR.date),
    ];
  });
}

/** @param {Kept} kept @param {any} element @returns {Part} */
function scored(kept, element) {
  const { task } = kept;
  const scores = () => kept.value().scores ?? {};
  const choose = (/** @type {number} */ value) => {
    const next = { ...scores(), [element.id]: value };
    kept.choose({ scores: Object.fromEntries(task.elements.filter((/** @type {any} */ one) => one.id in next).map((/** @type {any} */ one) => [one.id, next[one.id]])) });
  };
  const ends = { da: `1:\u00a0${task.lowest.da}. 5:\u00a0${task.highest.da}.`, en: `1:\u00a0${task.lowest.en}. 5:\u00a0${task.highest.en}.` };
  return oneOf({
    id: `kv-${task.id}-${element.id}`,
    legend: t(element.name),
    about: [t(element.statement), " ", t(ends)],
    options: points(1, 5, task.lowest, task.highest),
    chosen: () => scores()[element.id],
    choose,
  });
}

/** The scores as five steps, and what they say. @param {Kept} kept @returns {Part} */
function steps({ task, value }) {
  const picture = h("div", {});
  const words = h("div", { role: "status" });
  const ids = task.elements.map((/** @type {any} */ one) => one.id);
  const show = () => {
    const scores = value().scores ?? {};
    const at = barrier(ids, scores, task.barrier);
    patch(picture, [scores, at], () => [drawing(ids, scores, at)]);
    const all = ids.every((/** @type {string} */ id) => id in scores);
    patch(words, [at, all], () => (at ? found(task.elements[ids.indexOf(at)]) : [h("p", {}, t(all ? ADKAR.none : ADKAR.waiting))]));
  };
  return { element: h("div", { class: "kv-found" }, picture, words), show, fits: () => true };
}

/** @param {any} element */
function found(element) {
  return [h("p", {}, h("strong", {}, t(ADKAR.here), t(element.name))), h("p", {}, t(element.begin)), h("p", { class: "kv-help" }, t(ADKAR.why))];
}

/** Five steps as high as their scores; the words stand beside. @param {string[]} ids @param {Record<string, number>} scores @param {string|null} at */
function drawing(ids, scores, at) {
  const step = (/** @type {string} */ id, /** @type {number} */ place) => {
    const high = 18 * (scores[id] ?? 0);
    return [
      h("rect", { class: "kv-step-ground", x: place * 60 + 6, y: 6, width: 48, height: 90 }),
      h("rect", { class: id === at ? "kv-step-here" : "kv-step-part", x: place * 60 + 6, y: 96 - high, width: 48, height: high }),
      h("text", { class: id === at ? "kv-step-mark" : "kv-step-name", x: place * 60 + 30, y: 114 }, `${id[0].toUpperCase()} ${scores[id] ?? "–"}`),
    ];
  };
  return h("svg", { class: "kv-adkar-steps", viewBox: "0 0 306 120", "aria-hidden": "true", focusable: "false" }, ids.map(step).flat());
}

export default { render };
