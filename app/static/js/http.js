// One way to speak to our own server: same origin, CSRF header, a time limit, and a clear error.
const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

export class RequestFailed extends Error {
  constructor(status, problem) {
    super(problem?.detail || problem?.title || `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** fetch with our headers; throws RequestFailed on a 4xx or 5xx. `json` is sent as JSON, `form` as a form. */
export async function send(url, { method = "GET", json, form, headers = {}, timeoutMs = 15000 } = {}) {
  const all = { Accept: "application/json, text/html;q=0.8", "X-Requested-With": "fetch", ...headers };
  if (method !== "GET") all["X-CSRFToken"] = token();
  if (json !== undefined) all["Content-Type"] = "application/json";
  const response = await fetch(url, {
    method,
    headers: all,
    body: json !== undefined ? JSON.stringify(json) : form,
    credentials: "same-origin",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const signedOut = response.redirected && new URL(response.url).pathname.startsWith("/login");
  if (signedOut) throw new RequestFailed(401, null);
  if (!response.ok) throw new RequestFailed(response.status, await response.json().catch(() => null));
  return response;
}

/** The elements of an HTML fragment sent by the server. */
export async function fetchFragment(url) {
  const response = await send(url, { headers: { Accept: "text/html", "X-Fragment": "1" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, response };
}
