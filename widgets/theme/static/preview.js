// @ts-check
// A module while it is being written: what `check` finds stands in a corner, and the page is loaded again when a saved file can be shown.

const LOOK_MS = 700;
const STATE = `${document.body.dataset.base ?? "/"}preview`;
/** @typedef {{place: string, da: string, en: string}} Problem */
/** @type {number | null} */
let shown = null;
let said = "";

const corner = document.createElement("details");
corner.className = "preview";
const summary = corner.appendChild(document.createElement("summary"));
const list = corner.appendChild(document.createElement("ol"));
summary.setAttribute("role", "status");
document.body.append(corner);

/** @param {string} da @param {string} en @param {HTMLElement} into */
function both(da, en, into) {
  for (const [language, text] of Object.entries({ da, en })) {
    const span = into.appendChild(document.createElement("span"));
    span.lang = language;
    span.textContent = text;
  }
}

/** @param {Problem[]} problems */
function tell(problems) {
  const words = JSON.stringify(problems);
  if (words === said) return;
  said = words;
  const number = problems.length;
  summary.replaceChildren();
  if (number) both(`${number} ting skal rettes`, `${number} to correct`, summary);
  else both("Alt er i orden", "Everything is in order", summary);
  corner.dataset.state = number ? "wrong" : "right";
  corner.open = number > 0;
  list.replaceChildren(
    ...problems.map((one) => {
      const item = document.createElement("li");
      item.appendChild(document.createElement("code")).textContent = one.place;
      both(one.da, one.en, item.appendChild(document.createElement("p")));
      return item;
    }),
  );
}

async function look() {
  try {
    const answer = await fetch(STATE, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const state = await answer.json();
    if (shown !== null && state.version !== shown) location.reload();
    shown = state.version;
    tell(state.problems);
  } catch {
    said = "";
    summary.replaceChildren();
    both("Forhåndsvisningen kører ikke længere", "The preview is not running any more", summary);
    corner.dataset.state = "gone";
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && corner.open) {
    corner.open = false;
    if (corner.contains(document.activeElement)) summary.focus();
  }
});
look();
setInterval(look, LOOK_MS);

export {};
