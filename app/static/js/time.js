// "4 min ago" in the reader's language, refreshed once a minute. The date stays in the title and for those without JavaScript.
import { language } from "./text.js";

const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
const STEPS = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86400],
];
const WEEK_SECONDS = 604800;

function words(moment) {
  const seconds = (moment - Date.now()) / 1000;
  if (Math.abs(seconds) >= WEEK_SECONDS) return null;
  let [unit, size] = STEPS[0];
  for (const [name, length] of STEPS) if (Math.abs(seconds) >= length) [unit, size] = [name, length];
  return relative.format(Math.trunc(seconds / size), unit);
}

export function refreshTimes(root = document) {
  for (const time of root.querySelectorAll("time[data-ago]")) {
    const moment = Date.parse(time.dateTime);
    if (Number.isNaN(moment)) continue;
    time.title ||= full.format(moment);
    const text = words(moment);
    if (text) time.textContent = text;
  }
}

export function initTimes() {
  refreshTimes();
  setInterval(refreshTimes, 60000);
}
