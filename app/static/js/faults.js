// What a refused form says of a field goes once the field is changed: in its place, and in the list above the form.
// `data-clears="<id>"` around a field: changing it also mends what is said of another one.

function leave(names) {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary) return;
  for (const name of names) for (const link of summary.querySelectorAll(`a[href="#${CSS.escape(name)}"]`)) link.closest("li").remove();
  if (!summary.querySelector("li")) summary.remove();
}

function clear(seat) {
  const names = [seat, ...seat.querySelectorAll("[id]")].map((one) => one.id).filter(Boolean);
  seat.classList.remove("has-error");
  for (const words of seat.querySelectorAll(".field-error")) words.remove();
  for (const field of seat.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => document.getElementById(id));
    if (others.length) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  }
  leave(names);
}

function onChange({ target }) {
  if (!(target instanceof Element) || target.matches("[type=search]")) return; // looking for something changes nothing
  const other = document.getElementById(target.closest("[data-clears]")?.dataset.clears ?? "");
  for (const seat of [target.closest(".has-error"), other?.closest(".has-error")]) if (seat) clear(seat);
}

export function initFaults() {
  for (const name of ["input", "change"]) document.addEventListener(name, onChange);
}
