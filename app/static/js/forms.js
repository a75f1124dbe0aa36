// Forms that answer at once. Each is a plain POST form first; a failure puts everything back and says so.
import { RequestFailed, send } from "./http.js";
import { say } from "./text.js";
import { toast, toastFailure } from "./toast.js";

const FAILED = { follow: "follow_failed", like: "save_failed", save: "save_failed" };

/** Every copy of the same button on the page (a brand is followed in the feed and in the aside). */
function twins(form) {
  const path = new URL(form.action).pathname;
  return [...document.querySelectorAll("form[data-optimistic]")].filter((other) => new URL(other.action).pathname === path);
}

function paint(form, on) {
  const button = form.querySelector("button[name=on]");
  button.setAttribute("aria-pressed", String(on));
  button.value = on ? "0" : "1";
  const count = form.querySelector("[data-count]");
  if (count) count.textContent = String(Math.max(0, Number(count.textContent || 0) + (on ? 1 : -1)) || "");
}

function announce(form, on) {
  const kind = form.dataset.optimistic;
  if (kind === "follow") document.dispatchEvent(new Event("vitrine:follow"));
  if (kind === "follow") toast(say(on ? "followed" : "unfollowed", { name: form.dataset.name }), { tone: "good", action: on ? null : undo(form) });
  if (kind === "save") toast(say(on ? "saved" : "unsaved"), { tone: "good", action: on ? null : undo(form) });
}

const undo = (form) => ({ text: say("undo"), run: () => form.requestSubmit(form.querySelector("button[name=on]")) });

async function flip(form, on) {
  const all = twins(form);
  all.forEach((twin) => paint(twin, on));
  const body = new URLSearchParams({ on: on ? "1" : "0" });
  try {
    await send(form.action, { method: "POST", form: body });
    announce(form, on);
  } catch (error) {
    all.forEach((twin) => paint(twin, !on));
    if (error instanceof RequestFailed && error.status === 401) location.assign(`/login?next=${encodeURIComponent(location.pathname)}`);
    else toastFailure(error, FAILED[form.dataset.optimistic] ?? "save_failed", () => flip(form, on));
  }
}

function onSubmit(event) {
  const form = event.target;
  if (form.matches("[data-optimistic]")) {
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    flip(form, form.querySelector("button[name=on]").value === "1").finally(() => delete form.dataset.busy);
    return;
  }
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("data-busy", "");
}

function wireCounter(area) {
  const line = document.createElement("p");
  line.className = "field-count";
  line.setAttribute("aria-hidden", "true");
  const show = () => (line.textContent = `${[...area.value].length} / ${area.dataset.countTo}`);
  area.after(line);
  area.addEventListener("input", show);
  show();
}

export function initForms() {
  document.addEventListener("submit", onSubmit);
  // A page taken back from the browser's cache must be usable again.
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    document.querySelectorAll("[data-busy]").forEach((button) => button.removeAttribute("data-busy"));
  });
  document.querySelectorAll("textarea[data-count-to]").forEach(wireCounter);
  document.querySelector("[data-error-summary]")?.focus();
}
