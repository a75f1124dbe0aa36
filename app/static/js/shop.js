// Entry of the shop.
import { initCommon } from "./common.js";
import { hasFeed, initFeed } from "./feed.js";
import { initRuns } from "./runs.js";
import { initShare } from "./share.js";

initCommon();
initShare();
initFeed();
initRuns();
if (hasFeed() || document.querySelector("[data-product]")) {
  import("./live.js").then(({ initLive }) => initLive()); // 40 kB that only pages with live things need
}
