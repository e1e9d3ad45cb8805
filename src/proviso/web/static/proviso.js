// The makers' components, and a behaviour of ours: a question that goes with several options of another is hidden
// until one of them is chosen. Without scripts it is shown, and says with which options it goes.
import { initAll } from "./govuk/govuk-frontend-6.3.0.min.js";

// The makers' script says aria-expanded of a radio button that reveals something; ARIA has it for checkboxes, not radios.
new MutationObserver((changes) => {
  for (const { target } of changes) if (target.type === "radio") target.removeAttribute("aria-expanded");
}).observe(document.body, { subtree: true, attributeFilter: ["aria-expanded"] });

initAll();

for (const follower of document.querySelectorAll("[data-follows]")) {
  const where = follower.dataset.where.split(" ");
  const inputs = document.getElementsByName(follower.dataset.follows);
  const show = () => {
    follower.hidden = ![...inputs].some((input) => input.checked && where.includes(input.value));
  };
  for (const input of inputs) input.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}
