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
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(BASE + path, {
    method,
    headers,
    credentials: token ? "omit" : "same-origin",
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  const after = Number(answer.headers.get("Retry-After"));
  throw new Problem(answer.status, problem, after > 0 ? after * 1000 : undefined);
}

const json = async (answer) => JSON.parse((await answer.text()) || "null");

export const get = async (path, options) => json(await send("GET", path, options));
export const post = async (path, body = {}, options = {}) => json(await send("POST", path, { ...options, body }));

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

/** Save a table as a file; a plain link could not carry the CSRF header. */
export async function download(path, name) {
  const answer = await send("GET", path, { accept: "text/csv" });
  const url = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
