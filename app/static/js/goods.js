// Products outside cards: tiles, the short list beside the feed, a product's own page. They are drawn with their page, so
// the page is asked for again and only what shows these products is swapped.
import { initCarousels } from "./carousel.js";
import { RequestFailed, send } from "./http.js";
import { say } from "./text.js";
import { paintPlaceholders } from "./thumbhash.js";
import { refreshTimes } from "./time.js";
import { announce } from "./toast.js";

export function wake(root) {
  initCarousels(root);
  paintPlaceholders(root);
  refreshTimes(root);
}

const loose = (root, wanted) => [...root.querySelectorAll("[data-product]")].filter((item) => !item.closest(".post-card") && wanted(item));

/** Draw anew the products for which `wanted(element)`; one that the page no longer lists leaves its list. */
export async function refreshGoods(wanted) {
  if (!loose(document, wanted).length) return;
  const page = await thisPageNow();
  const taken = new Map();
  for (const old of loose(document, wanted)) {
    const id = old.dataset.product;
    const nth = taken.get(id) ?? 0;
    taken.set(id, nth + 1);
    const fresh = loose(page, (item) => item.dataset.product === id)[nth];
    if (fresh) swap(old, fresh);
    else old.closest("li")?.remove();
  }
}

async function thisPageNow() {
  try {
    const answer = await send(location.href, { headers: { Accept: "text/html" } });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch (error) {
    if (error instanceof RequestFailed && error.status === 404) location.reload(); // the page itself was taken down
    throw error;
  }
}

function swap(old, fresh) {
  const [from, to] = [old.querySelector(".product-words") ?? old, fresh.querySelector(".product-words") ?? fresh];
  if (from.isEqualNode(to)) return;
  const [was, now] = [from.querySelector("[data-price]"), to.querySelector("[data-price]")];
  if (now && was?.value !== now.value) {
    now.classList.add("is-new");
    announce(say("price_changed", { name: to.querySelector(".tile-title, .product-title, .mini-title")?.textContent ?? "", price: now.value }));
  }
  from.replaceWith(to);
  wake(to);
}
