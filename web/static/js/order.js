// An order: waits for the payment's word, then leads to the course. Admins send money back here.

import { get, post } from "./api.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";
import { money } from "./money.js";

const box = find("[data-order]");
const id = box.dataset.order;
const error = find("[data-error]");
const PAUSE_MS = 1500;
const OVER = new Set(["failed", "cancelled", "expired"]);

async function say(action) {
  error.textContent = "";
  try {
    await action();
  } catch (problem) {
    const key = `pay.${problem.body?.reason ?? problem.code}`;
    error.textContent = t.has(key) ? t(key) : problem.message;
  }
}

const row = (item) => h("li", { dir: "auto" }, item.title);

function view(order) {
  const pending = order.state === "pending";
  return [
    h("p.big-note", { "data-state": order.state }, t(`pay.state_${order.state}`)),
    h("p", { dir: "ltr" }, `${order.number} · ${money(order.total)}`),
    h("ul", {}, order.items.map(row)),
    pending && order.last_decline && h("p.form-error", {}, t("pay.declined")),
    pending && order.checkout_url && h("a.button.is-primary", { href: order.checkout_url }, t("pay.go_on")),
    pending && h("button.button", { type: "button", onclick: cancel }, t("pay.cancel")),
    order.invoice_number && h("a.button", { href: `/api/v1/orders/${id}/invoice` }, t("pay.invoice")),
    order.state === "paid" && h("a.button.is-primary", { href: "/learn" }, t("pay.to_courses")),
    OVER.has(order.state) && h("a.button", { href: `/courses/${order.items[0].course_id}/buy` }, t("pay.again")),
  ];
}

const cancel = () => say(async () => draw(await post(`/orders/${id}/cancel`)));

function draw(order) {
  show(find("[data-view]"), order, () => view(order));
  const left = order.total.amount - order.refunded.amount;
  const open = "admin" in box.dataset && left > 0 && ["paid", "partially_refunded"].includes(order.state);
  show(find("[data-refund]"), open, () => (open ? refundForm() : []));
}

function refundForm() {
  const send = (event) => {
    event.preventDefault();
    const { reason, password } = Object.fromEntries(new FormData(event.target));
    say(async () => {
      if (password) await post("/auth/step-up", { password });
      const refund = await post(`/orders/${id}/refunds`, { reason });
      if (refund.state === "failed") throw new Error(refund.problem);
      show(find("[data-refund]"), "waits", () => h("p.hint", { role: "status" }, t("pay.refund_waits")));
      await follow(refund.id);
    });
  };
  return h(
    "form.stack",
    { onsubmit: send },
    h("label.label", {}, t("pay.reason"), h("input.field", { name: "reason", required: true, maxlength: 200 })),
    h("label.label", {}, t("auth.password"), h("input.field", { name: "password", type: "password", autocomplete: "current-password", dir: "ltr" })),
    h("button.button", { type: "submit" }, t("pay.refund")),
  );
}

/** Some gateways let people decide about a refund: look on for a while. */
async function follow(refundId, looks = 20) {
  const { items } = await get(`/refunds?order_id=${id}`);
  const refund = items.find((one) => one.id === refundId);
  if (refund?.state === "failed") error.textContent = refund.problem;
  if (["done", "failed"].includes(refund?.state)) draw(await get(`/orders/${id}`));
  else if (looks) setTimeout(() => say(() => follow(refundId, looks - 1)), PAUSE_MS);
}

async function watch() {
  const order = await get(`/orders/${id}`);
  draw(order);
  if (order.state === "pending") setTimeout(() => say(watch), PAUSE_MS);
}

say(watch);
