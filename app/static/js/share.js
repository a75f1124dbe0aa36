// Share with the system's sheet where there is one, else copy the link. Without JavaScript it is a plain link.
import { say } from "./text.js";
import { toast } from "./toast.js";

export function initShare() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-share]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (!navigator.share && !navigator.clipboard) return;
    event.preventDefault();
    try {
      if (navigator.share) await navigator.share({ url: link.href, title: link.dataset.share });
      else {
        await navigator.clipboard.writeText(link.href);
        toast(say("link_copied"), { tone: "good" });
      }
    } catch (error) {
      if (error.name !== "AbortError") location.assign(link.href);
    }
  });
}
