// Entry of the brand console.
import { initCommon } from "./common.js";
import { initComposer } from "./composer.js";
import { initFaults } from "./faults.js";
import { initPolls } from "./poll.js";
import { initPrices } from "./prices.js";
import { initUploads } from "./upload.js";

initCommon();
initUploads();
initComposer();
initFaults();
initPolls();
initPrices();
// On a phone the navigation scrolls sideways: show where one is.
document.querySelector(".console-nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
