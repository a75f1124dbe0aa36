// The card beside the words, alive while one writes. Products are placed on the picture by placing.js, publishing waits for
// pictures in publishing.js. What is sent stays in the form: product_id, dot-<id> ("image,x,y"), asset_id.
import { fetchFragment } from "./http.js";
import { Placing } from "./placing.js";
import { Publishing } from "./publishing.js";
import { say } from "./text.js";

class Composer {
  constructor(form, preview) {
    this.form = form;
    this.preview = preview;
    this.pics = preview.querySelector("[data-preview-pics]");
    this.picker = form.querySelector("[data-picker]");
    this.now = 0;
    this.placing = new Placing(this);
    this.order = this.rows();
    this.words = null;
    form.addEventListener("input", () => this.draw());
    form.addEventListener("uploads", () => {
      this.keepDots();
      this.draw();
    });
    form.addEventListener("focusin", (event) => {
      if (!event.target.matches("[data-preview-source=text]")) return;
      this.words = event.target;
      this.drawWords();
    });
    form.addEventListener("keydown", (event) => {
      // Enter in a small field must not publish.
      if (event.key === "Enter" && event.target.matches("input:not([type=checkbox], [type=radio], [type=file])")) event.preventDefault();
    });
    this.picker?.addEventListener("click", (event) => {
      const button = event.target.closest("[data-place]");
      if (button) this.placing.toggle(button.closest("[data-product]"));
    });
    this.picker?.querySelector("[data-picker-find]")?.addEventListener("input", (event) => this.find(event.target.value));
    this.draw();
  }

  items() {
    return [...(this.picker?.querySelectorAll("[data-product]") ?? [])];
  }

  chosen() {
    return this.items().filter((item) => item.querySelector("input[type=checkbox]").checked);
  }

  find(text) {
    const wish = text.trim().toLocaleLowerCase();
    const chosen = new Set(this.chosen());
    for (const item of this.items()) item.hidden = !chosen.has(item) && !item.dataset.title.toLocaleLowerCase().includes(wish);
    clearTimeout(this.asking);
    if (this.picker.dataset.findUrl && wish) this.asking = setTimeout(() => this.fetchMore(text.trim()), 250);
  }

  /** Products the page does not hold yet; what is here already stays as it is. */
  async fetchMore(text) {
    try {
      const { page } = await fetchFragment(`${this.picker.dataset.findUrl}?q=${encodeURIComponent(text)}`);
      const known = new Map(this.items().map((item) => [item.dataset.product, item]));
      for (const item of page.querySelectorAll("[data-product]")) {
        const here = known.get(item.dataset.product);
        if (here) here.hidden = false;
        else this.picker.querySelector("[data-picker-list]").append(document.adoptNode(item));
      }
      this.draw();
    } catch {
      // the products at hand stay usable
    }
  }

  /** A picture that moved takes its dots along; one that left takes them away. */
  keepDots() {
    const rows = this.rows();
    for (const item of this.items()) {
      const value = item.querySelector("[data-dot-value]");
      if (!value.value) continue;
      const [image, x, y] = value.value.split(",");
      const index = rows.indexOf(this.order[Number(image)]);
      value.value = index < 0 ? "" : `${index},${x},${y}`;
    }
    this.order = rows;
  }

  draw() {
    this.drawWords();
    this.drawPictures();
    this.drawStrip();
    for (const item of this.items()) {
      const on = item.querySelector("input[type=checkbox]").checked;
      const button = item.querySelector("[data-place]");
      button.hidden = !on || !this.rows().length;
      button.setAttribute("aria-pressed", String(this.placing.item === item));
      if (!on) item.querySelector("[data-dot-value]").value = "";
    }
    this.pics.toggleAttribute("data-placing", this.placing.item !== null);
  }

  drawWords() {
    const sources = [...this.form.querySelectorAll("[data-preview-source=text], textarea[name=text]")];
    const words = [this.words, ...sources].find((source) => source?.value) ?? sources[0];
    this.preview.querySelector("[data-preview-text]").textContent = words?.value ?? "";
    this.drawLabels();
    const kind = this.form.querySelector("input[name=kind]:checked")?.value ?? "promotion";
    for (const chip of this.preview.querySelectorAll("[data-preview-kind]")) chip.hidden = chip.dataset.previewKind !== kind;
  }

  drawLabels() {
    const seat = this.preview.querySelector("[data-preview-labels]");
    const boxes = [...this.form.querySelectorAll("[data-preview-label]")];
    if (!boxes.length) return;
    seat.querySelectorAll(".post-label").forEach((label) => label.remove());
    for (const box of boxes.filter((one) => one.checked)) {
      seat.append(Object.assign(document.createElement("span"), { className: "post-label", textContent: box.dataset.previewLabel }));
    }
  }

  rows() {
    return [...this.form.querySelectorAll("[data-upload-list] > .upload")].filter((row) => row.dataset.state !== "refused");
  }

  drawPictures() {
    const rows = this.rows();
    this.now = Math.min(this.now, Math.max(0, rows.length - 1));
    this.empty ??= this.pics.querySelector("[data-preview-empty]");
    if (!rows.length) {
      this.pics.replaceChildren(this.empty);
      return;
    }
    const frame = Object.assign(document.createElement("span"), { className: "media ratio-4x5" });
    frame.append(this.copyPicture(rows[this.now]));
    const parts = [frame, ...this.chosen().map((item) => this.placing.pin(item)).filter(Boolean)];
    if (rows.length > 1) parts.push(this.thumbs(rows));
    this.pics.replaceChildren(...parts);
    this.placing.drawn();
  }

  copyPicture(row) {
    const source = row.querySelector("canvas.upload-thumb");
    if (row.dataset.src && !source) return Object.assign(new Image(), { src: row.dataset.src, alt: "", className: "preview-pic" });
    const canvas = Object.assign(document.createElement("canvas"), { className: "preview-pic" });
    if (source?.width) {
      canvas.width = source.width;
      canvas.height = source.height;
      canvas.getContext("2d").drawImage(source, 0, 0);
    }
    return canvas;
  }

  thumbs(rows) {
    const seat = Object.assign(document.createElement("div"), { className: "preview-thumbs" });
    rows.forEach((row, index) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "preview-thumb" });
      button.setAttribute("aria-pressed", String(index === this.now));
      button.setAttribute("aria-label", say("picture_of", { n: index + 1, total: rows.length }));
      button.append(this.copyPicture(row));
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        this.now = index;
        this.drawPictures();
        this.pics.querySelectorAll(".preview-thumb")[index]?.focus();
      });
      seat.append(button);
    });
    return seat;
  }

  drawStrip() {
    const strip = this.preview.querySelector("[data-preview-strip]");
    strip.replaceChildren(...this.chosen().map((item) => this.stripItem(item)));
    strip.hidden = !strip.children.length;
  }

  stripItem(item) {
    const row = Object.assign(document.createElement("li"), { className: "strip-item" });
    const picture = Object.assign(document.createElement("span"), { className: "strip-pic" });
    const image = item.querySelector(".media")?.cloneNode(true);
    image?.classList.replace("ratio-1x1", "ratio-4x5");
    if (image) picture.append(image);
    const body = Object.assign(document.createElement("div"), { className: "strip-body" });
    body.append(Object.assign(document.createElement("span"), { className: "strip-title", textContent: item.dataset.title }));
    const price = item.querySelector("[data-price-view]"); // the very words of the card
    if (price) body.append(price.content.cloneNode(true));
    row.append(picture, body);
    return row;
  }
}

export function initComposer() {
  const preview = document.querySelector("[data-preview]");
  const form = document.querySelector("form[data-composer]");
  if (!preview || !form) return;
  new Composer(form, preview);
  new Publishing(form);
}
