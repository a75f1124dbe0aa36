// Single-letter shortcuts for the desk. They never fire with a modifier, while typing, inside a dialog, or when switched
// off (WCAG 2.1.4); screen readers in browse mode keep their own keys since nothing here is a global role.
import { say } from "./text.js";
import { toast } from "./toast.js";

const STORE = "desk-shortcuts";
let on = localStorage.getItem(STORE) !== "off";

const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]") !== null;

function step(by) {
  const links = [...document.querySelectorAll("[data-case]")];
  const now = links.findIndex((link) => link.getAttribute("aria-current"));
  const next = links[now + by];
  if (next) location.assign(next.href);
}

/** All pictures of the case at once: shown, or blurred again, as the first of them turns. */
function reveal(kind) {
  const boxes = [...document.querySelectorAll(`[data-reveal="${kind}"]`)];
  const shown = !boxes[0]?.checked;
  for (const box of boxes) box.checked = shown;
}

const OWN = { j: () => step(1), k: () => step(-1), b: () => reveal("sharp"), g: () => reveal("colour") };

function onKey(event) {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || typing(event.target)) return;
  const key = event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  const reason = /^[1-9]$/.test(key) && document.querySelectorAll(".reasons input")[Number(key) - 1];
  if (button) button.click();
  else if (reason) reason.click();
  else if (OWN[key]) OWN[key]();
  else return;
  event.preventDefault();
}

export function initKeys() {
  const button = document.querySelector("[data-keys-switch]");
  const show = () => {
    button?.setAttribute("aria-pressed", String(on));
    document.body.classList.toggle("keys-off", !on);
  };
  button?.addEventListener("click", () => {
    on = !on;
    localStorage.setItem(STORE, on ? "on" : "off");
    toast(say(on ? "shortcuts_on" : "shortcuts_off"));
    show();
  });
  document.addEventListener("keydown", onKey);
  show();
}
