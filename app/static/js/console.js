// Entry of the brand console.
import { initCommon } from "./common.js";
import { initComposer } from "./composer.js";
import { initPolls } from "./poll.js";
import { initUploads } from "./upload.js";

initCommon();
initUploads();
initComposer();
initPolls();
