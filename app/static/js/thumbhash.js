// Draws the blurred promise of a picture into a canvas until the picture is there. Without it the ground colour shows.
import { thumbHashToRGBA } from "../vendor/thumbhash.js";

function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return thumbHashToRGBA(bytes);
}

function paint(media) {
  const picture = media.querySelector(".media-img");
  if (!picture || (picture.complete && picture.naturalWidth)) return;
  try {
    const { w, h, rgba } = decode(media.dataset.thumbhash);
    const canvas = document.createElement("canvas");
    canvas.className = "media-hash";
    canvas.width = w;
    canvas.height = h;
    canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
    media.querySelector(".media-ground").after(canvas);
  } catch {
    return; // a damaged hash: the plain ground is enough
  }
  picture.classList.add("is-waiting");
  const show = () => {
    picture.classList.remove("is-waiting");
    setTimeout(() => media.querySelector(".media-hash")?.remove(), 400);
  };
  picture.addEventListener("load", show, { once: true });
  picture.addEventListener("error", () => picture.classList.remove("is-waiting"), { once: true });
}

export function paintPlaceholders(root = document) {
  root.querySelectorAll(".media[data-thumbhash]:not([data-painted])").forEach((media) => {
    media.dataset.painted = "";
    paint(media);
  });
}
