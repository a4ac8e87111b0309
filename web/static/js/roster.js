// Who has a place in a course and who is invited; enrolling one by one, or by a table.

import { all, get, post, remove } from "./api.js";
import { openDialog } from "./dialogs.js";
import { find, h, meta, show } from "./dom.js";
import { t } from "./i18n.js";
import { importForm } from "./roster-import.js";

const path = `/courses/${meta("course")}`;
const root = find("[data-root]");
const failed = (problem) => (find("[data-error]").textContent = problem.message);
const learners = h("section.stack", { "data-learners": true });
const invitations = h("section.stack", { "data-invitations": true });

function addForm() {
  const told = h("p.outcome", { role: "status" });
  const email = h("input.field", { name: "email", type: "email", required: true, maxlength: 320, autocomplete: "off", dir: "ltr" });
  const onsubmit = async (event) => {
    event.preventDefault();
    told.classList.remove("is-bad");
    try {
      const found = await post(`${path}/enrollments`, { email: email.value.trim() });
      told.textContent = found.user ? t("roster.added", { name: found.user.full_name }) : t("roster.invited");
      email.value = "";
      await load();
    } catch (problem) {
      told.textContent = problem.body?.errors?.[0]?.detail ?? problem.message;
      told.classList.add("is-bad");
    }
  };
  return h("form.card.stack", { onsubmit }, h("div.inline-form", {}, h("label.label", {}, t("roster.email"), email), h("button.button.is-primary", { type: "submit" }, t("roster.add"))), told);
}

function askToDrop({ enrollment, user }) {
  const go = async () => {
    await remove(`/enrollments/${enrollment.id}`).catch(failed);
    node.close();
    await load().catch(failed);
  };
  const node = openDialog(t("roster.drop"), [
    h("p", {}, t("roster.sure", { name: user.full_name })),
    h("div.dialog-buttons", {}, h("button.button", { type: "button", onclick: () => node.close() }, t("roster.keep")), h("button.button.is-danger", { type: "button", onclick: go }, t("roster.drop"))),
  ]);
}

const OVER = new Set(["dropped", "expired"]);

const row = (one) =>
  h(
    "tr",
    { "data-enrollment": one.enrollment.id },
    h("th", { scope: "row" }, h("bdi", {}, one.user.full_name), h("br"), h("span.hint", {}, h("bdi", {}, one.user.email))),
    h("td", {}, t(`roster.state_${one.enrollment.state}`)),
    h("td.is-number", {}, t.percent(one.enrollment.percent / 100)),
    h("td", {}, t.date(one.enrollment.enrolled_at)),
    h("td", {}, !OVER.has(one.enrollment.state) && h("button.button.is-small.is-quiet", { type: "button", onclick: () => askToDrop(one) }, t("roster.drop"), h("span.sr", {}, ` ${one.user.full_name}`))),
  );

const head = (keys) => h("thead", {}, h("tr", {}, keys.map((key) => (key ? h("th", { scope: "col" }, t(key)) : h("td")))));
const boxed = (label, ...content) => h("div.table-box", { tabindex: 0, role: "region", "aria-label": label }, h("table.table", {}, content));

const invited = (one) =>
  h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, one.email)), h("td", {}, t.date(one.created_at)), h("td", {}, h("button.button.is-small.is-quiet", { type: "button", onclick: () => remove(`/invitations/${one.id}`).then(load).catch(failed) }, t("roster.revoke"), h("span.sr", {}, ` ${one.email}`))));

async function load() {
  const [places, waiting] = await Promise.all([all(`${path}/enrollments`, 1000), all(`${path}/invitations?state=waiting`, 1000)]);
  show(learners, places, () => [h("h2", {}, t("roster.learners")), places.length ? boxed(t("roster.learners"), head(["results.name", "roster.state", "gradebook.progress", "roster.since", null]), h("tbody", {}, places.map(row))) : h("p.hint", {}, t("roster.none"))]);
  show(invitations, waiting, () => waiting.length > 0 && [h("h2", {}, t("roster.invitations")), boxed(t("roster.invitations"), head(["auth.email", "roster.since", null]), h("tbody", {}, waiting.map(invited)))]);
}

async function start() {
  const course = await get(path);
  find("[data-lead]").textContent = course.title;
  find("[data-actions]").replaceChildren(h("a.button", { href: `${path}/learners` }, t("nav.learners")), h("a.button", { href: `${path}/gradebook` }, t("nav.gradebook")));
  await load();
  show(root, "ready", () => [addForm(), importForm(`${path}/enrollments/import`, () => load().catch(failed)), learners, invitations]);
}

start().catch((problem) => {
  show(root, "failed", () => null);
  failed(problem);
});
