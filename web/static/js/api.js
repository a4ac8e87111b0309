// REST calls with the page's cookie session and its CSRF token; errors are problem+json made into exceptions.

import { meta } from "./dom.js";

const BASE = "/api/v1";

export class Problem extends Error {
  constructor(status, body, afterMs) {
    super(body.detail || body.title || `HTTP ${status}`);
    Object.assign(this, { status, code: body.code ?? "unknown", body, afterMs });
  }
}

async function send(method, path, { body, token, accept = "application/json" } = {}) {
  const headers = { Accept: accept };
  if (token) headers.Authorization = `Bearer ${token}`;
  else if (meta("csrf")) headers["X-CSRF-Token"] = meta("csrf");
  const plain = body === undefined || body instanceof FormData || body instanceof Blob;
  if (!plain) headers["Content-Type"] = "application/json";
  const answer = await fetch(BASE + path, {
    method,
    headers,
    credentials: token ? "omit" : "same-origin",
    body: plain ? body : JSON.stringify(body),
  });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  const after = Number(answer.headers.get("Retry-After"));
  throw new Problem(answer.status, problem, after > 0 ? after * 1000 : undefined);
}

const json = async (answer) => JSON.parse((await answer.text()) || "null");

export const get = async (path, options) => json(await send("GET", path, options));
export const patch = async (path, body) => json(await send("PATCH", path, { body }));
export const put = async (path, body) => json(await send("PUT", path, { body }));
export const remove = async (path, body) => json(await send("DELETE", path, { body }));
export const post = async (path, body = {}, options = {}) => json(await send("POST", path, { ...options, body }));

/** Upload one file of the device; what the server knows about it. */
export async function upload(file) {
  const body = new FormData();
  body.append("file", file);
  return post("/files", body);
}

/** All items of a keyset list, at most `most`. */
export async function all(path, most = 300) {
  const items = [];
  let cursor = null;
  do {
    const joint = path.includes("?") ? "&" : "?";
    const page = await get(`${path}${joint}limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor && items.length < most);
  return items;
}

/** Save an answer as a file (a table unless told otherwise); a plain link could not carry the CSRF header. */
export async function download(path, name, accept = "text/csv") {
  const answer = await send("GET", path, { accept });
  const url = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
