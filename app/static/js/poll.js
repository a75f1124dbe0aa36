// <section id data-poll="1500">: fetch this page again every so often and swap the section, until it no longer asks for it.
import { fetchFragment } from "./http.js";
import { refreshTimes } from "./time.js";

const LONGEST_MS = 15000;

async function follow(section, delay) {
  await new Promise((done) => setTimeout(done, delay));
  let next = section;
  try {
    const { page } = await fetchFragment(location.href);
    const fresh = page.getElementById(section.id);
    if (!fresh) return;
    next = document.adoptNode(fresh);
    section.replaceWith(next);
    refreshTimes(next);
    if (!next.dataset.poll) location.reload(); // what stands around it changed too
  } catch {
    delay = Math.min(delay * 2, LONGEST_MS);
  }
  if (next.dataset.poll) follow(next, Math.min(delay * 1.15, LONGEST_MS));
}

export function initPolls() {
  document.querySelectorAll("[data-poll]").forEach((section) => follow(section, Number(section.dataset.poll)));
}
