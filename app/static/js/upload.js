// Pictures go straight to storage: sign, send, complete, wait until checked. One object an upload; the list in the page is
// the order. The composer listens for the "uploads" event.
import { RequestFailed, send } from "./http.js";
import { say } from "./text.js";
import { toast } from "./toast.js";

const TYPES = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", "image/heif"];
const POLL_MS = [300, 500, 800, 1200, 2000];
const POLL_LIMIT = 60;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const fill = (address, id) => address.replace("{id}", encodeURIComponent(id)).replace("%7Bid%7D", encodeURIComponent(id));

/** POST the file with progress; fetch cannot report what was sent. Resolves or throws. */
function post(url, fields, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", file); // storage ignores what follows the file, so it comes last
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(Math.round((event.loaded / event.total) * 100)));
    request.addEventListener("load", () => (request.status < 300 ? resolve() : reject(new RequestFailed(request.status, null))));
    request.addEventListener("error", () => reject(new RequestFailed(0, null)));
    signal.addEventListener("abort", () => request.abort());
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.send(body);
  });
}

async function untilChecked(address, signal) {
  for (let turn = 0; turn < POLL_LIMIT; turn += 1) {
    if (signal.aborted) throw new DOMException("cancelled", "AbortError");
    const answer = await (await send(address, { headers: { Accept: "application/json" } })).json();
    if (answer.state === "ready") return answer;
    if (answer.state === "refused") throw new RequestFailed(422, { detail: answer.reason });
    await wait(POLL_MS[Math.min(turn, POLL_MS.length - 1)]);
  }
  throw new RequestFailed(504, null);
}

class Upload {
  constructor(zone, file) {
    this.zone = zone;
    this.file = file;
    this.row = zone.template.content.firstElementChild.cloneNode(true);
    this.bar = this.row.querySelector("progress");
    this.line = this.row.querySelector(".upload-state");
    this.row.querySelector(".upload-acts").append(zone.buttons.content.cloneNode(true));
    this.draw();
    this.state("waiting", say("upload_wait"));
  }

  draw() {
    const thumb = document.createElement("canvas");
    thumb.className = "upload-thumb";
    this.row.querySelector(".media").append(thumb);
    createImageBitmap(this.file, { resizeWidth: 480, resizeQuality: "medium" })
      .then((bitmap) => {
        thumb.width = bitmap.width;
        thumb.height = bitmap.height;
        thumb.getContext("2d").drawImage(bitmap, 0, 0);
        this.bitmap = thumb;
        this.zone.changed();
      })
      .catch(() => {}); // HEIC in most browsers: the server's rendition replaces it when ready
  }

  state(name, text) {
    this.row.dataset.state = name;
    this.line.textContent = text;
    this.row.querySelector('[data-act="retry"]').hidden = name !== "refused";
  }

  async run() {
    this.stop = new AbortController();
    try {
      this.state("sending", say("upload_sending", { percent: 0 }));
      const wish = { filename: this.file.name, content_type: this.file.type, size_bytes: this.file.size };
      const signed = await (await send(this.zone.box.dataset.signUrl, { method: "POST", json: wish })).json();
      await post(signed.url, signed.fields, this.file, (percent) => {
        this.bar.value = percent;
        this.line.textContent = say("upload_sending", { percent });
      }, this.stop.signal);
      this.state("checking", say("upload_checking"));
      this.bar.removeAttribute("value");
      await send(fill(this.zone.box.dataset.completeUrl, signed.asset_id), { method: "POST", json: {} });
      const ready = await untilChecked(fill(this.zone.box.dataset.statusUrl, signed.asset_id), this.stop.signal);
      this.finish(signed.asset_id, ready);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.state("refused", error.problem?.detail ?? say(error.status === 504 ? "upload_slow" : "upload_failed"));
      this.zone.changed();
    }
  }

  finish(id, ready) {
    this.row.dataset.asset = id;
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: "asset_id", value: id });
    for (const alt of this.row.querySelectorAll("[data-alt]")) {
      alt.name = `alt-${alt.dataset.alt}-${id}`;
      alt.closest(".upload-alt").hidden = false;
    }
    this.row.append(hidden);
    if (ready.image?.src) {
      this.row.dataset.src = ready.image.src;
      if (!this.bitmap) {
        const picture = Object.assign(new Image(), { src: ready.image.src, alt: "", className: "upload-thumb" });
        this.row.querySelector(".media").replaceChildren(picture);
      }
    }
    this.state("ready", say("upload_ready"));
    this.zone.changed();
  }
}

class Zone {
  constructor(box) {
    this.box = box;
    this.list = box.querySelector("[data-upload-list]");
    this.template = box.querySelector("[data-upload-template]");
    this.buttons = box.querySelector("[data-upload-buttons]");
    this.drop = box.querySelector("[data-dropzone]");
    this.input = box.querySelector("[data-upload-input]");
    this.uploads = new Map();
    this.input.removeAttribute("name"); // the files travel on their own now
    for (const row of this.list.children) {
      const seat = Object.assign(document.createElement("div"), { className: "upload-acts" });
      seat.append(this.buttons.content.cloneNode(true));
      row.append(seat);
      if (row.dataset.state === "checking") this.watch(row);
    }
    this.listen();
    this.changed();
  }

  listen() {
    this.input.addEventListener("change", () => {
      this.add([...this.input.files]);
      this.input.value = "";
    });
    for (const name of ["dragover", "dragleave", "drop"])
      this.drop.addEventListener(name, (event) => {
        event.preventDefault();
        this.drop.classList.toggle("is-over", name === "dragover");
        if (name === "drop") this.add([...event.dataTransfer.files]);
        if (name === "drop") this.box.dispatchEvent(new Event("change", { bubbles: true }));
      });
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button) this.act(button.dataset.act, button.closest(".upload"), button);
    });
  }

  /** A picture that came with the form is still being made: follow it, and show it when it is ready. */
  async watch(row) {
    const line = row.querySelector(".upload-state");
    try {
      const ready = await untilChecked(fill(this.box.dataset.statusUrl, row.dataset.asset), new AbortController().signal);
      row.dataset.state = "ready";
      row.dataset.src = ready.image.src;
      row.querySelector(".media").replaceChildren(Object.assign(new Image(), { src: ready.image.src, alt: "", className: "upload-thumb" }));
      line.textContent = say("upload_ready");
    } catch (error) {
      row.dataset.state = "refused";
      row.querySelector("[name=asset_id]").remove();
      line.textContent = error.problem?.detail ?? say(error.status === 504 ? "upload_slow" : "upload_failed");
    }
    this.changed();
  }

  refuse(file) {
    const max = Number(this.box.dataset.maxMb);
    if (file.type && !TYPES.includes(file.type)) return say("upload_wrong_type");
    if (file.size > max * 1e6) return say("upload_too_large", { max });
    if (this.list.children.length >= Number(this.box.dataset.maxFiles)) return say("upload_too_many", { max: this.box.dataset.maxFiles });
    return null;
  }

  add(files) {
    for (const file of files) {
      const reason = this.refuse(file);
      if (reason) {
        toast(`${file.name}: ${reason}`, { tone: "bad" });
        continue;
      }
      const upload = new Upload(this, file);
      this.uploads.set(upload.row, upload);
      this.list.append(upload.row);
      upload.run();
    }
    this.changed();
  }

  act(name, row, button) {
    if (name === "earlier") row.previousElementSibling?.before(row);
    if (name === "later") row.nextElementSibling?.after(row);
    if (name === "retry") this.uploads.get(row)?.run();
    if (name === "remove") {
      this.uploads.get(row)?.stop?.abort();
      row.remove();
      toast(say("upload_removed"));
      this.box.dispatchEvent(new Event("change", { bubbles: true }));
      this.input.focus();
    } else button.focus();
    this.changed();
  }

  changed() {
    this.drop.hidden = this.list.children.length >= Number(this.box.dataset.maxFiles);
    this.box.dispatchEvent(new CustomEvent("uploads", { bubbles: true }));
  }
}

export function initUploads() {
  document.querySelectorAll("[data-uploads]").forEach((box) => new Zone(box));
}
