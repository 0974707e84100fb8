// @ts-check
// Days, and a field for one.

/** The first and the last day that the kernel takes. */
const DAYS = ["2000-01-01", "2099-12-31"];
const DAY_WORDS = {
  outside: { da: "Ikke gemt: Skriv en hel dato i årene 2000–2099.", en: "Not saved: write a whole date in the years 2000–2099." },
};

/** Today where the reader is, as a day is saved. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** A kept day as one writes it: 4.12.2026. @param {string} day */
function shownDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  const english = new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return { da: `${date}.${month}.${year}`, en: english };
}

/** A field for a day. What is no day the kernel takes stays in the field, is told, and is not saved.
 * @param {{id: string, labelledby: string, describedby?: string, chosen: (day: string, fits: boolean) => void}} about */
function dayField({ id, labelledby, describedby = "", chosen }) {
  const input = h("input", { type: "date", id, min: DAYS[0], max: DAYS[1], class: "kv-day", "aria-labelledby": labelledby, "aria-describedby": `${describedby} ${id}-told`.trim(), change });
  const told = h("p", { class: "kv-room", id: `${id}-told`, role: "status", "data-over": "true" });
  const fits = () => !input.validity.badInput && (!input.value || (input.value >= DAYS[0] && input.value <= DAYS[1]));
  const say = () => {
    input.setAttribute("aria-invalid", String(!fits()));
    patch(told, fits(), () => [!fits() && t(DAY_WORDS.outside)]);
  };
  function change() {
    say();
    chosen(input.value, fits());
  }
  /** @param {string} day */
  const show = (day) => {
    if (input.value !== day && (fits() || day)) input.value = day;
    say();
  };
  return { element: h("div", { class: "kv-field" }, input, told), input, show, fits };
}
