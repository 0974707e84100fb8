// Which mixture of four ways one is in one change: from situations, and corrected by hand by the one who knows best.

const ARCHETYPES = {
  mixture: { da: "Din blanding i denne forandring", en: "Your mixture in this change" },
  yours: {
    da: "Det er ingen dom, og i en anden forandring ser den anderledes ud. Kan du ikke kende dig selv, så ret tallene.",
    en: "It is no verdict, and in another change it looks different. If you do not recognise yourself, correct the numbers.",
  },
  none: { da: "Svar på en situation, så begynder blandingen her. Du kan også skrive tallene selv.", en: "Answer a situation, and the mixture begins here. You may also write the numbers yourself." },
  again: { da: "Brug blandingen fra mine svar", en: "Use the mixture from my answers" },
  sum: (/** @type {number} */ sum) => ({ da: `Tilsammen ${sum} %`, en: `${sum}% in all` }),
  off: (/** @type {number} */ sum) => ({ da: `Tilsammen ${sum} %. Ret et af tallene, så det bliver 100.`, en: `${sum}% in all. Correct one of the numbers to make it 100.` }),
};

/** Weights as whole percent that add up to 100; null without any weight. @param {string[]} ids @param {Record<string, number>} weights */
export function percent(ids, weights) {
  const total = ids.reduce((sum, id) => sum + (weights[id] ?? 0), 0);
  if (!total) return null;
  const shares = ids.map((id) => ({ id, whole: Math.floor((100 * (weights[id] ?? 0)) / total), rest: (100 * (weights[id] ?? 0)) % total }));
  const short = 100 - shares.reduce((sum, one) => sum + one.whole, 0);
  const raised = [...shares].sort((a, b) => b.rest - a.rest).slice(0, short);
  return Object.fromEntries(shares.map((one) => [one.id, one.whole + (raised.includes(one) ? 1 : 0)]));
}

/** The mixture that an answer gives: by hand, else from the situations. @param {any} task @param {any} answer */
export function mixed(task, answer) {
  if (answer.mixture) return answer.mixture;
  /** @type {Record<string, number>} */
  const weights = {};
  for (const situation of task.situations) {
    const given = situation.answers.find((/** @type {any} */ one) => one.id === answer.answers?.[situation.id]);
    for (const [id, weight] of Object.entries(given?.weights ?? {})) weights[id] = (weights[id] ?? 0) + Number(weight);
  }
  return percent(task.archetypes.map((/** @type {any} */ one) => one.id), weights);
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => [...kept.task.situations.map((/** @type {any} */ one) => asked(kept, one)), mixture(kept)]);
}

/** @param {Kept} kept @param {any} situation @returns {Part} */
function asked(kept, situation) {
  const given = () => kept.value().answers ?? {};
  const choose = (/** @type {string} */ value) => {
    const next = { ...given(), [situation.id]: value };
    const ids = kept.task.situations.map((/** @type {any} */ one) => one.id).filter((/** @type {string} */ id) => id in next);
    kept.choose({ answers: Object.fromEntries(ids.map((/** @type {string} */ id) => [id, next[id]])) });
  };
  return oneOf({
    id: `kv-${kept.task.id}-${situation.id}`,
    legend: t(situation.text),
    options: situation.answers.map((/** @type {any} */ one) => ({ value: one.id, label: t(one.text) })),
    chosen: () => given()[situation.id],
    choose,
    wide: true,
  });
}

/** The mixture as sliders with numbers. @param {Kept} kept @returns {Part} */
function mixture(kept) {
  const ids = kept.task.archetypes.map((/** @type {any} */ one) => one.id);
  const now = () => mixed(kept.task, kept.value());
  const changed = (/** @type {string} */ id, /** @type {number} */ value) => ({ mixture: Object.fromEntries(ids.map((/** @type {string} */ one) => [one, one === id ? value : (now()?.[one] ?? 0)])) });
  const rows = kept.task.archetypes.map((/** @type {any} */ one) => row(one));
  const sum = h("p", { role: "status", class: "kv-sum" });
  const none = h("p", { class: "kv-help" }, t(ARCHETYPES.none));
  const again = h("button", { type: "button", class: "kv-button kv-quiet", click: () => kept.choose({ mixture: undefined }) }, t(ARCHETYPES.again));

  /** @param {any} archetype */
  function row(archetype) {
    const name = `kv-${kept.task.id}-${archetype.id}`;
    const slider = h("input", { type: "range", min: 0, max: 100, step: 5, "aria-labelledby": name, input: () => kept.type(changed(archetype.id, Number(slider.value))), blur: () => kept.flush() });
    const number = numberField({
      id: `${name}-number`,
      labelledby: name,
      lowest: 0,
      highest: 100,
      value: () => now()?.[archetype.id],
      typed: (value) => kept.type(changed(archetype.id, value ?? 0)),
      left: () => kept.flush(),
    });
    const element = h("li", { class: "kv-share" }, h("p", { class: "kv-label", id: name }, t(archetype.name), h("span", { "aria-hidden": "true" }, " (%)")), h("p", { class: "kv-help" }, t(archetype.brings)), h("div", { class: "kv-share-fields" }, slider, number.element));
    const show = () => {
      number.show();
      const value = String(now()?.[archetype.id] ?? 0);
      if (document.activeElement !== slider || slider.value !== value) slider.value = value;
      slider.setAttribute("aria-valuetext", `${value} %`);
    };
    return { element, show, fits: number.fits };
  }

  const show = () => {
    for (const one of rows) one.show();
    const found = now();
    const total = found ? ids.reduce((/** @type {number} */ so_far, /** @type {string} */ id) => so_far + found[id], 0) : 0;
    none.hidden = Boolean(found);
    again.hidden = !kept.value().mixture;
    sum.dataset.off = String(Boolean(found) && total !== 100);
    patch(sum, found && total, () => [found && t(total === 100 ? ARCHETYPES.sum(total) : ARCHETYPES.off(total))]);
  };
  const element = h("fieldset", { class: "kv-found" }, h("legend", { class: "kv-legend" }, t(ARCHETYPES.mixture)), h("p", { class: "kv-help" }, t(ARCHETYPES.yours)), none, h("ul", { role: "list" }, rows.map((/** @type {any} */ one) => one.element)), sum, again);
  return { element, show, fits: () => rows.every((/** @type {any} */ one) => one.fits()) };
}

export default { render };
