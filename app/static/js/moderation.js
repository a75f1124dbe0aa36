// Entry of the moderation desk.
import { initCommon } from "./common.js";
import { initKeys } from "./keys.js";

initCommon();
initKeys();
