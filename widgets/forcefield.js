// A force field: what drives a change and what restrains it, as arrows that grow while one writes, and the restraint to loosen first.

const FORCES = {
  driving: { da: "Det driver frem", en: "What drives it" },
  restraining: { da: "Det holder igen", en: "What restrains it" },
  add: { driving: { da: "Tilføj noget, der driver frem", en: "Add something that drives it" }, restraining: { da: "Tilføj noget, der holder igen", en: "Add something that restrains it" } },
  full: (/** @type {number} */ most) => ({ da: `Der er plads til ${most} på hver side.`, en: `There is room for ${most} on each side.` }),
  few: (/** @type {number} */ least) => ({ da: `Skriv mindst ${least}.`, en: `Write at least ${least}.` }),
  strength: { da: "Styrke", en: "Strength" },
  first: { da: "Løsn denne først", en: "Loosen this one first" },
  up: { da: "Flyt op", en: "Move up" },
  down: { da: "Flyt ned", en: "Move down" },
  remove: { da: "Fjern", en: "Remove" },
  removed: { da: "Fjernet.", en: "Removed." },
  force: { da: "Kraft", en: "Force" },
  convention: { da: "Styrken og summen er kursets egen konvention. De hjælper med at sammenligne og måler ingenting.", en: "Strength and sum are this course's own convention. They help to compare, and measure nothing." },
  total: (/** @type {number} */ driving, /** @type {number} */ restraining) => ({ da: `Frem: ${driving}. Igen: ${restraining}.`, en: `Driving: ${driving}. Restraining: ${restraining}.` }),
  how: { da: "Sådan løsner jeg den", en: "How I loosen it" },
  howHelp: { da: "Hvad kan du gøre, så den holder mindre igen? Det giver ofte mere end at skubbe hårdere på.", en: "What can you do so that it restrains less? That often gives more than pushing harder." },
  whom: { da: "Sammen med", en: "Together with" },
};

/** The list with one of its forces at another place; as it is where there is no such place. @param {any[]} forces @param {number} from @param {number} to */
export function moved(forces, from, to) {
  if (to < 0 || to >= forces.length) return forces;
  const next = [...forces];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** The list with this restraint chosen, and no other. @param {any[]} forces @param {number} at */
export function chosenFirst(forces, at) {
  return forces.map(({ text, strength }, place) => (place === at ? { text, strength, chosen: true } : { text, strength }));
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => [
    quoted(model, signal),
    side(kept, "driving"),
    side(kept, "restraining"),
    picture(kept),
    writing(kept, "how", { heading: FORCES.how, help: FORCES.howHelp, limit: kept.task.limits.how }),
    writing(kept, "whom", { heading: FORCES.whom, limit: kept.task.limits.whom, rows: 1 }),
  ]);
}

/** @param {Kept} kept @param {"driving"|"restraining"} name @returns {Part} */
function side(kept, name) {
  const { task } = kept;
  /** @type {any[]} */
  let rows = [];
  const forces = () => kept.value()[name] ?? [];
  const list = h("ol", { role: "list" });
  const told = h("span", { role: "status", class: "kv-hidden" });
  const note = h("p", { class: "kv-help" });
  const add = h("button", { type: "button", class: "kv-button kv-quiet", click: added }, t(FORCES.add[name]));
  const element = h("fieldset", { class: "kv-part kv-side" }, h("legend", { class: "kv-legend" }, t(FORCES[name])), list, note, add, told);
  const set = (/** @type {number} */ at, /** @type {any} */ changes) => forces().map((/** @type {any} */ one, /** @type {number} */ place) => (place === at ? { ...one, ...changes } : one));

  function added() {
    if (forces().length >= task.most) return;
    kept.choose({ [name]: [...forces(), { text: "", strength: 3 }] });
    rows.at(-1)?.area.focus();
  }
  function move(/** @type {number} */ from, /** @type {number} */ by) {
    const stuck = stuckAt(from, forces().length, by);
    told.replaceChildren(...(stuck ? [t(stuck)] : []));
    if (stuck) return;
    kept.choose({ [name]: moved(forces(), from, from + by) });
    (by < 0 ? rows[from + by].up : rows[from + by].down).focus();
  }
  function remove(/** @type {number} */ at) {
    kept.choose({ [name]: forces().filter((/** @type {any} */ _, /** @type {number} */ place) => place !== at) });
    (rows[Math.min(at, rows.length - 1)]?.area ?? add).focus();
    told.replaceChildren(t(FORCES.removed));
  }

  /** @param {number} at */
  function row(at) {
    const id = `kv-${task.id}-${name}-${at}`;
    const value = () => forces()[at] ?? { text: "", strength: 3 };
    const field = textField({ id, labelledby: `${id}-label`, describedby: "", rows: 1, limit: task.limits.force, typed: (text) => kept.type({ [name]: set(at, { text }) }), left: kept.flush });
    const shown = h("span", { "aria-hidden": "true", class: "kv-strength-number" });
    const slider = h("input", { type: "range", min: 1, max: 5, step: 1, "aria-labelledby": `${id}-label ${id}-strength`, input: () => kept.type({ [name]: set(at, { strength: Number(slider.value) }) }), blur: kept.flush });
    const names = [h("span", {}), h("span", {}), h("span", {})];
    const control = (/** @type {Both} */ words, /** @type {any} */ of, /** @type {() => void} */ click) => h("button", { type: "button", class: "kv-link", click }, t(words), h("span", { class: "kv-hidden" }, ": ", of));
    const up = control(FORCES.up, names[0], () => move(at, -1));
    const down = control(FORCES.down, names[1], () => move(at, 1));
    const away = control(FORCES.remove, names[2], () => remove(at));
    const first = name === "restraining" ? h("input", { type: "radio", name: `kv-${task.id}-first`, change: () => kept.choose({ restraining: chosenFirst(forces(), at) }) }) : null;
    const element = h(
      "li",
      { class: "kv-force" },
      h("label", { for: id, id: `${id}-label`, class: "kv-label" }, t(FORCES.force), ` ${at + 1}`),
      field.element,
      h("div", { class: "kv-force-ways" }, h("span", { id: `${id}-strength` }, t(FORCES.strength)), slider, shown),
      first ? h("label", { class: "kv-pick" }, first, h("span", {}, t(FORCES.first))) : null,
      h("p", { class: "kv-force-acts" }, up, down, away),
    );
    const show = () => {
      const { text, strength, chosen } = value();
      field.show(text);
      slider.value = String(strength);
      shown.textContent = `${strength}`;
      if (first) first.checked = Boolean(chosen);
      for (const one of names) one.textContent = text.trim() || String(at + 1);
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === forces().length - 1));
    };
    return { element, show, fits: field.fits, area: field.area, up, down };
  }

  const show = () => {
    if (rows.length !== forces().length) {
      rows = [...rows.slice(0, forces().length), ...forces().slice(rows.length).map((/** @type {any} */ _, /** @type {number} */ more) => row(rows.length + more))];
      list.replaceChildren(...rows.map((one) => one.element));
    }
    for (const one of rows) one.show();
    const full = forces().length >= task.most;
    add.hidden = full;
    const few = forces().filter((/** @type {any} */ one) => one.text.trim()).length < task.least;
    patch(note, [full, few], () => [full ? t(FORCES.full(task.most)) : few ? t(FORCES.few(task.least)) : null]);
  };
  return { element, show, fits: () => rows.every((one) => one.fits()) };
}

/** The arrows, with their sums in words. @param {Kept} kept @returns {Part} */
function picture({ value }) {
  const element = h("figure", { class: "kv-found kv-field-picture" });
  const show = () => {
    const [driving, restraining] = ["driving", "restraining"].map((one) => (value()[one] ?? []).filter((/** @type {any} */ force) => force.text.trim()));
    patch(element, [driving, restraining], () => {
      const sum = (/** @type {any[]} */ forces) => forces.reduce((total, one) => total + one.strength, 0);
      const tall = 28 * Math.max(1, driving.length, restraining.length) + 8;
      const svg = h("svg", { viewBox: `0 0 400 ${tall}`, "aria-hidden": "true", focusable: "false" }, h("line", { class: "kv-now", x1: 200, x2: 200, y1: 0, y2: tall }), driving.map((one, at) => arrow(one, at, 1)), restraining.map((one, at) => arrow(one, at, -1)));
      return [svg, h("figcaption", {}, h("p", {}, t(FORCES.total(sum(driving), sum(restraining)))), h("p", { class: "kv-help" }, t(FORCES.convention)))];
    });
  };
  return { element, show, fits: () => true };
}

/** An arrow towards the middle, longer and thicker the stronger it is. @param {any} force @param {number} at @param {1|-1} way */
function arrow({ strength, chosen }, at, way) {
  const [y, thick, tip] = [28 * at + 18, 2 + strength, 196];
  const x = (/** @type {number} */ from) => (way === 1 ? from : 400 - from);
  const tail = tip - 14 - 34 * strength;
  const d = `M${x(tail)} ${y - thick} L${x(tip - 14)} ${y - thick} L${x(tip - 14)} ${y - thick - 5} L${x(tip)} ${y} L${x(tip - 14)} ${y + thick + 5} L${x(tip - 14)} ${y + thick} L${x(tail)} ${y + thick} Z`;
  return h("path", { class: `kv-arrow ${way === 1 ? "kv-drives" : "kv-restrains"}`, "data-strength": strength, "data-chosen": chosen ? true : null, d });
}

export default { render };
