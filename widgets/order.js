// The order task: a list of steps, moved with buttons, with Alt and an arrow, or by dragging a handle.

/** The steps after `id` was moved by `by` places. @param {string[]} order @param {string} id @param {number} by */
export function move(order, id, by) {
  const rest = order.filter((one) => one !== id);
  const place = Math.max(0, Math.min(rest.length, order.indexOf(id) + by));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

const ORDER = {
  how: {
    da: "Flyt trinnene med pilene, eller træk i håndtaget. På tastaturet flytter Alt og pil op eller ned det trin, du står på.",
    en: "Move the steps with the arrows, or drag the handle. On the keyboard, Alt and arrow up or down move the step you are on.",
  },
  untouched: { da: "Ikke besvaret endnu.", en: "Not answered yet." },
  stands: { da: "Rækkefølgen er rigtig, som den står", en: "The order is right as it stands" },
  steps: { da: "Trinnene", en: "The steps" },
  inPlace: { da: "Står rigtigt", en: "In its place" },
  elsewhere: { da: "Skal stå et andet sted", en: "Belongs somewhere else" },
  why: { da: "Sådan hænger det sammen: ", en: "How it fits together: " },
};

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const practice = task.use === "practice";
  const saver = new Saver(model, () => update(), signal);
  const status = statusLine(saver);
  const shown = task.steps.map((/** @type {any} */ step) => step.id);
  let dragging = false;

  const order = () => saver.value() ?? shown;
  const rows = new Map(task.steps.map((/** @type {any} */ step) => [step.id, row(step)]));
  const name = `kv-steps-${task.id}`;
  const list = h("ol", { class: "kv-steps", role: "list", tabindex: "-1", "aria-labelledby": name, "aria-describedby": `kv-prompt-${task.id} kv-how-${task.id}` });
  const told = h("span", { role: "status", class: "kv-hidden" });
  const outcome = h("div", { "aria-live": "polite" });
  const check = h("button", { type: "button", class: "kv-button", click: () => saver.send("check", order()) }, t(WORDS.check));
  const retry = h("button", { type: "button", class: "kv-button kv-quiet", hidden: true, click: () => settle(order()) }, t(WORDS.retry));
  const stands = h("button", { type: "button", class: "kv-button kv-quiet", click: () => settle(order()) }, t(ORDER.stands));
  const untouched = h("div", { class: "kv-untouched" }, h("p", {}, t(ORDER.untouched)), stands);

  /** Save an order without moving anything; the button that was pressed goes away, so focus goes to the steps. @param {string[]} value */
  function settle(value) {
    saver.send("save", value);
    list.focus();
  }

  /** @param {string} id @param {number} by @param {any} [control] what keeps the focus */
  function step(id, by, control) {
    const before = order();
    const after = move(before, id, by);
    const stuck = stuckAt(before.indexOf(id), before.length, by);
    if (!stuck) saver.send("save", after);
    control?.focus();
    if (stuck) told.replaceChildren(t(stuck));
    else announce(id, after);
  }

  /** @param {string} id @param {string[]} order */
  function announce(id, order) {
    const place = order.indexOf(id) + 1;
    told.replaceChildren(t({ da: `Trin ${place} af ${order.length}`, en: `Step ${place} of ${order.length}` }));
  }

  /** One step. @param {any} item */
  function row(item) {
    const mover = (/** @type {number} */ by, /** @type {string} */ arrow, /** @type {Both} */ label) =>
      h(
        "button",
        { type: "button", class: "kv-move", click: (/** @type {any} */ event) => step(item.id, by, event.currentTarget) },
        h("span", { "aria-hidden": "true" }, arrow),
        h("span", { class: "kv-hidden" }, t({ da: `${label.da}: ${item.text.da}`, en: `${label.en}: ${item.text.en}` })),
      );
    const up = mover(-1, "↑", { da: "Flyt op", en: "Move up" });
    const down = mover(1, "↓", { da: "Flyt ned", en: "Move down" });
    const place = h("span", { class: "kv-place", "aria-hidden": "true" });
    const why = h("div", { class: "kv-step-why" });
    const handle = h("span", { class: "kv-handle", "aria-hidden": "true" }, "⠿");
    const element = h(
      "li",
      { class: "kv-step", keydown: (/** @type {any} */ event) => arrows(event, item.id) },
      h("div", { class: "kv-step-row" }, handle, place, h("span", { class: "kv-step-text" }, t(item.text)), h("span", { class: "kv-moves" }, up, down)),
      why,
    );
    handle.addEventListener("pointerdown", (/** @type {any} */ event) => grab(event, handle, element));
    return { id: item.id, element, up, down, place, why };
  }

  /** @param {any} event @param {string} id */
  function arrows(event, id) {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[/** @type {"ArrowUp"} */ (event.key)] : undefined;
    if (!by) return;
    event.preventDefault();
    step(id, by, document.activeElement);
  }

  /** Drag a step: the others make room for it, and letting go saves; Escape or a lost pointer puts it back.
   * @param {any} event @param {any} handle @param {any} element */
  function grab(event, handle, element) {
    if (event.button !== 0 || dragging) return;
    event.preventDefault();
    dragging = true;
    const start = event.clientY - element.getBoundingClientRect().top;
    const over = new AbortController();
    element.dataset.dragging = "true";
    handle.setPointerCapture?.(event.pointerId);
    const end = (/** @type {boolean} */ keep) => {
      over.abort();
      dragging = false;
      delete element.dataset.dragging;
      element.style.transform = "";
      const after = [...list.children].map((child) => [...rows.values()].find((one) => one.element === child)?.id);
      const id = [...rows.values()].find((one) => one.element === element)?.id;
      if (keep && !same(after, order())) {
        saver.send("save", after);
        announce(id, after);
      }
      update();
    };
    const options = { signal: over.signal };
    handle.addEventListener("pointermove", (/** @type {any} */ moved) => follow(moved.clientY, element, start), options);
    handle.addEventListener("pointerup", () => end(true), options);
    handle.addEventListener("pointercancel", () => end(false), options);
    document.addEventListener("keydown", (key) => key.key === "Escape" && end(false), { ...options, capture: true });
    signal.addEventListener("abort", () => end(false), options);
  }

  /** Keep the dragged step under the pointer; only its neighbours move in the list, so that it keeps the pointer.
   * @param {number} y @param {any} element @param {number} start */
  function follow(y, element, start) {
    const middle = (/** @type {any} */ other) => {
      const box = other.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    while (element.previousElementSibling && y < middle(element.previousElementSibling)) element.after(element.previousElementSibling);
    while (element.nextElementSibling && y > middle(element.nextElementSibling)) element.before(element.nextElementSibling);
    element.style.transform = "";
    element.style.transform = `translateY(${y - start - element.getBoundingClientRect().top}px)`;
    number();
    element.scrollIntoView({ block: "nearest" });
  }

  function number() {
    [...rows.values()].forEach((one) => one.place.replaceChildren(String([...list.children].indexOf(one.element) + 1)));
  }

  /** Put the rows in order, moving only what stands elsewhere, with the focus where it was. @param {string[]} placed */
  function arrange(placed) {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    placed.forEach((id, index) => {
      const { element, up, down } = rows.get(id);
      if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === placed.length - 1));
    });
    if (focused && document.activeElement !== focused) /** @type {any} */ (focused).focus();
    number();
  }

  function update() {
    status.update();
    if (dragging) return;
    const feedback = saver.pending ? null : model.get("feedback");
    arrange(order());
    for (const { id, element, why } of rows.values()) {
      const item = feedback?.items[id];
      element.dataset.state = item ? (item.right ? "right" : "wrong") : "";
      patch(why, item ?? null, () => [item && mark(item.right)]);
    }
    untouched.hidden = practice || saver.value() !== null;
    retry.hidden = !feedback || feedback.fraction === 1;
    patch(outcome, feedback, () => [verdict(feedback), feedback?.why && h("div", { class: "kv-why", "data-right": feedback.fraction === 1 }, h("strong", {}, t(ORDER.why)), t(feedback.why))]);
  }

  onChange(model, ["answer", "feedback"], update, signal);
  const body = h("div", {}, h("h4", { class: "kv-hidden", id: name }, t(ORDER.steps)), h("p", { class: "kv-help kv-how", id: `kv-how-${task.id}` }, t(ORDER.how)), list, told);
  el.replaceChildren(frame(task, body, h("div", { class: "kv-foot" }, practice ? [check, retry, outcome] : untouched, status.element)));
  update();
  saver.resume();
}

/** Whether a step stands where it belongs. @param {boolean} right @returns {any} */
function mark(right) {
  return h("p", { class: "kv-mark", "data-right": right }, right ? "✓ " : "✗ ", t(right ? ORDER.inPlace : ORDER.elsewhere));
}

export default { render };
