// Putting a product on the picture. Its Place button lays a pin and hands it the focus: arrow keys move it, Enter keeps it,
// Escape leaves all as it was; or one clicks the picture, or drags the pin. The hint stays for as long as that lasts.
import { say } from "./text.js";
import { announce, toast } from "./toast.js";

const STEP = 0.02;
const LEAP = 0.1;
const HINT_MS = 10 * 60 * 1000;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const clamp = (value) => Math.min(0.98, Math.max(0.02, value));
const percent = (value) => Math.round(value * 100);
const seat = (item) => item.querySelector("[data-dot-value]");

/** Where a product is: {image, x, y}, or null. */
export function placeOf(item) {
  const [image, x, y] = seat(item).value.split(",").map(Number);
  return x >= 0 ? { image, x, y } : null;
}

export class Placing {
  constructor(composer) {
    this.composer = composer;
    this.item = null;
    composer.pics.addEventListener("pointerdown", () => (this.pressed = true));
    addEventListener("pointerup", () => setTimeout(() => (this.pressed = false)));
    composer.pics.addEventListener("click", (event) => this.onPicture(event));
    composer.pics.addEventListener("focusout", () => setTimeout(() => this.onLeave()));
  }

  toggle(item) {
    const again = this.item === item;
    if (this.item) this.end(false);
    if (!again) this.begin(item);
  }

  begin(item) {
    Object.assign(this, { item, before: seat(item).value, moved: false });
    const at = placeOf(item);
    if (at) this.composer.now = at.image;
    else seat(item).value = `${this.composer.now},0.5,0.5`;
    this.hint = toast(say("tag_here", { name: item.dataset.title }), { stayMs: HINT_MS });
    this.composer.draw();
    this.focusPin();
  }

  /** Keep the place, or put the product back where it was. `back`: the focus returns to the Place button. */
  end(keep, back = false) {
    const item = this.item;
    if (!keep) seat(item).value = this.before;
    this.item = null;
    this.hint?.remove();
    clearTimeout(this.telling);
    this.composer.draw();
    const at = placeOf(item);
    const name = item.dataset.title;
    announce(keep && at ? say("tag_placed", { name, x: percent(at.x), y: percent(at.y) }) : say("tag_left", { name }));
    if (back) item.querySelector("[data-place]").focus();
  }

  focusPin() {
    this.composer.pics.querySelector(`[data-for="${CSS.escape(this.item.dataset.product)}"]`)?.focus();
  }

  /** The picture was drawn anew: the pin that had the focus has it again. */
  drawn() {
    if (this.item && document.activeElement === document.body) this.focusPin();
  }

  onPicture(event) {
    if (!this.item || event.target.closest(".preview-dot, .preview-thumbs")) return;
    const box = this.composer.pics.querySelector(".media").getBoundingClientRect();
    this.put(this.item, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    this.end(true);
  }

  onLeave() {
    // Gone elsewhere in the page: what was moved stays moved, a pin nobody touched goes.
    const now = document.activeElement;
    if (!this.item || this.pressed || now === document.body || this.composer.pics.contains(now)) return;
    if (!this.item.querySelector("[data-place]").contains(now)) this.end(this.moved);
  }

  put(item, x, y) {
    seat(item).value = `${this.composer.now},${clamp(x).toFixed(4)},${clamp(y).toFixed(4)}`;
    this.moved = true;
  }

  /** The pin of a product on the picture that is shown, or null. */
  pin(item) {
    const at = placeOf(item);
    if (!at || at.image !== this.composer.now) return null;
    const pin = Object.assign(document.createElement("button"), { type: "button", className: "preview-dot" });
    pin.dataset.for = item.dataset.product;
    const show = (x, y) => {
      const frame = this.composer.pics.querySelector(".media");
      pin.style.setProperty("--x", `${x * 100}%`);
      pin.style.setProperty("--y", frame ? `${y * frame.clientHeight}px` : `${y * 100}%`);
      pin.setAttribute("aria-label", say("tag_moved", { name: item.dataset.title, x: percent(x), y: percent(y) }));
    };
    requestAnimationFrame(() => show(at.x, at.y));
    this.drag(pin, item, show);
    pin.addEventListener("keydown", (event) => this.onKey(event, item, show));
    return pin;
  }

  drag(pin, item, show) {
    pin.addEventListener("pointerdown", (event) => {
      pin.setPointerCapture(event.pointerId);
      const box = this.composer.pics.querySelector(".media").getBoundingClientRect();
      const move = (at) => {
        const [x, y] = [clamp((at.clientX - box.left) / box.width), clamp((at.clientY - box.top) / box.height)];
        this.put(item, x, y);
        show(x, y);
      };
      pin.addEventListener("pointermove", move);
      const drop = () => {
        pin.removeEventListener("pointermove", move);
        if (this.item === item && this.moved) this.end(true);
      };
      pin.addEventListener("pointerup", drop, { once: true });
    });
  }

  onKey(event, item, show) {
    const by = ARROWS[event.key];
    if (by) this.nudge(item, by, event.shiftKey ? LEAP : STEP, show);
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(item);
    else if ((event.key === "Enter" || event.key === " ") && this.item === item) {
      if (!event.repeat) this.end(true, true);
    } else if (event.key === "Escape" && this.item === item) this.end(false, true);
    else return;
    event.preventDefault();
  }

  nudge(item, [right, down], step, show) {
    const { x, y } = placeOf(item);
    this.put(item, x + right * step, y + down * step);
    const at = placeOf(item);
    show(at.x, at.y);
    clearTimeout(this.telling);
    this.telling = setTimeout(() => announce(say("tag_moved", { name: item.dataset.title, x: percent(at.x), y: percent(at.y) })), 400);
  }

  remove(item) {
    seat(item).value = "";
    if (this.item === item) this.before = "";
    if (this.item === item) this.end(false, true);
    else {
      this.composer.draw();
      item.querySelector("[data-place]").focus();
    }
  }
}
