// Files that belong to an answer or a piece of work: choose, upload, take away again.

import { get, upload } from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** A size in the page's language. */
export function sizeText(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: UNITS[step], maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}

/** A link to a file, with its size. */
export const fileLink = (file) => [h("a", { href: `/files/${file.id}`, download: file.name }, h("bdi", {}, file.name)), " ", h("span.hint", {}, sizeText(file.size))];

/** Links to the files with these ids. */
export function fileLinks(ids) {
  const list = h("ul.file-list");
  Promise.all(ids.map((id) => get(`/files/${id}`).catch(() => null))).then((found) => list.replaceChildren(...found.filter(Boolean).map((file) => h("li", {}, fileLink(file)))));
  return list;
}

/** The field; `change(ids)` tells which files are there now. */
export function filesField(ids, change) {
  let files = [];
  const list = h("ul.file-list");
  const told = h("p.hint", { role: "status" });
  const set = (next) => {
    files = next;
    draw();
    change(files.map((file) => file.id));
  };
  const row = (file) => h("li", {}, fileLink(file), h("button.button.is-small.is-quiet", { type: "button", onclick: () => set(files.filter((one) => one !== file)) }, t("files.remove"), h("span.sr", {}, ` ${file.name}`)));
  const draw = () => list.replaceChildren(...files.map(row));
  const take = async () => {
    for (const file of [...input.files]) {
      told.textContent = t("files.uploading", { name: file.name });
      try {
        set([...files, await upload(file)]);
        told.textContent = t("files.there", { name: file.name });
      } catch (problem) {
        told.textContent = t("files.failed", { name: file.name, why: problem.message });
      }
    }
    input.value = "";
  };
  const input = h("input.field", { type: "file", multiple: true, onchange: take });
  Promise.all(ids.map((id) => get(`/files/${id}`).catch(() => null))).then((found) => {
    files = [...found.filter(Boolean), ...files];
    draw();
  });
  return h("div.stack", {}, list, h("label.label", {}, t("files.choose"), input), told);
}
