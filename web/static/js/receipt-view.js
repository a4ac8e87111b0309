// What a receipt stands for, as the server tells it: when the answer came, whether it counts, whether it is genuine.

import { drawing, h } from "./dom.js";
import { ICONS } from "./shapes.js";
import { t } from "./i18n.js";

/** One answer of `GET /live-sessions/{id}/receipts/{receipt}`; `index` is the question's place from 0, if known. */
export const receiptView = (found, { index = null, name = null } = {}) =>
  h(
    `div.receipt.is-${found.genuine ? "genuine" : "forged"}`,
    {},
    h("p.receipt-head", {}, drawing(found.genuine ? ICONS.check : ICONS.cross), index === null ? null : h("strong", {}, t("results.item", { n: index + 1 })), name && h("bdi", {}, name), h("span", {}, t(found.genuine ? "receipt.genuine" : "receipt.forged"))),
    h("p.hint", {}, t("receipt.came", { time: t.date(new Date(found.received_at).toISOString()) }), " · ", t(`status.${found.status}`)),
  );
