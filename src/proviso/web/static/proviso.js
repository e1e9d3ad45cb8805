// The makers' components, and two behaviours of ours. A question that goes with several options of another is hidden
// until one of them is chosen. Without scripts it is shown, and says with which options it goes.
import { CharacterCount, initAll } from "./govuk/govuk-frontend-6.3.0.min.js";

// The makers' script says aria-expanded of a radio button that reveals something; ARIA has it for checkboxes, not radios.
new MutationObserver((changes) => {
  for (const { target } of changes) if (target.type === "radio") target.removeAttribute("aria-expanded");
}).observe(document.body, { subtree: true, attributeFilter: ["aria-expanded"] });

// The counter counts as the server does: without the space around an answer, and each character once, however many units
// the browser keeps it in. (The space is what Python takes for space, which is not quite what a browser does.)
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const AROUND = new RegExp(`^${SPACE}|${SPACE}$`, "g");
CharacterCount.prototype.updateCount = function () {
  this.count = [...this.$textarea.value.replace(AROUND, "")].length;
};

initAll();

// One press for a list of questions that mostly have the same answer. Each is still there to be seen and changed.
for (const shortcut of document.querySelectorAll(".proviso-at-once")) {
  const [button, said] = shortcut.children;
  shortcut.hidden = false;
  button.addEventListener("click", () => {
    for (const name of shortcut.dataset.names.split(" ")) {
      const input = [...document.getElementsByName(name)].find((one) => one.value === shortcut.dataset.value);
      input.click();
    }
    button.focus();
    said.textContent = said.dataset.done;
  });
}

for (const follower of document.querySelectorAll("[data-follows]")) {
  // What goes with some options shows where one is chosen; what some options answer shows unless one is.
  const unless = "unless" in follower.dataset;
  const where = (unless ? follower.dataset.unless : follower.dataset.where).split(" ");
  const inputs = document.getElementsByName(follower.dataset.follows);
  const show = () => {
    follower.hidden = [...inputs].some((input) => input.checked && where.includes(input.value)) === unless;
  };
  for (const input of inputs) input.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}

// A box of one line prints no more than fits into it: print.css prints what is typed into it in its place.
window.addEventListener("beforeprint", () => {
  for (const box of document.querySelectorAll(".govuk-input:not(.govuk-password-input__input)")) {
    box.parentElement.dataset.typed = box.value;
  }
});
