// The feed while someone reads it: nothing jumps. New posts wait behind the pill, the next page is added below,
// a changed card is redrawn in its place and a removed one folds away.
import { initCarousels } from "./carousel.js";
import { fetchFragment, send } from "./http.js";
import { say } from "./text.js";
import { paintPlaceholders } from "./thumbhash.js";
import { refreshTimes } from "./time.js";
import { announce, toast } from "./toast.js";

const feed = document.querySelector("[data-feed]");
const pill = document.querySelector("[data-new-posts]");
const waiting = new Set();
let pageBusy = false;
const CARDS_AT_ONCE = 50; // what the server answers at most

const cardOf = (id) => feed?.querySelector(`[data-post="${CSS.escape(id)}"]`);
export const hasFeed = () => feed !== null;
export const shownPosts = () => [...(feed?.querySelectorAll(".post-card[data-post]") ?? [])].map((card) => card.dataset.post);

export function wake(root) {
  initCarousels(root);
  paintPlaceholders(root);
  refreshTimes(root);
}

/** The newest place the page knows; the server writes it on the feed, each page may move it. */
export const cursor = () => feed?.dataset.cursor ?? "";
export function setCursor(value) {
  if (feed && value) feed.dataset.cursor = value;
}

export function holdBack(ids) {
  for (const id of ids) if (!cardOf(id)) waiting.add(id);
  if (!pill || !waiting.size) return;
  pill.querySelector("[data-new-posts-text]").textContent = waiting.size === 1 ? say("new_posts_one") : say("new_posts_many", { count: waiting.size });
  pill.hidden = false;
}

async function fetchCards(ids) {
  const whole = feed?.dataset.full === undefined ? "" : "&full=1"; // a post's own page shows all its words
  const { page } = await fetchFragment(`/fragments/cards?ids=${ids.map(encodeURIComponent).join(",")}${whole}`);
  return new Map([...page.querySelectorAll(".post-card[data-post]")].map((card) => [card.dataset.post, card]));
}

async function showWaiting(event) {
  event.preventDefault();
  const ids = [...waiting].sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1));
  if (ids.length > CARDS_AT_ONCE) return location.assign(pill.href); // so much is new that a fresh page is the honest answer
  try {
    const cards = await fetchCards(ids);
    const fresh = ids.map((id) => cards.get(id)).filter((card) => card && !cardOf(card.dataset.post));
    feed.prepend(...fresh);
    fresh.forEach(wake);
    waiting.clear();
    pill.hidden = true;
    scrollTo({ top: 0, behavior: "smooth" });
    fresh[0]?.querySelector(".post-brand-link")?.focus({ preventScroll: true });
  } catch {
    location.assign(pill.href); // the plain way always works
  }
}

/** Fold the card away and leave one calm line for a moment. */
export function removeCard(id) {
  waiting.delete(id);
  if (pill && !waiting.size) pill.hidden = true;
  const card = cardOf(id);
  if (!card || card.classList.contains("gone")) return;
  const line = document.createElement("p");
  line.className = "gone";
  line.dataset.post = id;
  line.dataset.brand = card.dataset.brand ?? "";
  line.textContent = say("post_gone");
  const above = card.getBoundingClientRect().bottom < 0;
  const before = card.offsetHeight;
  card.replaceWith(line);
  if (above) scrollBy({ top: line.offsetHeight - before, behavior: "instant" });
  else line.animate([{ opacity: 0, blockSize: `${before}px` }, { opacity: 1, blockSize: `${line.offsetHeight}px` }], { duration: still() ? 0 : 240, easing: "ease-out" });
}
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Say and show what changed between the old card and the new one. */
function markChanges(old, fresh) {
  for (const item of fresh.querySelectorAll("[data-product]")) {
    const was = old.querySelector(`[data-product="${CSS.escape(item.dataset.product)}"]`);
    if (!was) continue;
    const name = item.querySelector(".strip-title, .tile-link")?.textContent ?? "";
    const price = item.querySelector("[data-price]");
    if (price && price.value !== was.querySelector("[data-price]")?.value) {
      price.classList.add("is-new");
      announce(say("price_changed", { name, price: price.value }));
    }
    if (item.classList.contains("is-sold-out") && !was.classList.contains("is-sold-out")) announce(say("sold_out", { name }));
  }
}

/** What a card tells: its words, and its products with prices and stock. */
function faceOf(card) {
  const goods = [...card.querySelectorAll("[data-product]")].map((item) => `${item.dataset.product} ${item.className} ${item.textContent}`);
  return [card.querySelector(".post-text")?.textContent ?? "", ...goods].join("|").replace(/\s+/g, " ");
}

function replaceCard(old, fresh) {
  const at = old.querySelector(".carousel-track")?.scrollLeft ?? 0;
  const focus = old.contains(document.activeElement) ? document.activeElement : null;
  const index = focus ? [...old.querySelectorAll("a, button, summary")].indexOf(focus) : -1;
  const before = old.offsetHeight;
  const above = old.getBoundingClientRect().bottom < 0;
  markChanges(old, fresh);
  old.replaceWith(fresh);
  wake(fresh);
  const track = fresh.querySelector(".carousel-track");
  if (track) track.scrollLeft = at;
  if (index >= 0) fresh.querySelectorAll("a, button, summary")[index]?.focus({ preventScroll: true });
  if (above) scrollBy({ top: fresh.offsetHeight - before, behavior: "instant" });
}

/** Redraw these cards from the server; one that it no longer gives is gone. A look round leaves alone what tells the same. */
export async function refreshCards(ids, lookRound = false) {
  for (let rest = ids.filter(cardOf); rest.length; rest = rest.slice(CARDS_AT_ONCE)) {
    const here = rest.slice(0, CARDS_AT_ONCE);
    const cards = await fetchCards(here);
    for (const id of here.filter(cardOf)) {
      const fresh = cards.get(id);
      if (!fresh) removeCard(id);
      else if (!lookRound || faceOf(cardOf(id)) !== faceOf(fresh)) replaceCard(cardOf(id), fresh);
    }
  }
}

const withProduct = (id) => [...feed.querySelectorAll(`[data-product="${CSS.escape(id)}"]`)].map((item) => item.closest("[data-post]")?.dataset.post);
const ofBrand = (id) => [...feed.querySelectorAll(`[data-post][data-brand="${CSS.escape(id)}"]`)].map((card) => card.dataset.post);
const isNewer = (a, b) => BigInt(a) > BigInt(b);

/** Apply one live hint: {type, post, brand, product}. Hints carry ids only; the server is asked for the truth. */
export async function applyHint(hint) {
  if (hint.type === "product.changed") await refreshGoods(hint.product);
  if (hint.type === "brand.changed" && document.querySelector(`[data-brand="${CSS.escape(hint.brand)}"]:not([data-post])`)) await refreshGoods();
  if (!feed) return;
  if (hint.type === "post.published") holdBack([hint.post]);
  else if (hint.type === "post.hidden") removeCard(hint.post);
  else if (hint.type === "post.restored") await restore(hint.post);
  else if (hint.type === "product.changed") await refreshCards([...new Set(withProduct(hint.product))].filter(Boolean));
  else if (hint.type === "brand.changed") await refreshCards(ofBrand(hint.brand));
}

/** All that the page shows, asked for again. */
export async function refreshAll() {
  await refreshGoods();
  if (feed) await refreshCards([...feed.querySelectorAll("[data-post]")].map((card) => card.dataset.post), true);
}

/** Prices outside cards (tiles, the product page): ask for this page again and swap only what shows that product, or any. */
async function refreshGoods(id) {
  const wanted = id ? `[data-product="${CSS.escape(id)}"]` : "[data-product]:not(.mini)";
  const loose = (root) => [...root.querySelectorAll(wanted)].filter((item) => !item.closest(".post-card"));
  const here = loose(document);
  if (!here.length) return;
  const answer = await send(location.href, { headers: { Accept: "text/html" } });
  const there = loose(new DOMParser().parseFromString(await answer.text(), "text/html"));
  const taken = new Map();
  here.forEach((old) => {
    const same = there.filter((item) => item.dataset.product === old.dataset.product);
    const nth = taken.get(old.dataset.product) ?? 0;
    taken.set(old.dataset.product, nth + 1);
    const fresh = same[nth];
    if (!fresh) return;
    const [from, to] = [old.querySelector(".product-words") ?? old, fresh.querySelector(".product-words") ?? fresh];
    const [was, now] = [from.querySelector("[data-price]"), to.querySelector("[data-price]")];
    if (from.isEqualNode(to)) return;
    if (now && was?.value !== now.value) {
      now.classList.add("is-new");
      announce(say("price_changed", { name: to.querySelector(".tile-title, .product-title, .mini-title")?.textContent ?? "", price: now.value }));
    }
    from.replaceWith(to);
    wake(to);
  });
}

/** A post is back: in its line's stead, at its place among what is shown, or, where that lies further down, at the next load. */
async function restore(id) {
  const line = cardOf(id);
  const shown = [...feed.querySelectorAll(":scope > [data-post]")];
  const below = shown.find((card) => isNewer(id, card.dataset.post));
  if (!line && pill && below && below === shown[0]) return holdBack([id]); // newer than all that is shown
  if (!line && (!pill || !below)) return; // a page of chosen posts, or further down than this page goes
  const fresh = (await fetchCards([id])).get(id);
  if (!fresh) return;
  if (line) return replaceCard(line, fresh);
  below.before(fresh);
  wake(fresh);
  if (fresh.getBoundingClientRect().bottom < 0) scrollBy({ top: fresh.offsetHeight, behavior: "instant" });
}

async function addNextPage(link) {
  if (pageBusy) return;
  pageBusy = true;
  link.setAttribute("data-busy", "");
  try {
    const { page } = await fetchFragment(link.href);
    const seen = new Set(shownPosts());
    const fresh = [...page.querySelectorAll(".post-card[data-post]")].filter((card) => !seen.has(card.dataset.post));
    feed.append(...fresh);
    fresh.forEach(wake);
    const seat = link.closest(".load-more");
    const next = page.querySelector(".load-more");
    if (next) seat.replaceWith(next);
    else {
      seat.classList.add("load-end");
      seat.textContent = say("the_end");
    }
    watchEnd();
  } catch {
    link.removeAttribute("data-busy");
    toast(say("load_failed"), { tone: "bad", action: { text: say("retry"), run: () => addNextPage(link) } });
  } finally {
    pageBusy = false;
  }
}

function watchEnd() {
  const link = document.querySelector("[data-load-more]");
  if (!link) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    addNextPage(link);
  });
  const eye = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      eye.disconnect();
      addNextPage(link);
    },
    { rootMargin: "1200px 0px" },
  );
  eye.observe(link);
}

export function initFeed() {
  if (!feed) return;
  pill?.addEventListener("click", showWaiting);
  watchEnd();
}
