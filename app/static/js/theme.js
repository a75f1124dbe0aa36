// Light, dark, or as the system. A cookie, so that the server draws the right one at once; who is signed in keeps it
// with the account, which then speaks in the cookie's place.
import { send } from "./http.js";

const YEAR_SECONDS = 31536000;

function remember(theme, withAccount) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  // Should this not arrive, the cookie holds here, and goes with the person at the next log-in.
  if (withAccount) send("/preferences", { method: "POST", form: new URLSearchParams({ theme }) }).catch(() => {});
}

export function initTheme() {
  const root = document.documentElement;
  for (const group of document.querySelectorAll("[data-theme-switch]")) {
    const show = () => {
      const now = root.dataset.theme ?? "system";
      for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === now));
    };
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.value === "system") delete root.dataset.theme;
      else root.dataset.theme = button.value;
      remember(button.value, group.dataset.themeSwitch === "account");
      show();
    });
    show();
  }
}
