// Entry of the log-in and error pages: nothing but what every page does.
import { initCommon } from "./common.js";

initCommon();
