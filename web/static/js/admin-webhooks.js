// Endpoints that are told what happens: add, switch, test, a new secret, and what became of each delivery.

import { asked, form } from "./account-card.js";
import { act, facts, links, twice } from "./admin-links.js";
import { get, patch, post, remove } from "./api.js";
import { labelled, openDialog, outcome, tick } from "./dialogs.js";
import { h, meta, show } from "./dom.js";
import { t } from "./i18n.js";
import { freshly } from "./step-up.js";

const EVENTS = meta("events").split(" ");

const secretDialog = (secret) => openDialog(t("admin.hook_secret"), [h("p", {}, t("admin.hook_secret_once")), h("code.secret", { dir: "ltr", tabindex: 0 }, secret)]);

function addDialog(deeds) {
  const fields = [
    labelled(t("admin.hook_url"), h("input.field", { type: "url", name: "url", required: true, maxlength: 2000, dir: "ltr", autocomplete: "off", placeholder: "https://" })),
    labelled(t("admin.hook_description"), h("input.field", { name: "description", maxlength: 500, autocomplete: "off", dir: "auto" })),
    h("fieldset.stack", {}, h("legend", {}, t("admin.hook_events")), h("p.hint", {}, t("admin.hook_all")), h("div.ticks", { dir: "ltr" }, EVENTS.map((each) => tick(each, each, false)))),
  ];
  const send = async ({ url, description, ...ticked }) => {
    const made = await freshly(() => post("/webhooks", { url, description, events: Object.keys(ticked) }));
    dialog.close();
    await deeds.load();
    secretDialog(made.secret);
  };
  const dialog = openDialog(t("admin.hook_new"), [form(fields, t("admin.add"), send)], { wide: true });
}

/** How the last try of a delivery went, in one line. */
function lastTry(delivery) {
  const last = delivery.tries.at(-1);
  if (!last) return t("admin.hook_untried");
  return [last.status ? `HTTP ${last.status}` : last.error, `${last.ms} ms`].join(" · ");
}

function logDialog(hook) {
  const result = outcome();
  const list = h("ul.rows", {});
  const more = h("div", {});
  let items = [];
  const again = (one) =>
    result.tell(asked(async () => {
      await freshly(() => post(`/deliveries/${one.id}/redeliver`));
      await load();
    }), t("admin.hook_resent"));
  const row = (one) =>
    h(
      "li.row",
      { "data-delivery": one.id },
      h("div.row-words", {}, h("span", {}, h("code", { dir: "ltr" }, one.type), " ", h(`span.state.is-${one.state}`, {}, t(`admin.s_${one.state}`))), h("span.hint", {}, t.date(one.created_at), " · ", h("bdi", {}, lastTry(one)), " · ", t("admin.hook_tries", { n: one.tries.length }))),
      act(t("admin.hook_again"), () => again(one), { about: `${one.type} ${t.date(one.created_at)}` }),
    );
  const load = async (cursor = null) => {
    const page = await get(`/webhooks/${hook.id}/deliveries?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    items = cursor ? [...items, ...page.items] : page.items;
    show(list, items, () => (items.length ? items.map(row) : h("li.hint", {}, t("admin.hook_no_log"))));
    more.replaceChildren(...(page.next ? [act(t("news.more"), () => result.tell(asked(() => load(page.next)), ""))] : []));
  };
  openDialog(t("admin.hook_log"), [h("p.hint", {}, h("bdi", {}, hook.url)), result.node, list, more], { wide: true });
  result.tell(asked(load), "");
}

function draw(hook, deeds) {
  const state = hook.enabled ? "on" : "off";
  const about = hook.url;
  const rotate = async () => {
    const made = await deeds.run(() => post(`/webhooks/${hook.id}/rotate`));
    if (made) secretDialog(made.secret);
  };
  return h(
    "section.card.stack",
    { "data-webhook": hook.id },
    h("div.card-head", {}, h("h2.address", {}, h("bdi", {}, hook.url)), h(`span.state.is-${state}`, {}, t(`admin.s_${state}`))),
    hook.description && h("p", { dir: "auto" }, hook.description),
    facts([
      [t("admin.hook_events"), hook.events.length ? h("span", { dir: "ltr" }, hook.events.join(", ")) : t("admin.hook_every")],
      [t("admin.hook_off_why"), hook.off_reason && t(`admin.off_${hook.off_reason}`)],
      [t("admin.hook_failing"), hook.failing_since && t.date(hook.failing_since)],
      [t("admin.hook_old_secret"), hook.previous_secret_until && t.date(hook.previous_secret_until)],
      [t("admin.c_created"), t.date(hook.created_at)],
    ]),
    h(
      "div.control-group",
      {},
      act(t("admin.hook_log"), () => logDialog(hook), { about }),
      hook.enabled && act(t("admin.hook_test"), () => deeds.run(() => post(`/webhooks/${hook.id}/test`), t("admin.hook_tested")), { about }),
      act(t(hook.enabled ? "admin.hook_switch_off" : "admin.hook_switch_on"), () => deeds.run(() => patch(`/webhooks/${hook.id}`, { enabled: !hook.enabled }), t("admin.hook_switched")), { about }),
      act(t("admin.hook_rotate"), rotate, { about }),
      twice(t("admin.delete"), t("admin.delete_sure"), () => deeds.run(() => remove(`/webhooks/${hook.id}`), t("admin.deleted")), about),
    ),
  );
}

links("/webhooks", t("admin.hook_none"), draw, addDialog);
