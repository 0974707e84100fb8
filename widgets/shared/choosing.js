// @ts-check
// Ways to answer with a number or a choice, and bars that draw numbers. Nothing is told by a bar that does not stand beside it in words.

const CHOOSING = {
  whole: (/** @type {number} */ lowest, /** @type {number} */ highest) => ({
    da: `Skriv et helt tal fra ${lowest} til ${highest}. Tallet er ikke gemt.`,
    en: `Write a whole number from ${lowest} to ${highest}. The number is not saved.`,
  }),
};

/** A group of which one is chosen. @param {{id: string, legend: any, about?: any, options: {value: any, label: any}[], chosen: () => any, choose: (value: any) => void, wide?: boolean}} group @returns {Part} */
function oneOf({ id, legend, about, options, chosen, choose, wide }) {
  const boxes = options.map(({ value }) => h("input", { type: "radio", name: id, value, change: () => choose(value) }));
  const element = h(
    "fieldset",
    { class: "kv-part", "aria-describedby": about ? `${id}-about` : null },
    h("legend", { class: "kv-legend" }, legend),
    about ? h("p", { class: "kv-help", id: `${id}-about` }, about) : null,
    h("div", { class: wide ? "kv-options" : "kv-scale" }, options.map(({ label }, at) => h("label", { class: "kv-pick" }, boxes[at], h("span", {}, label)))),
  );
  const show = () => boxes.forEach((box, at) => (box.checked = options[at].value === chosen()));
  return { element, show, fits: () => true };
}

/** The points of a scale; what the lowest and highest mean is told with them. @param {number} lowest @param {number} highest @param {Both} low @param {Both} high */
function points(lowest, highest, low, high) {
  return Array.from({ length: highest - lowest + 1 }, (_, at) => {
    const value = lowest + at;
    const means = value === lowest ? low : value === highest ? high : null;
    return { value, label: [String(value), means ? h("span", { class: "kv-hidden" }, ": ", t(means)) : null] };
  });
}

/** A field for a whole number; empty is no number. What is no such number stays, is told and not saved.
 * @param {{id: string, labelledby: string, describedby?: string, lowest: number, highest: number, value: () => number|undefined, typed: (value: number|undefined) => void, left: () => void}} about */
function numberField({ id, labelledby, describedby = "", lowest, highest, value, typed, left }) {
  const input = h("input", { id, type: "number", inputmode: "numeric", min: lowest, max: highest, step: 1, class: "kv-number", "aria-labelledby": labelledby, "aria-describedby": `${describedby} ${id}-told`.trim(), blur: left });
  const told = h("span", { role: "status", class: "kv-told", id: `${id}-told` });
  const read = () => (input.value.trim() === "" && !input.validity?.badInput ? undefined : Number(input.value));
  const fits = () => {
    const number = read();
    return number === undefined || (input.value.trim() !== "" && Number.isInteger(number) && number >= lowest && number <= highest);
  };
  const count = () => {
    input.setAttribute("aria-invalid", String(!fits()));
    patch(told, fits(), () => [!fits() && t(CHOOSING.whole(lowest, highest))]);
  };
  input.addEventListener("input", () => {
    count();
    typed(fits() ? read() : value());
  });
  const show = () => {
    if (!fits() || (document.activeElement === input && read() === value())) return;
    if (read() !== value()) input.value = value() === undefined ? "" : String(value());
    count();
  };
  return { element: h("span", { class: "kv-number-field" }, input, told), input, show, fits };
}

/** A day that is kept by its name, under a heading. @param {Kept} kept @param {string} name @param {Both} heading @returns {Part} */
function dateField(kept, name, heading) {
  const id = `kv-${kept.task.id}-${name}`;
  const field = dayField({ id, labelledby: `${id}-heading`, chosen: (day, fits) => fits && kept.choose({ [name]: day }) });
  const show = () => {
    if (field.fits() && document.activeElement !== field.input) field.show(kept.value()[name] ?? "");
  };
  return { element: h("div", { class: "kv-part" }, h("h4", { id: `${id}-heading` }, t(heading)), field.element), show, fits: field.fits };
}

/** A bar as long as its part of the whole. @param {number} part from 0 to 1 @param {string} [kind] */
function bar(part, kind = "") {
  const width = Math.round(Math.max(0, Math.min(1, part)) * 1000) / 10;
  return h("svg", { class: `kv-bar ${kind}`, viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, h("rect", { class: "kv-bar-ground", width: 100, height: 8 }), h("rect", { class: "kv-bar-part", width, height: 8 }));
}
