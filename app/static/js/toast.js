// One calm line at the bottom of the page. The region is in the page from the start, so screen readers hear it.
import { say } from "./text.js";

const STAY_MS = 6000;

function icon(name) {
  const href = document.querySelector("use")?.getAttribute("href")?.split("#")[0] ?? "/static/icons.svg";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${href}#${name}`);
  svg.append(use);
  return svg;
}

function dismissLater(toast, after) {
  let timer;
  const start = () => {
    timer = setTimeout(() => {
      toast.classList.add("is-leaving");
      setTimeout(() => toast.remove(), 220);
    }, after);
  };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", start);
  start();
}

/** Show a line. tone: "good" | "bad" | "" ; action: {text, run}. Returns the element. */
export function toast(text, { tone = "", action = null, stayMs = STAY_MS } = {}) {
  const region = document.getElementById("toasts");
  if (!region) return null;
  const box = document.createElement("div");
  box.className = `toast${tone ? ` toast-${tone}` : ""}`;
  const words = document.createElement("p");
  words.className = "toast-text";
  words.textContent = text;
  box.append(icon(tone === "bad" ? "circle-alert" : tone === "good" ? "circle-check" : "info"), words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "toast-do";
    button.textContent = action.text;
    button.addEventListener("click", () => {
      box.remove();
      action.run();
    });
    box.append(button);
  }
  while (region.children.length > 2) region.firstElementChild.remove();
  region.append(box);
  dismissLater(box, stayMs);
  return box;
}

/** For screen readers only: a change that sighted people see happen in its place. */
export function announce(text) {
  const line = document.createElement("p");
  line.className = "visually-hidden";
  line.textContent = text;
  document.getElementById("toasts")?.append(line);
  setTimeout(() => line.remove(), 4000);
}

/** The sentence for a failed request, by its kind. */
export function toastFailure(error, fallbackKey, retry = null) {
  const key = error.status === 401 || error.status === 403 ? "signed_out" : error.status === 429 ? "too_fast" : fallbackKey;
  toast(error.problem?.detail ?? say(key), { tone: "bad", action: retry && { text: say("retry"), run: retry } });
}

/** Flashed messages drawn by the server leave too, errors excepted. */
export function initToasts() {
  document.querySelectorAll("#toasts > .toast:not(.toast-bad)").forEach((box) => dismissLater(box, STAY_MS));
}
