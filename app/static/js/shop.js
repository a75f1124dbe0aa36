// Entry of the shop.
import { initCommon } from "./common.js";
import { hasFeed, initFeed } from "./feed.js";
import { initShare } from "./share.js";

initCommon();
initShare();
if (hasFeed()) {
  initFeed();
  import("./live.js").then(({ initLive }) => initLive()); // 40 kB that only an open feed needs
}
