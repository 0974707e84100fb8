// @ts-check
// Buttons that cannot always be used. They can always be reached, look as they are, and say why: beside them, and aloud when they are pressed.

const HINDERED = {
  first: { da: "Det står allerede øverst.", en: "It is already at the top." },
  last: { da: "Det står allerede nederst.", en: "It is already at the bottom." },
};

/** A button that acts only while nothing hinders it; `show` says anew whether anything does, `elements` are the button and its reason.
 * @param {string} id @param {Both} label @param {() => Both|null} hindered why it cannot be used now, or null @param {() => void} act
 * @returns {{elements: any[], button: any, show: () => void}} */
function patientButton(id, label, hindered, act) {
  const why = h("span", { class: "kv-hindered", id: `${id}-why` });
  const told = h("span", { role: "status", class: "kv-hidden" });
  const button = h("button", { type: "button", class: "kv-button", "aria-describedby": `${id}-why`, click: press }, t(label));
  function press() {
    const reason = hindered();
    told.replaceChildren(...(reason ? [t(reason)] : []));
    if (!reason) act();
  }
  const show = () => {
    const reason = hindered();
    button.setAttribute("aria-disabled", String(reason !== null));
    patch(why, reason, () => [reason && t(reason)]);
    if (!reason) told.replaceChildren();
  };
  return { elements: [button, why, told], button, show };
}

/** Why something in a list cannot be moved this way, or null. @param {number} place @param {number} count @param {number} by @returns {Both|null} */
function stuckAt(place, count, by) {
  if (by < 0 && place === 0) return HINDERED.first;
  return by > 0 && place === count - 1 ? HINDERED.last : null;
}
