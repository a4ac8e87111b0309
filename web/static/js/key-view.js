// The right answer in words, for the kinds that are not tiles.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const textOf = (list, id) => (list ?? []).find((one) => one.id === id)?.text ?? String(id);

/** The right answer of a revealed item as an element, or null where the tiles show it or there is none. */
export function keyView(item) {
  const { texts, value, order, pairs } = item.revealed?.correct ?? {};
  if (order?.length) return h("ol.key-list", {}, order.map((id) => h("li", { dir: "auto" }, textOf(item.items, id))));
  if (pairs?.length) return h("ul.key-list", {}, pairs.map(([left, right]) => pair(item, left, right)));
  if (texts?.length) return h("p.key-text", { dir: "auto" }, texts.join(" · "));
  if (item.kind === "numeric" && value !== undefined) return h("p.key-text", {}, numberText(value, item));
  return null;
}

const numberText = (value, item) => [typeof value === "object" ? (value.value ?? "") : t.number(Number(value)), item.revealed.correct.unit].filter(Boolean).join(" ");

const pair = (item, left, right) =>
  h("li.pair", {}, h("span", { dir: "auto" }, textOf(item.lefts, left)), h("span.pair-arrow", { "aria-hidden": "true" }), h("strong", { dir: "auto" }, textOf(item.rights, right)));
