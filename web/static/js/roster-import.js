// Enrolling by a table: a file, a trial that changes nothing, and what came of each line.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

const LOOK_MS = 700;
const OVER = new Set(["done", "failed", "cancelled"]);

/** Ask until the job is over; `told(job)` hears how far it is. */
async function follow(id, told) {
  for (;;) {
    const job = await get(`/jobs/${id}`);
    told(job);
    if (OVER.has(job.state)) return job;
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
}

const row = (one) => h("tr", {}, h("td.is-number", {}, t.number(one.line)), h("th", { scope: "row" }, h("bdi", {}, one.email)), h("td", {}, t.has(`imported.${one.outcome}`) ? t(`imported.${one.outcome}`) : one.outcome, one.code && ` (${t.has(`imported.${one.code}`) ? t(`imported.${one.code}`) : one.code})`));

const table = (rows) => h("div.table-box", { tabindex: 0, role: "region", "aria-label": t("roster.import") }, h("table.table", {}, h("thead", {}, h("tr", {}, ["roster.row", "auth.email", "roster.result"].map((key) => h("th", { scope: "col" }, t(key))))), h("tbody", {}, rows.map(row))));

/** The form; `path` takes the table, `done()` is called when people were enrolled. */
export function importForm(path, done) {
  const told = h("p.outcome", { role: "status" });
  const found = h("div");
  const file = h("input.field", { type: "file", accept: ".csv,text/csv", required: true });
  const go = async (dryRun) => {
    told.classList.remove("is-bad");
    found.replaceChildren();
    const sheet = new Blob([await file.files[0].arrayBuffer()], { type: "text/csv" });
    const job = await follow((await post(`${path}?dry_run=${dryRun}`, sheet)).id, ({ progress }) => (told.textContent = t("roster.working", progress)));
    told.textContent = t(job.state !== "done" ? "roster.failed" : dryRun ? "roster.checked" : "roster.finished");
    told.classList.toggle("is-bad", job.state !== "done");
    found.replaceChildren(table(job.result?.rows ?? []));
    if (!dryRun) done();
  };
  const onsubmit = async (event) => {
    event.preventDefault();
    const buttons = [...event.target.querySelectorAll("button")];
    for (const each of buttons) each.disabled = true;
    try {
      await go(event.submitter.dataset.dry === "true");
    } catch (problem) {
      told.textContent = problem.message;
      told.classList.add("is-bad");
    }
    for (const each of buttons) each.disabled = false;
  };
  return h(
    "form.card.stack",
    { onsubmit },
    h("h2", {}, t("roster.import")),
    h("p.hint", {}, t("roster.import_lead")),
    h("label.label", {}, t("roster.file"), file),
    h("div.control-group", {}, h("button.button", { type: "submit", "data-dry": "true" }, t("roster.try")), h("button.button.is-primary", { type: "submit", "data-dry": "false" }, t("roster.run"))),
    told,
    found,
  );
}
