// A survey about one's own work: statements on a scale of five, and a profile that is one's own. The second time both stand side by side.

const UNKNOWN = "ved-ikke";
const SURVEY = {
  unknown: { da: "Ved ikke", en: "Don't know" },
  profile: { da: "Din profil", en: "Your profile" },
  yours: { da: "Gennemsnit af dine svar fra 1 til 5. Den er kun til dig, og intet af den bliver bedømt.", en: "The mean of your answers from 1 to 5. It is yours alone, and nothing in it is marked." },
  nothing: { da: "ingen tal endnu", en: "no numbers yet" },
  before: { da: "Første gang", en: "The first time" },
  now: { da: "Nu", en: "Now" },
  notTaken: { da: "Du tog den ikke første gang, så der er kun ét sæt svar.", en: "You did not answer the first time, so there is only one set of answers." },
  missing: { da: "Spørgsmålene kunne ikke findes. Sig det til den, der står for kurset.", en: "The questions could not be found. Tell whoever runs the course." },
};

/** The mean of each theme's numbers; null where there is none. @param {any[]} themes @param {any} answer */
export function profile(themes, answer) {
  return Object.fromEntries(
    themes.map((theme) => {
      const numbers = theme.statements.map((/** @type {any} */ one) => answer[one.id]).filter((/** @type {any} */ one) => typeof one === "number");
      return [theme.id, numbers.length ? numbers.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0) / numbers.length : null];
    }),
  );
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => {
    const { task } = kept;
    if (!task.scale) return [still(h("p", { class: "kv-told" }, t(SURVEY.missing)))];
    const { low, high } = task.scale;
    const options = () => [...points(1, 5, low, high), { value: UNKNOWN, label: t(SURVEY.unknown) }];
    const scale = { da: `1:\u00a0${low.da}. 5:\u00a0${high.da}.`, en: `1:\u00a0${low.en}. 5:\u00a0${high.en}.` };
    const asked = task.themes.flatMap((/** @type {any} */ theme) => [
      still(h("div", { class: "kv-theme" }, h("h4", {}, t(theme.name)), h("p", { class: "kv-help" }, t(scale)))),
      ...theme.statements.map((/** @type {any} */ one) =>
        oneOf({ id: `kv-${task.id}-${one.id}`, legend: t(one.text), options: options(), chosen: () => kept.value()[one.id], choose: (value) => kept.choose({ [one.id]: value }) }),
      ),
    ]);
    return [...asked, drawn(model, kept, signal)];
  });
}

/** One's own profile, beside the first one where this is the second. @param {any} model @param {Kept} kept @param {AbortSignal} signal @returns {Part} */
function drawn(model, { task, value }, signal) {
  const element = h("div", {});
  const show = () => {
    const first = task.round === "end" ? model.get("first") : null;
    patch(element, [value(), first], () => {
      if (!Object.keys(value()).length && !first) return [];
      const [now, before] = [profile(task.themes, value()), first && profile(task.themes, first)];
      const line = (/** @type {any} */ theme) =>
        h("li", {}, h("p", { class: "kv-label" }, t(theme.name)), before ? figure(SURVEY.before, before[theme.id], "kv-before") : null, figure(before ? SURVEY.now : null, now[theme.id]));
      const words = task.round === "end" && !first ? [h("p", { class: "kv-help" }, t(SURVEY.notTaken))] : [];
      return [h("div", { class: "kv-found" }, h("h4", {}, t(SURVEY.profile)), h("p", { class: "kv-help" }, t(SURVEY.yours)), words, h("ul", { role: "list" }, task.themes.map(line)))];
    });
  };
  onChange(model, task.round === "end" ? ["first"] : [], show, signal);
  return { element, show, fits: () => true };
}

/** @param {Both|null} when @param {number|null} mean @param {string} [kind] */
function figure(when, mean, kind) {
  const said = mean === null ? SURVEY.nothing : { da: mean.toFixed(1).replace(".", ","), en: mean.toFixed(1) };
  return h("div", { class: "kv-mean" }, h("p", {}, when ? [t(when), ": "] : null, t(said)), mean === null ? null : bar(mean / 5, kind));
}

export default { render };
