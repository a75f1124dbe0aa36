// The open page hears of changes. A hint is only a hint: on every (re)connection and every 30 s the page asks for what is
// new and what became of all that it shows. A lost hint loses nothing, a dead socket only time.
import { io } from "../vendor/socket.io.esm.min.js";
import { applyHint, arrive, cursor, hasFeed, knownPosts, refreshAll, setCursor, startOver } from "./feed.js";
import { send } from "./http.js";
import { say } from "./text.js";
import { toast } from "./toast.js";

const POLL_MS = 30000;
const GATHER_MS = 40;
const REFUSED_MS = 2000;
const REFUSED_MAX_MS = 60000;
const ANSWER_MS = 15000; // a server to which everybody came back is slow, not gone
const SPREAD_MS = 3000; // when the server sends everyone at once, they do not all come at once
let offlineSaid = false;
let refusals = 0;
let queue = [];
let gathering = null;
let socket = null;
let epoch = ""; // which feed the page shows, as the server names it; unknown until it has said so

/** What the page missed, in one round trip: over the socket, over HTTP where that does not answer. */
async function catchUp() {
  if (!hasFeed() || document.hidden) return;
  const address = document.querySelector("[data-feed]").dataset.newUrl ?? "/feed/new";
  if (!address) return; // a list that nothing new joins: one post, saved items, a brand's page
  const asked = { epoch, cursor: cursor(), known: knownPosts() };
  const news = (await askSocket(asked)) ?? (await askServer(address, asked));
  epoch = news.epoch;
  if (news.recovered) await arrive(news.posts);
  else startOver(news.posts); // too much came, or the feed is another: the pill leads to a fresh page
  setCursor(news.cursor);
}

async function askSocket(asked) {
  if (!socket?.connected) return null;
  const answer = await socket.timeout(ANSWER_MS).emitWithAck("catch_up", asked).catch(() => null);
  return answer?.posts ? answer : null;
}

async function askServer(address, { epoch, cursor, known }) {
  const query = new URLSearchParams({ after: cursor, epoch, known: known.join(",") });
  const answer = await send(`${address}?${query}`, { headers: { Accept: "application/json" } });
  return answer.json();
}

/** What is new, and what became of all that the page shows. */
async function lookAgain() {
  if (document.hidden) return;
  await quietly(catchUp());
  await refreshAll();
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
    for (const item of hints) {
      if (item.type === "resync") quietly(resync(item)); // the others do not wait for it
      else await quietly(applyHint(item));
    }
  }, GATHER_MS);
}

/** The server could not hear for a while, and so told us nothing: look for ourselves. */
async function resync({ within_seconds }) {
  await new Promise((done) => setTimeout(done, Math.random() * (within_seconds * 1000 || SPREAD_MS)));
  await lookAgain();
}

function sayOffline() {
  if (offlineSaid) return;
  offlineSaid = true;
  toast(say("offline"));
}

export function initLive() {
  socket = io({ transports: ["websocket", "polling"], tryAllTransports: true, withCredentials: true, reconnectionDelayMax: 10000, randomizationFactor: 0.5 });
  socket.on("hint", receive);
  socket.on("connect", () => {
    document.documentElement.dataset.live = "on";
    if (offlineSaid) toast(say("online"), { tone: "good" });
    offlineSaid = false;
    refusals = 0;
    quietly(lookAgain()); // also the first time: something may have changed while the page was on its way
  });
  // Refused (the server was too busy to look who we are): the library does not try again by itself.
  socket.on("connect_error", () => {
    if (socket.active) return;
    const wait = Math.min(REFUSED_MS * 2 ** refusals++, REFUSED_MAX_MS);
    setTimeout(() => socket.connect(), wait + Math.random() * SPREAD_MS);
  });
  socket.on("disconnect", (reason) => {
    delete document.documentElement.dataset.live;
    // Closed from over there (signed out, another password): come back as whoever the cookie says we are now.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1000 + Math.random() * SPREAD_MS);
  });
  document.addEventListener("vitrine:follow", () => {
    epoch = ""; // the page followed by itself: that is no reason to begin anew
    if (socket.connected) socket.emit("sync");
  });
  addEventListener("offline", sayOffline);
  addEventListener("online", () => socket.connect());
  document.addEventListener("visibilitychange", () => document.hidden || quietly(lookAgain()));
  setInterval(() => quietly(lookAgain()), POLL_MS);
}
