// Entry of the moderation desk.
import { initCommon } from "./common.js";
import { initDeskNews } from "./desk_news.js";
import { initKeys } from "./keys.js";

initCommon();
initKeys();
initDeskNews();
