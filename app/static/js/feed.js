// The feed while someone reads it: nothing jumps. New posts wait behind the pill, the next page is added below,
// a changed card is redrawn in its place and a removed one folds away.
import { refreshGoods, wake } from "./goods.js";
import { fetchFragment, send } from "./http.js";
import { say } from "./text.js";
import { announce, toast } from "./toast.js";

const feed = document.querySelector("[data-feed]");
const pill = document.querySelector("[data-new-posts]");
const waiting = new Set();
let pageBusy = false;
let stale = false; // another feed than the page shows is there now, or a newer one: only a fresh page tells
const CARDS_AT_ONCE = 50; // what the server answers at most
const SHOWN_AT_ONCE = 150;
let seen = document.querySelector("[data-drawn]")?.dataset.drawn ?? ""; // when the page last knew what it shows

const cardOf = (id) => feed?.querySelector(`[data-post="${CSS.escape(id)}"]`);
export const hasFeed = () => feed !== null;
const shownPosts = () => [...(feed?.querySelectorAll(".post-card[data-post]") ?? [])].map((card) => card.dataset.post);

/** The newest place the page knows; the server writes it on the feed, each page may move it. */
export const cursor = () => feed?.dataset.cursor ?? "";
export function setCursor(value) {
  if (feed && value) feed.dataset.cursor = value;
}

/** The newest of what the page has, shown or waiting: what it need not be told again. */
export const knownPosts = () => [...(feed?.querySelectorAll("[data-post]") ?? [])].map((item) => item.dataset.post).concat([...waiting]).sort(newestFirst).slice(0, CARDS_AT_ONCE);
const newestFirst = (a, b) => (BigInt(a) < BigInt(b) ? 1 : -1);

function holdBack(ids) {
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
  const ids = [...waiting].sort(newestFirst);
  if (stale || ids.length > CARDS_AT_ONCE) return location.assign(pill.href); // so much is new that a fresh page is the honest answer
  try {
    const cards = await fetchCards(ids);
    const fresh = ids.map((id) => cards.get(id)).filter((card) => card && !cardOf(card.dataset.post));
    for (const card of fresh) {
      const below = nextBelow(card.dataset.post);
      if (below) below.before(card);
      else feed.append(card);
      wake(card);
    }
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

const withProduct = (id) => [...(feed?.querySelectorAll(`[data-product="${CSS.escape(id)}"]`) ?? [])].map((item) => item.closest("[data-post]")?.dataset.post);
const ofBrand = (id) => [...(feed?.querySelectorAll(`[data-post][data-brand="${CSS.escape(id)}"]`) ?? [])].map((card) => card.dataset.post);
const inOrder = () => [...feed.querySelectorAll(":scope > [data-post]")];
const nextBelow = (id) => inOrder().find((card) => BigInt(id) > BigInt(card.dataset.post));

/** Apply one live hint: {type, post, brand, product}. Hints carry ids only; the server is asked for the truth. */
export async function applyHint(hint) {
  if (hint.type === "post.published") await arrive([hint.post]);
  else if (hint.type === "post.hidden") removeCard(hint.post);
  else if (hint.type === "post.restored") await restore(hint.post);
  else if (hint.type === "product.changed") await refreshProducts(new Set([hint.product]));
  else if (hint.type === "brand.changed") {
    await refreshCards(ofBrand(hint.brand));
    await refreshGoods((item) => item.dataset.brand === hint.brand);
  }
}

/** Cards first: the page of a brand that was closed has no goods to give any more, and its cards must leave all the same. */
async function refreshProducts(ids, lookRound = false) {
  await refreshCards([...new Set([...ids].flatMap(withProduct))].filter(Boolean), lookRound);
  await refreshGoods((item) => ids.has(item.dataset.product));
}

/** Ask what became of all that the page shows, since it was drawn or last asked; fetch only what is no longer true. */
export async function refreshAll() {
  const posts = [...(feed?.querySelectorAll("[data-post]") ?? [])];
  const products = [...document.querySelectorAll("[data-product]")].map((item) => item.dataset.product);
  const shown = [...posts.map((card) => ["posts", card.dataset.post]), ...[...waiting].map((id) => ["posts", id]), ...[...new Set(products)].map((id) => ["products", id])];
  const changed = new Set();
  const hidden = new Set();
  let asked = ""; // the first answer's: what changes between two answers is asked for again
  for (let rest = shown; rest.length; rest = rest.slice(SHOWN_AT_ONCE)) {
    const here = rest.slice(0, SHOWN_AT_ONCE);
    const list = (kind) => here.filter(([name]) => name === kind).map(([, id]) => id).join(",");
    const answer = await (await send(`/feed/shown?posts=${list("posts")}&products=${list("products")}&since=${seen}`)).json();
    for (const id of answer.hidden) hidden.add(id);
    for (const id of answer.products) changed.add(id);
    asked ||= answer.since;
  }
  hidden.forEach(removeCard);
  await refreshCards(posts.filter((card) => card.classList.contains("gone") && !hidden.has(card.dataset.post)).map((line) => line.dataset.post));
  if (changed.size) await refreshProducts(changed, true);
  seen = asked || seen; // last: what could not be shown was not seen
}

/** Posts that came: what is newer than all that is shown waits behind the pill; what was saved late goes to its place. */
export async function arrive(ids) {
  for (const id of ids) if (!cardOf(id)) await restore(id);
}

/** The server could not tell what was missed: the pill leads to a fresh page. */
export function startOver(ids) {
  stale ||= ids.some((id) => !cardOf(id));
  holdBack(ids);
}

/** A post is back: in its line's stead, at its place among what is shown, or, where that lies further down, at the next load. */
async function restore(id) {
  if (!feed) return;
  const line = cardOf(id);
  const below = nextBelow(id);
  if (!line && pill && below === inOrder()[0]) return holdBack([id]); // newer than all that is shown, or nothing is
  if (!line && (!pill || !below)) return; // a page of chosen posts, or further down than this page goes
  const fresh = (await fetchCards([id])).get(id);
  if (!fresh) return;
  if (cardOf(id)) return replaceCard(cardOf(id), fresh);
  nextBelow(id)?.before(fresh);
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
