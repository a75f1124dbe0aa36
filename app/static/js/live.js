// The open page hears of changes. A hint is only a hint: on every (re)connection, and every 30 s, the page catches up by
// cursor, so a lost hint loses nothing and a dead socket only costs time.
import { io } from "../vendor/socket.io.esm.min.js";
import { applyHint, cursor, hasFeed, holdBack, refreshCards, setCursor, shownPosts } from "./feed.js";
import { send } from "./http.js";
import { say } from "./text.js";
import { toast } from "./toast.js";

const POLL_MS = 30000;
const GATHER_MS = 40;
const SPREAD_MS = 3000; // when the server sends everyone at once, they do not all come at once
let offlineSaid = false;
let queue = [];
let gathering = null;

/** GET /feed/new?after=<cursor> -> {posts: [id], cursor, changed?: [id], hidden?: [id]} */
async function catchUp() {
  if (!hasFeed() || document.hidden) return;
  const address = document.querySelector("[data-feed]").dataset.newUrl ?? "/feed/new";
  if (!address) return; // a list that nothing new joins: saved items, a brand's page
  if (!address) return; // a page of one post or one brand: its cards stay true, nothing new is announced
  const answer = await send(`${address}?after=${encodeURIComponent(cursor())}`, { headers: { Accept: "application/json" } });
  const news = await answer.json();
  holdBack(news.posts ?? []);
  setCursor(news.cursor);
  for (const id of news.hidden ?? []) await applyHint({ type: "post.hidden", post: id });
  await refreshCards(news.changed ?? []);
}
const quietly = (work) => work.catch(() => {}); // the next poll tries again

/** Hints of one moment are applied once each, in order. */
function receive(hint) {
  if (!hint || hint.v !== 1) return;
  queue.push(hint);
  gathering ??= setTimeout(async () => {
    const seen = new Set();
    const hints = queue.filter((item) => {
      const key = `${item.type}|${item.post ?? ""}|${item.product ?? ""}|${item.brand ?? ""}`;
      return !seen.has(key) && seen.add(key);
    });
    queue = [];
    gathering = null;
    for (const item of hints) await quietly(item.type === "resync" ? resync() : applyHint(item));
  }, GATHER_MS);
}

/** The server could not hear for a while, and so told us nothing: look for ourselves. */
async function resync() {
  await new Promise((done) => setTimeout(done, Math.random() * SPREAD_MS));
  await catchUp();
  await refreshCards(shownPosts());
}

function sayOffline() {
  if (offlineSaid) return;
  offlineSaid = true;
  toast(say("offline"));
}

export function initLive() {
  const socket = io({ transports: ["websocket", "polling"], tryAllTransports: true, withCredentials: true, reconnectionDelayMax: 10000, randomizationFactor: 0.5 });
  let first = true;
  socket.on("hint", receive);
  socket.on("connect", () => {
    document.documentElement.dataset.live = "on";
    if (offlineSaid) toast(say("online"), { tone: "good" });
    offlineSaid = false;
    quietly(catchUp());
    if (!first) quietly(refreshCards(shownPosts())); // what changed or left while we were away
    first = false;
  });
  socket.on("disconnect", (reason) => {
    delete document.documentElement.dataset.live;
    // Closed from over there (signed out, another password): come back as whoever the cookie says we are now.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1000 + Math.random() * SPREAD_MS);
  });
  document.addEventListener("vitrine:follow", () => socket.connected && socket.emit("sync"));
  addEventListener("offline", sayOffline);
  addEventListener("online", () => socket.connect());
  document.addEventListener("visibilitychange", () => document.hidden || quietly(catchUp()));
  setInterval(() => quietly(catchUp()), POLL_MS);
}
