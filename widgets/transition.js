// Bridges' transition: what ends and for whom, what stays, who is where, and which of the four P's is missing.

const TRANSITION = {
  ends: { da: "Hvad hører op?", en: "What ends?" },
  for_whom: { da: "For hvem?", en: "For whom?" },
  stays: { da: "Hvad bliver, som det er?", en: "What stays as it is?" },
  staysHelp: { da: "Det skal siges lige så tydeligt som det, der hører op.", en: "It should be said as clearly as what ends." },
  me: { da: "Hvor er du selv?", en: "Where are you yourself?" },
  meHelp: { da: "Du må gerne være flere steder på én gang.", en: "You can be in several places at once." },
  team: { da: "Hvor er teamet?", en: "Where is the team?" },
  teamHelp: { da: "Skriv, hvor mange der efter dit skøn er i hver zone. Skriv ingen navne.", en: "Write how many you reckon are in each zone. Write no names." },
  ps: { da: "De fire P'er", en: "The four P's" },
  missing: { da: "Det mangler", en: "What is missing" },
  all: { da: "Alle fire P'er er skrevet.", en: "All four P's are written." },
};

/** The P's that nothing is written for, in Bridges' order. @param {string[]} ids @param {any} answer */
export function missing(ids, answer) {
  return ids.filter((id) => !(answer[id] ?? "").trim());
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  tool(model, el, signal, (kept) => {
    const limit = kept.task.chars;
    return [
      quoted(model, signal),
      writing(kept, "ends", { heading: TRANSITION.ends, limit }),
      writing(kept, "for_whom", { heading: TRANSITION.for_whom, limit }),
      writing(kept, "stays", { heading: TRANSITION.stays, help: TRANSITION.staysHelp, limit }),
      mine(kept),
      team(kept),
      still(h("h4", { class: "kv-ps" }, t(TRANSITION.ps))),
      ...kept.task.ps.map((/** @type {any} */ one) => writing(kept, one.id, { heading: one.name, help: one.question, limit })),
      lacking(kept),
    ];
  });
}

/** The zones where one is. @param {Kept} kept @returns {Part} */
function mine(kept) {
  const zones = kept.task.zones;
  const boxes = zones.map((/** @type {any} */ zone) => h("input", { type: "checkbox", value: zone.id, change }));
  function change() {
    kept.choose({ me: boxes.filter((/** @type {any} */ box) => box.checked).map((/** @type {any} */ box) => box.value) });
  }
  const id = `kv-${kept.task.id}-me`;
  const lines = zones.map((/** @type {any} */ zone, /** @type {number} */ at) => h("li", {}, h("label", { class: "kv-pick" }, boxes[at], h("span", {}, h("strong", {}, t(zone.name)), ": ", t(zone.meaning)))));
  const element = h("fieldset", { class: "kv-part", "aria-describedby": id }, h("legend", { class: "kv-legend" }, t(TRANSITION.me)), h("p", { class: "kv-help", id }, t(TRANSITION.meHelp)), h("ul", { role: "list" }, lines));
  const show = () => boxes.forEach((/** @type {any} */ box) => (box.checked = (kept.value().me ?? []).includes(box.value)));
  return { element, show, fits: () => true };
}

/** How many colleagues are in each zone, drawn as bars. @param {Kept} kept @returns {Part} */
function team(kept) {
  const { zones, id, most } = kept.task;
  const counts = () => kept.value().team ?? {};
  const rows = zones.map((/** @type {any} */ zone) => {
    const name = `kv-${id}-team-${zone.id}`;
    const typed = (/** @type {number|undefined} */ value) => {
      const next = merged(counts(), { [zone.id]: value });
      kept.type({ team: Object.fromEntries(zones.filter((/** @type {any} */ one) => one.id in next).map((/** @type {any} */ one) => [one.id, next[one.id]])) });
    };
    const field = numberField({ id: name, labelledby: `${name}-label`, lowest: 0, highest: most, value: () => counts()[zone.id], typed, left: kept.flush });
    const drawn = h("div", {});
    const element = h("li", { class: "kv-zone" }, h("label", { class: "kv-label", for: name, id: `${name}-label` }, t(zone.name)), field.element, drawn);
    const show = () => {
      field.show();
      const all = Object.values(counts()).reduce((sum, one) => sum + Number(one), 0);
      patch(drawn, [counts()[zone.id], all], () => [all ? bar((counts()[zone.id] ?? 0) / all) : null]);
    };
    return { element, show, fits: field.fits };
  });
  const about = `kv-${id}-team`;
  const element = h("fieldset", { class: "kv-part", "aria-describedby": about }, h("legend", { class: "kv-legend" }, t(TRANSITION.team)), h("p", { class: "kv-help", id: about }, t(TRANSITION.teamHelp)), h("ul", { role: "list" }, rows.map((/** @type {any} */ one) => one.element)));
  return { element, show: () => rows.forEach((/** @type {any} */ one) => one.show()), fits: () => rows.every((/** @type {any} */ one) => one.fits()) };
}

/** What the new beginning lacks, as soon as one P is written. @param {Kept} kept @returns {Part} */
function lacking({ task, value }) {
  const element = h("div", { role: "status" });
  const ids = task.ps.map((/** @type {any} */ one) => one.id);
  const show = () => {
    const found = missing(ids, value());
    patch(element, found, () => {
      if (found.length === ids.length) return [];
      if (!found.length) return [h("p", { class: "kv-found" }, t(TRANSITION.all))];
      const lines = task.ps.filter((/** @type {any} */ one) => found.includes(one.id)).map((/** @type {any} */ one) => h("li", {}, h("strong", {}, t(one.name)), ": ", t(one.missing)));
      return [h("div", { class: "kv-found" }, h("h4", {}, t(TRANSITION.missing)), h("ul", {}, lines))];
    });
  };
  return { element, show, fits: () => true };
}

export default { render };
