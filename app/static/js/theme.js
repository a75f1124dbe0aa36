// Light, dark, or as the system. Kept in a cookie, so that the server draws the right one at once.
const YEAR_SECONDS = 31536000;

function remember(theme) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${theme ? YEAR_SECONDS : 0}; SameSite=Lax${secure}`;
}

export function initTheme() {
  const root = document.documentElement;
  for (const group of document.querySelectorAll("[data-theme-switch]")) {
    const show = () => {
      const now = root.dataset.theme ?? "";
      for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === now));
    };
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.value) root.dataset.theme = button.value;
      else delete root.dataset.theme;
      remember(button.value);
      show();
    });
    show();
  }
}
