// Publishing while pictures are still on their way: the button waits, in view, and sends the form once they are ready.
// It can be called off, and a picture that was not accepted calls it off by itself and says so.
import { say } from "./text.js";
import { toast } from "./toast.js";

const BUSY = '.upload:is([data-state="waiting"], [data-state="sending"], [data-state="checking"])';

export class Publishing {
  constructor(form) {
    this.form = form;
    this.button = form.querySelector('button[name="action"][value="publish"]');
    this.line = form.querySelector("[data-publish-wait]");
    this.waits = false;
    form.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
    form.addEventListener("uploads", () => this.onUploads());
    this.line.querySelector("button").addEventListener("click", () => this.callOff(say("publish_called_off")));
    addEventListener("beforeunload", (event) => {
      if (this.waits) event.preventDefault();
    });
  }

  onSubmit(event) {
    if (event.submitter && event.submitter !== this.button) return;
    if (!this.form.querySelector(BUSY)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.wait(true);
    this.line.querySelector("button").focus();
  }

  onUploads() {
    if (!this.waits || this.form.querySelector(BUSY)) return;
    const refused = this.form.querySelector('.upload[data-state="refused"]');
    if (refused) {
      this.callOff(say("publish_refused"), "bad");
      refused.scrollIntoView({ block: "center" });
      return;
    }
    this.wait(false);
    this.form.requestSubmit(this.button);
  }

  callOff(words, tone = "") {
    this.wait(false);
    toast(words, { tone });
    this.button.focus();
  }

  wait(on) {
    this.waits = on;
    this.button.hidden = on;
    this.line.hidden = !on;
  }
}
