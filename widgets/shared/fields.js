// @ts-check
// Fields to write in.

/** Numbers of characters left at which a screen reader is told. */
const NEAR = [0, 20, 50, 100];

/** How many characters a text has, counted as the kernel counts them. @param {string} text */
function characters(text) {
  return [...text].length;
}

/** A field that grows with its text and says when there is little room left. What is written is never cut: a text too long is kept here and told.
 * @param {{id: string, labelledby: string, describedby: string, rows: number, limit: number, typed: (text: string, fits: boolean) => void, left: () => void}} about */
function textField({ id, labelledby, describedby, rows, limit, typed, left }) {
  const area = h("textarea", { id, rows, "aria-labelledby": labelledby, "aria-describedby": `${describedby} ${id}-room`.trim(), blur: left });
  const grow = h("div", { class: "kv-grow" }, area);
  const room = h("p", { class: "kv-room", id: `${id}-room` });
  const told = h("span", { role: "status", class: "kv-hidden" });
  const fits = () => characters(area.value) <= limit;
  const count = () => {
    grow.dataset.text = area.value;
    const over = characters(area.value) - limit;
    const near = over > -Math.min(300, limit / 5);
    area.setAttribute("aria-invalid", String(over > 0));
    room.dataset.over = String(over > 0);
    patch(room, near && over, () => [near && t(roomLeft(over))]);
    const step = over > 0 ? "over" : near && NEAR.find((one) => -over <= one);
    patch(told, step, () => [(step || step === 0) && t(roomLeft(over))]);
  };
  area.addEventListener("input", () => {
    count();
    typed(area.value, fits());
  });
  /** Show a text from outside; does nothing when it stands there already, so that the caret stays. @param {string} text */
  const show = (text) => {
    if (area.value !== text) {
      const [from, to] = [area.selectionStart, area.selectionEnd];
      area.value = text;
      if (document.activeElement === area) area.setSelectionRange(from, to);
    }
    count();
  };
  return { element: h("div", { class: "kv-field" }, grow, room, told), area, show, fits };
}

/** @param {number} over how many characters too many; negative when there is room @returns {Both} */
function roomLeft(over) {
  if (over > 0) {
    return { da: `${over} tegn for meget. Teksten gemmes, når den er forkortet.`, en: `${over} characters too many. The text is saved when it is shortened.` };
  }
  return { da: `Plads til ${-over} tegn mere`, en: `Room for ${-over} more characters` };
}
