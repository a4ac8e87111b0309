// The answers of an item as tiles: colour, shape, letter and text; after the reveal with bars and what was right.

import { drawing, h } from "./dom.js";
import { hueOf, ICONS, letterOf, shapeOf } from "./shapes.js";
import { t } from "./i18n.js";

/** The options a tile can stand for: the choices, or true and false; empty for typed and sorted kinds. */
export function options(item) {
  if (item.kind === "true_false") {
    return [true, false].map((value) => ({ id: value, text: t(value ? "live.true" : "live.false") }));
  }
  return item.choices ?? [];
}

/** Mark and letter of answer number `index`. */
export const mark = (index) => h("span.mark", { "aria-hidden": "true" }, drawing(shapeOf(index), "shape"), h("span.letter", {}, letterOf(index)));

const entryFor = (distribution, option) =>
  distribution?.find((one) => (one.id ?? one.value) === option.id) ?? null;

function isCorrect(revealed, option) {
  const { choices, value } = revealed.correct ?? {};
  return Array.isArray(choices) ? choices.includes(option.id) : value === option.id;
}

/** Whether a reveal names right answers at all; a poll has none. */
const hasKey = (revealed) => Boolean(revealed && (revealed.correct?.choices?.length || revealed.correct?.value !== undefined));

function tile(option, index, { revealed, distribution, mine }) {
  const entry = entryFor(distribution, option);
  const total = distribution?.reduce((sum, one) => sum + one.n, 0) ?? 0;
  const share = entry && total ? entry.n / total : 0;
  const right = hasKey(revealed) && isCorrect(revealed, option);
  const classes = ["tile", hueOf(index), right && "is-right", hasKey(revealed) && !right && "is-wrong"].filter(Boolean);
  return h(
    `li.${classes.join(".")}`,
    { vars: { "--share": share } },
    mark(index),
    h("span.tile-text", { dir: "auto" }, option.text),
    mine.includes(option.id) && h("span.tile-mine", {}, t("play.you")),
    right && h("span.verdict", {}, drawing(ICONS.check), h("span.sr", {}, t("live.right_answer"))),
    distribution && h("span.tile-count", {}, t.number(entry?.n ?? 0), h("span.tile-share", {}, t.percent(share))),
    distribution && h("span.tile-bar", { "aria-hidden": "true" }),
  );
}

/** A list of tiles for reading, with bars when there is a distribution; `mine` are the ids this reader chose. */
export function tiles(item, distribution, mine = []) {
  const list = options(item);
  const long = list.some((option) => option.text.length > 48) || list.length > 6;
  return h(`ul.tiles${long ? ".is-long" : ""}`, {}, list.map((option, i) => tile(option, i, { revealed: item.revealed, distribution, mine })));
}

/** What was typed, most often given first, as bars. */
export function typedBars(distribution, limit = 8) {
  const most = [...distribution].sort((a, b) => b.n - a.n).slice(0, limit);
  const top = Math.max(1, ...most.map((one) => one.n));
  return h(
    "ul.bars",
    {},
    most.map((one) =>
      h(
        `li.bar${one.correct ? ".is-right" : ""}`,
        { vars: { "--share": one.n / top } },
        h("span.bar-fill", { "aria-hidden": "true" }),
        h("bdi.bar-text", {}, String(one.text ?? one.value ?? one.id)),
        one.correct && h("span.verdict", {}, drawing(ICONS.check), h("span.sr", {}, t("live.right_answer"))),
        h("span.bar-count", {}, t.number(one.n)),
      ),
    ),
  );
}

/** Words, the larger the more often they came. */
export function wordCloud(distribution) {
  const top = Math.max(1, ...distribution.map((one) => one.n));
  return h(
    "ul.cloud",
    {},
    [...distribution].sort((a, b) => b.n - a.n).slice(0, 40).map((one) =>
      h("li.cloud-word", { vars: { "--weight": one.n / top } }, h("bdi", {}, one.text ?? ""), h("span.sr", {}, ` ${t.number(one.n)}`)),
    ),
  );
}

/** Free texts as notes on a wall; a text that several sent says how many. */
export const opinions = (distribution, limit = 24) =>
  h("ul.opinions", {}, distribution.slice(0, limit).map((one) => h("li.opinion", {}, h("p", { dir: "auto" }, one.text), one.n > 1 && h("span.badge", {}, t("live.times", { n: one.n })))));
