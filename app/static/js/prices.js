// A product's prices: one typed for all sizes of a market is filled in at once, to be seen and mended before it is saved.
import { say } from "./text.js";
import { toast } from "./toast.js";

function fill(form, source) {
  const price = source.value.trim();
  if (!price) return;
  const fields = [...form.querySelectorAll(`[data-market="${CSS.escape(source.dataset.allSizes)}"]`)];
  for (const field of fields) {
    field.value = price;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  source.value = ""; // what stands in the sizes now is what will be saved
  toast(say("sizes_filled", { count: fields.length, price }));
}

export function initPrices() {
  for (const form of document.querySelectorAll("form[data-price-grid]")) {
    for (const source of form.querySelectorAll("[data-all-sizes]")) source.addEventListener("change", () => fill(form, source));
  }
}
