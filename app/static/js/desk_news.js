// The desk's list asks every 30 s what joined it, and says so above it. Nothing moves: the list comes when one asks for it.
import { send } from "./http.js";

const EVERY_MS = 30000;

async function ask(link) {
  if (document.hidden) return;
  const answer = await send(link.dataset.deskNews, { headers: { Accept: "application/json" } });
  const { count, words } = await answer.json();
  link.hidden = !count;
  if (link.textContent !== words) link.textContent = words;
}

export function initDeskNews() {
  const link = document.querySelector("[data-desk-news]");
  if (!link) return;
  const quietly = () => ask(link).catch(() => {}); // the next one tries again
  setInterval(quietly, EVERY_MS);
  document.addEventListener("visibilitychange", quietly);
}
