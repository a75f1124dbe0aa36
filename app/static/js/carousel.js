// The picture row is a scroller and works by itself; this adds the marks, the steps and the spoken position.
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function wire(carousel) {
  const track = carousel.querySelector(".carousel-track");
  const slides = [...track.children];
  if (slides.length < 2) return;
  const marks = [...carousel.querySelectorAll(".carousel-mark")];
  const steps = [...carousel.querySelectorAll(".carousel-step")];
  const rtl = getComputedStyle(track).direction === "rtl" ? -1 : 1;
  let now = 0;

  const show = () => {
    now = clamp(Math.round(Math.abs(track.scrollLeft) / track.clientWidth), 0, slides.length - 1);
    marks.forEach((mark, index) => mark.toggleAttribute("data-on", index === now));
    for (const step of steps) step.disabled = slides[now + Number(step.dataset.step)] === undefined;
  };
  const go = (index) => track.scrollTo({ left: rtl * clamp(index, 0, slides.length - 1) * track.clientWidth, behavior: "smooth" });

  track.addEventListener("scroll", () => requestAnimationFrame(show), { passive: true });
  track.addEventListener("keydown", (event) => {
    if (event.target !== track) return;
    const by = { ArrowRight: rtl, ArrowLeft: -rtl, Home: -slides.length, End: slides.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(now + by);
  });
  for (const step of steps) {
    step.hidden = false;
    step.addEventListener("click", () => go(now + Number(step.dataset.step)));
  }
  show();
}

export function initCarousels(root = document) {
  root.querySelectorAll("[data-carousel]:not([data-wired])").forEach((carousel) => {
    carousel.dataset.wired = "";
    wire(carousel);
  });
}
