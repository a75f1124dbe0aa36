// What every surface does.
import { initCarousels } from "./carousel.js";
import { initDialogs } from "./dialog.js";
import { initDots } from "./dots.js";
import { initForms } from "./forms.js";
import { initTabs } from "./tabs.js";
import { initTheme } from "./theme.js";
import { paintPlaceholders } from "./thumbhash.js";
import { initTimes } from "./time.js";
import { initToasts } from "./toast.js";

export function initCommon() {
  paintPlaceholders();
  initCarousels();
  initDots();
  initForms();
  initTabs();
  initDialogs();
  initTheme();
  initTimes();
  initToasts();
}
