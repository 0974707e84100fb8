// @ts-check
// A page whose server ended half-way through it has no end: the reader is told, with a button. This script runs beside the page (async), since a
// browser runs none that wait for the end of a page that never came, and tells nobody that it will not come.

// In a block: a name that another script of the page has too would keep the later of the two from running at all.
{
  /** How long the end may be away before the reader is told, in milliseconds. */
  const PATIENCE = 4000;
  const lookEvery = 250;
  const begun = performance.now();

  const look = () => {
    const told = document.getElementById("cut");
    const whole = document.getElementById("end") !== null;
    told?.toggleAttribute("hidden", whole || performance.now() - begun < PATIENCE);
    if (!whole) setTimeout(look, lookEvery);
  };
  look();

  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("#cut button")) location.reload();
  });
}
