// For the host: how sure people said they were of the revealed question, and how many of them were right.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** Bands in which somebody stands, the surest first, with the share that was right. Pure. */
export const bandsOf = (confidence) =>
  confidence
    .filter((band) => band.n > 0)
    .reverse()
    .map((band) => ({ ...band, share: band.correct / band.n }));

const row = (band) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, t("sure.band", { from: band.from, to: band.to })),
    h("td.is-number", {}, t.number(band.n)),
    h("td.is-number", {}, t.number(band.correct)),
    h("td.is-number", {}, t.percent(band.share)),
  );

/** The table; null where nobody said how sure they were. */
export function sureView(confidence) {
  const bands = bandsOf(confidence ?? []);
  if (!bands.length) return null;
  const heads = ["how", "n", "right", "share"].map((name) => h("th", { scope: "col" }, t(`sure.${name}`)));
  return [h("h2", {}, t("sure.title")), h("div.table-box", { tabindex: "0", role: "region", "aria-label": t("sure.title") }, h("table.table.is-dense", {}, h("caption.sr", {}, t("sure.title")), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, bands.map(row))))];
}
