// Buying one course: the price with a coupon, and the gateways that take its currency.

import { get, post } from "./api.js";
import { find, h, show } from "./dom.js";
import { t } from "./i18n.js";
import { money } from "./money.js";

const box = find("[data-buy]");
const courseId = box.dataset.course;
const error = find("[data-error]");
let coupon = null;

async function say(action) {
  error.textContent = "";
  try {
    await action();
  } catch (problem) {
    const key = `pay.${problem.code}`;
    error.textContent = t.has(key) ? t(key) : problem.message;
  }
}

async function pay(gateway, button) {
  button.disabled = true;
  await say(async () => {
    const order = await post("/orders", { course_ids: [courseId], gateway, ...(coupon ? { coupon } : {}) });
    location.assign(order.checkout_url ?? `/orders/${order.id}`);
  });
  button.disabled = false;
}

const choice = ({ gateway, live }) =>
  h(
    "button.button.is-primary.is-large.is-wide",
    { type: "button", onclick: (event) => pay(gateway, event.currentTarget) },
    t("pay.with", { gateway: t(`pay.${gateway}`) }),
    live ? null : ` (${t("pay.test")})`,
  );

find("[data-coupon-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = new FormData(event.target).get("coupon").trim();
  say(async () => {
    const quote = code ? await post("/coupons/quote", { coupon: code, course_ids: [courseId] }) : null;
    coupon = quote ? code : null;
    if (quote) find("[data-price]").textContent = t("pay.price_with", { price: money(quote.total), before: money(quote.subtotal) });
  });
});

say(async () => {
  const course = await get(`/courses/${courseId}`);
  find("[data-name]").textContent = course.title;
  find("[data-price]").textContent = course.price ? money(course.price) : t("pay.free");
  if (!course.price) return;
  const { items } = await get(`/payments/gateways?currency=${course.price.currency}`);
  show(find("[data-gateways]"), items, () => (items.length ? items.map(choice) : h("p.hint", {}, t("pay.no_gateway"))));
});
