// Small open things (product dots, "why this post", menus) close on Escape and on a click elsewhere. They open without us.
const OPEN = "details.dot[open], details.why[open], details.menu[open], details.switch[open]";

export function initDots() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll(OPEN)) {
      const inside = open.contains(document.activeElement);
      open.open = false;
      if (inside) open.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll(OPEN)) if (!open.contains(event.target)) open.open = false;
  });
}
