// Learning platforms that launch us by LTI 1.3: what they say of themselves, how far they are trusted, and our side of it.

import { form } from "./account-card.js";
import { facts, links, twice } from "./admin-links.js";
import { all, post, remove } from "./api.js";
import { labelled, openDialog, tick } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { freshly } from "./step-up.js";

const ADDRESSES = ["login_url", "token_url", "keys_url", "token_audience"];
const field = (name, more = {}) => labelled(t(`admin.lti_${name}`), h("input.field", { name, required: true, maxlength: 255, autocomplete: "off", dir: "ltr", ...more }));

async function addDialog(deeds) {
  const courses = await all("/courses").catch(() => []);
  const fields = [
    field("name", { dir: "auto", maxlength: 200 }),
    field("issuer", { maxlength: 500 }),
    field("client_id"),
    field("deployments", { maxlength: 2000 }),
    ADDRESSES.map((name) => field(name, { type: "url", maxlength: 2000, required: name !== "token_audience" })),
    tick("trusts_email", t("admin.lti_trusts_email"), false),
    tick("trusts_roles", t("admin.lti_trusts_roles"), false),
    h("fieldset.stack", {}, h("legend", {}, t("admin.lti_courses")), courses.length ? courses.map((each) => h("label.check", {}, h("input", { type: "checkbox", name: "courses", value: each.id }), h("bdi", {}, each.title))) : h("p.hint", {}, t("admin.nothing"))),
  ];
  const send = async (values, node) => {
    const body = {
      ...values,
      deployments: values.deployments.split(",").map((each) => each.trim()).filter(Boolean),
      token_audience: values.token_audience || null,
      trusts_email: "trusts_email" in values,
      trusts_roles: "trusts_roles" in values,
      courses: new FormData(node).getAll("courses"),
    };
    await freshly(() => post("/lti/platforms", body));
    dialog.close();
    await deeds.load();
  };
  const dialog = openDialog(t("admin.lti_new"), [h("p.hint", {}, t("admin.lti_new_hint")), form(fields, t("admin.add"), send)], { wide: true });
}

const code = (text) => text && h("code.address", { dir: "ltr" }, text);

function draw(platform, deeds) {
  const trust = [platform.trusts_email && t("admin.lti_trusts_email"), platform.trusts_roles && t("admin.lti_trusts_roles")].filter(Boolean);
  return h(
    "section.card.stack",
    { "data-platform": platform.id },
    h("div.card-head", {}, h("h2", {}, h("bdi", {}, platform.name))),
    facts([
      [t("admin.lti_issuer"), code(platform.issuer)],
      [t("admin.lti_client_id"), code(platform.client_id)],
      [t("admin.lti_deployments"), code(platform.deployments.join(", "))],
      ...ADDRESSES.map((name) => [t(`admin.lti_${name}`), code(platform[name])]),
      [t("admin.lti_trust"), trust.join(" · ") || t("admin.lti_no_trust")],
      [t("admin.lti_courses"), t.number(platform.courses.length)],
      [t("admin.c_created"), t.date(platform.created_at)],
    ]),
    h("h3", {}, t("admin.lti_ours")),
    facts(["our_login_url", "our_launch_url", "our_keys_url"].map((name) => [t(`admin.lti_${name}`), code(platform[name])])),
    h("div.control-group", {}, twice(t("admin.delete"), t("admin.delete_sure"), () => deeds.run(() => remove(`/lti/platforms/${platform.id}`), t("admin.deleted")), platform.name)),
  );
}

links("/lti/platforms", t("admin.lti_none"), draw, addDialog);
