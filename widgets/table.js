// A table: rows one adds, moves and takes away, each a group of fields, so that it reads as well on a phone as on paper.

const TABLE = {
  row: (/** @type {number} */ place) => ({ da: `Række ${place}`, en: `Row ${place}` }),
  add: { da: "Tilføj en række", en: "Add a row" },
  up: { da: "Flyt op", en: "Move up" },
  down: { da: "Flyt ned", en: "Move down" },
  remove: { da: "Fjern", en: "Remove" },
  undo: { da: "Fortryd", en: "Undo" },
  removed: { da: "Rækken er fjernet.", en: "The row is removed." },
  none: { da: "Vælg …", en: "Choose …" },
  empty: { da: "Der er ingen rækker endnu.", en: "There are no rows yet." },
  full: (/** @type {number} */ most) => ({ da: `Der er plads til ${most} rækker.`, en: `There is room for ${most} rows.` }),
  few: (/** @type {number} */ least) => ({ da: `Udfyld mindst ${least} ${least === 1 ? "række" : "rækker"}.`, en: `Fill in at least ${least} ${least === 1 ? "row" : "rows"}.` }),
};

/** The rows that a table begins with, in the reader's language. @param {any} task @param {"da"|"en"} spoken */
export function begun(task, spoken) {
  return task.start.map((/** @type {any} */ cells, /** @type {number} */ place) => ({
    id: `start-${place + 1}`,
    cells: Object.fromEntries(task.columns.filter((/** @type {any} */ { id }) => id in cells).map((/** @type {any} */ { id }) => [id, cells[id][spoken]])),
  }));
}

/** A row after one cell was filled in, its cells in the order of the columns; an empty one is left out.
 * @param {any[]} columns @param {any} row @param {string} id @param {any} cell */
export function filled(columns, row, id, cell) {
  const cells = { ...row.cells, [id]: cell };
  return { id: row.id, cells: Object.fromEntries(columns.filter((one) => cells[one.id]).map((one) => [one.id, cells[one.id]])) };
}

/** The rows after one has gone up or down. @param {any[]} rows @param {string} id @param {number} by */
export function shifted(rows, id, by) {
  const from = rows.findIndex((row) => row.id === id);
  const next = rows.filter((row) => row.id !== id);
  next.splice(Math.max(0, Math.min(next.length, from + by)), 0, rows[from]);
  return next;
}

const full = (/** @type {any} */ row) => Object.values(row.cells).some((cell) => String(cell).trim());

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const rowsOf = (/** @type {any} */ value) => value.rows ?? begun(task, language());
  tool(model, el, signal, (kept) => [rowsPart(kept, rowsOf, signal)], { shown: (value) => ({ rows: rowsOf(value) }) });
}

/** All rows, with what adds one. @param {any} kept @param {(value: any) => any[]} rowsOf @param {AbortSignal} signal */
function rowsPart(kept, rowsOf, signal) {
  const { task } = kept;
  const rows = () => rowsOf(kept.value());
  /** @type {Map<string, any>} */
  const shown = new Map();
  /** What was taken away last. @type {any[]|null} */
  let before = null;
  const list = h("ol", { role: "list", class: "kv-rows" });
  const told = h("div", { role: "status", class: "kv-row-told" });
  const adding = h("button", { type: "button", class: "kv-button kv-quiet", "aria-describedby": `kv-${task.id}-counted`, click: add }, t(TABLE.add));
  const counted = h("p", { class: "kv-help", id: `kv-${task.id}-counted` });
  const put = (/** @type {any[]} */ next) => kept.choose({ rows: next });

  function add() {
    const id = (crypto.randomUUID?.() ?? `r${Date.now()}${Math.random()}`.replace(".", "")).toLowerCase().slice(0, 40);
    if (rows().length >= task.most) return say(TABLE.full(task.most));
    say(null);
    put([...rows(), { id, cells: {} }]);
    shown.get(id).first.focus();
  }
  function move(/** @type {string} */ id, /** @type {number} */ by) {
    const stuck = stuckAt(rows().findIndex((row) => row.id === id), rows().length, by);
    if (stuck) return say(stuck);
    const next = shifted(rows(), id, by);
    const at = document.activeElement;
    put(next);
    /** @type {any} */ (at)?.focus();
    say(TABLE.row(next.findIndex((row) => row.id === id) + 1));
  }
  function remove(/** @type {string} */ id) {
    const [was, place] = [rows(), rows().findIndex((row) => row.id === id)];
    put(was.filter((row) => row.id !== id));
    say(TABLE.removed, was);
    (shown.get(rows()[place]?.id)?.first ?? adding).focus();
  }
  function say(/** @type {Both|null} */ words, /** @type {any[]|null} */ undo = null) {
    before = undo;
    const again = h("button", { type: "button", class: "kv-link", click: restore }, t(TABLE.undo));
    told.replaceChildren(...(words ? [t(words), ...(undo ? [again] : [])] : []));
  }
  /** Put back the row that was taken away, where it was; what has been written since then stays. */
  function restore() {
    const now = rows();
    const back = (before ?? []).filter((row) => !now.some((one) => one.id === row.id));
    const next = [...now];
    for (const row of back) next.splice(before?.indexOf(row) ?? 0, 0, row);
    if (next.length <= task.most) put(next);
    say(null);
    adding.focus();
  }
  const set = (/** @type {string} */ id, /** @type {string} */ column, /** @type {any} */ cell) => ({
    rows: rows().map((row) => (row.id === id ? filled(task.columns, row, column, cell) : row)),
  });

  function show() {
    const now = rows();
    for (const [id, part] of shown) {
      if (now.some((row) => row.id === id)) continue;
      part.element.remove();
      shown.delete(id);
    }
    now.forEach((row, place) => {
      if (!shown.has(row.id)) shown.set(row.id, rowPart(kept, row.id, { set, move, remove }));
      const part = shown.get(row.id);
      if (list.children[place] !== part.element) list.insertBefore(part.element, list.children[place] ?? null);
      part.show(row, place, now.length);
    });
    const count = now.filter(full).length;
    adding.setAttribute("aria-disabled", String(now.length >= task.most));
    const words = now.length >= task.most ? TABLE.full(task.most) : !now.length ? TABLE.empty : count < task.least ? TABLE.few(task.least) : null;
    patch(counted, words, () => [words && t(words)]);
  }

  onLanguage(() => shown.size && show(), signal);
  const fits = () => [...shown.values()].every((part) => part.fits());
  return { element: h("div", {}, list, told, adding, counted), show, fits };
}

/** One row: its cells, and the buttons that move it and take it away. @param {any} kept @param {string} id @param {any} acts */
function rowPart(kept, id, { set, move, remove }) {
  const { task } = kept;
  const name = `kv-${task.id}-${id}`;
  const cells = task.columns.map((/** @type {any} */ column) => cellPart(kept, column, `${name}-${column.id}`, id, set));
  const legend = h("legend", { id: `${name}-legend`, class: "kv-label" });
  const act = (/** @type {Both} */ words, /** @type {() => void} */ click) => h("button", { type: "button", class: "kv-link", "aria-describedby": `${name}-legend`, click }, t(words));
  const up = act(TABLE.up, () => move(id, -1));
  const down = act(TABLE.down, () => move(id, 1));
  const away = act(TABLE.remove, () => remove(id));
  const fields = h("div", { class: "kv-cells" }, cells.map((/** @type {any} */ cell) => cell.element));
  const element = h("li", { class: "kv-row" }, h("fieldset", {}, legend, fields, h("p", { class: "kv-row-acts" }, up, down, away)));
  const show = (/** @type {any} */ row, /** @type {number} */ place, /** @type {number} */ count) => {
    patch(legend, place, () => [t(TABLE.row(place + 1))]);
    up.setAttribute("aria-disabled", String(place === 0));
    down.setAttribute("aria-disabled", String(place === count - 1));
    for (const cell of cells) cell.show(row.cells[cell.column]);
  };
  return { element, show, first: cells[0].control, fits: () => cells.every((/** @type {any} */ cell) => cell.fits()) };
}

/** One cell, by the kind of its column. @param {any} kept @param {any} column @param {string} name @param {string} row @param {any} set */
function cellPart(kept, column, name, row, set) {
  const choose = (/** @type {any} */ cell) => kept.choose(set(row, column.id, cell));
  const type = (/** @type {any} */ cell) => kept.type(set(row, column.id, cell));
  const label = h("label", { for: name, id: `${name}-label`, class: "kv-label" }, t(column.heading));
  const cell = (/** @type {any} */ field, /** @type {any} */ control, /** @type {(cell: any) => void} */ show, fits = () => true) => ({
    column: column.id,
    control,
    show,
    fits,
    element: h("div", { class: "kv-cell" }, label, field),
  });
  if (column.kind === "text") {
    const field = textField({ id: name, labelledby: `${name}-label`, describedby: "", rows: 1, limit: column.max_chars, typed: type, left: kept.flush });
    return cell(field.element, field.area, (text) => field.show(text ?? ""), field.fits);
  }
  if (column.kind === "date") {
    const field = dayField({ id: name, labelledby: `${name}-label`, chosen: choose });
    return cell(field.element, field.input, (day) => field.show(day ?? ""), field.fits);
  }
  if (column.kind === "tick") {
    const box = h("input", { type: "checkbox", id: name, change: () => choose(box.checked) });
    const element = h("div", { class: "kv-cell kv-cell-tick" }, box, label);
    return { column: column.id, control: box, element, fits: () => true, show: (/** @type {any} */ ticked) => (box.checked = Boolean(ticked)) };
  }
  return choiceCell(column, name, choose, cell);
}

/** @param {any} column @param {string} name @param {(id: string) => void} choose @param {any} cell */
function choiceCell(column, name, choose, cell) {
  const options = [{ id: "", text: TABLE.none }, ...column.choices].map((one) => h("option", { value: one.id, "data-da": one.text.da, "data-en": one.text.en }, one.text[language()]));
  const select = h("select", { id: name, change: () => choose(select.value) }, options);
  const show = (/** @type {any} */ id) => {
    for (const option of options) option.textContent = option.dataset[language()];
    select.value = id ?? "";
  };
  return cell(select, select, show);
}

export default { render };
