// The warning before a sign-in ends, with time to go on (WCAG 2.2, 2.2.1). Nothing that is typed is touched, the focus
// stays where it is, and nothing is kept in the browser. Other tabs are told when one of them goes on.
const section = document.querySelector(".proviso-ending");
const warning = section.querySelector(".proviso-ending__warning");
const alert = warning.querySelector("[role=alert]");
const form = warning.querySelector("form");
const tabs = new BroadcastChannel("proviso-sign-in");

// What gets the focus is scrolled clear of the warning, however high that is (2.4.11).
new ResizeObserver(() => {
  document.documentElement.style.setProperty("--ending-height", `${section.offsetHeight + 10}px`);
}).observe(section);

const SECONDS_TO_READ = 20;

let { at, mayGoOn } = section.dataset;
let ends = Date.now() + 1000 * Number(section.dataset.seconds);
let stage = "";

const say = (words) => {
  warning.hidden = false;
  section.classList.add("proviso-ending--shown");
  // Words that come a moment after their place are read out by every screen reader.
  setTimeout(() => { alert.textContent = words.replace("{at}", at); }, 100);
};

const look = () => {
  const left = ends - Date.now();
  const now = left <= 0 ? "over" : left > 1000 * Number(section.dataset.warn) ? "" : mayGoOn === "yes" ? "soon" : "last";
  if (now === stage) return;
  stage = now;
  form.hidden = now !== "soon";
  if (now) say(section.dataset[now]);
};

const goOn = (told) => {
  ends = told.ends;
  at = told.at;
  mayGoOn = told.mayGoOn;
  const was = stage;
  stage = "";
  form.hidden = true;
  if (was) say(section.dataset.on);
  look();
  setTimeout(() => {
    if (stage) return;
    warning.hidden = true;
    section.classList.remove("proviso-ending--shown");
  }, 1000 * SECONDS_TO_READ);
};

tabs.addEventListener("message", ({ data }) => { if (data.ends > ends) goOn(data); });
tabs.postMessage({ ends, at, mayGoOn });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    if (answer.status >= 500) throw new Error("The service is broken or busy");
    if (!answer.ok) {
      ends = 0;
      look();
      return;
    }
    const { seconds, at: until, mayGoOn: further } = await answer.json();
    const told = { ends: Date.now() + 1000 * seconds, at: until, mayGoOn: further ? "yes" : "no" };
    goOn(told);
    tabs.postMessage(told);
  } catch {
    say(section.dataset.failed);
  }
});

setInterval(look, 1000);
document.addEventListener("visibilitychange", look);
look();
