// One brand that posts a lot does not push the others away: after three posts of it in a row the rest wait behind a
// line that says how many they are. Nothing is lost or moved: the cards stay in their places, and one tap shows them.
// Without this script they are all shown.
import { say } from "./text.js";

const IN_A_ROW = 3;
const opened = new Set(); // posts that the reader asked for stay shown
let feed = null;
let queued = false;

const cardsOf = () => [...feed.querySelectorAll(":scope > .post-card[data-post]")];
const isBelow = (card) => card.getBoundingClientRect().top > innerHeight;

/** The longest stretches of one brand's cards, in order. */
function runsOf(cards) {
  const runs = [];
  for (const card of cards) {
    const last = runs.at(-1);
    if (last && last[0].dataset.brand === card.dataset.brand) last.push(card);
    else runs.push([card]);
  }
  return runs;
}

function lineFor(rest) {
  const line = document.createElement("p");
  line.className = "run-more";
  line.dataset.run = rest.map((card) => card.dataset.post).join(" ");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  const name = rest[0].querySelector(".post-brand-link")?.textContent ?? "";
  button.textContent = rest.length === 1 ? say("run_one", { name }) : say("run_many", { count: rest.length, name });
  button.addEventListener("click", () => {
    for (const card of rest) opened.add(card.dataset.post);
    fold();
    rest[0].querySelector(".post-brand-link")?.focus({ preventScroll: true });
  });
  line.append(button);
  return line;
}

/** Hide what is too much of one brand, but nothing that a reader has before their eyes or scrolled past. */
function fold() {
  queued = false;
  const lines = new Map([...feed.querySelectorAll(":scope > .run-more")].map((line) => [line.dataset.run, line]));
  for (const run of runsOf(cardsOf())) {
    const rest = run.slice(IN_A_ROW).filter((card) => !opened.has(card.dataset.post) && (card.hidden || isBelow(card)));
    for (const card of run) if (card.hidden !== rest.includes(card)) card.hidden = rest.includes(card);
    if (!rest.length) continue;
    const name = rest.map((card) => card.dataset.post).join(" ");
    const line = lines.get(name) ?? lineFor(rest);
    lines.delete(name);
    if (rest[0].previousElementSibling !== line) rest[0].before(line);
  }
  for (const line of lines.values()) line.remove();
}

export function initRuns() {
  feed = document.querySelector("[data-feed][data-runs]");
  if (!feed) return;
  fold();
  new MutationObserver(() => {
    if (!queued) queueMicrotask(fold);
    queued = true;
  }).observe(feed, { childList: true });
}
