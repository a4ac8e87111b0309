// Why an answer earned what it did: one sentence for each reason.

import { t } from "./i18n.js";

const textIn = (list, id) => list?.find((one) => one.id === id)?.text ?? "–";

/** "1/3" or "0.5" as a share in words. */
export function shareText(fraction) {
  const [top, bottom = "1"] = String(fraction).split("/");
  return t.percent(Number(top) / Number(bottom));
}

function choice(why, question) {
  const key = why.correct ? (why.chosen === false ? "missed" : "right") : why.chosen === false ? null : "wrong";
  return key && t(`why.choice_${key}`, { text: textIn(question.choices, why.id) });
}

function blank(why, question) {
  const inner = why.why.map((each) => sentence(each, { ...question.blanks?.[why.blank], choices: question.blanks?.[why.blank]?.choices })).filter(Boolean);
  return [t("why.blank_mark", { n: why.blank, share: shareText(why.fraction) }), ...inner].join(" ");
}

const SAYS = {
  rule: (why) => t("why.rule", { rule: t(`why.rule_${why.rule}`), share: shareText(why.fraction) }),
  bounded: (why) => t("why.bounded", { share: shareText(why.fraction) }),
  penalty: (why) => t("why.penalty", { share: shareText(why.fraction) }),
  choice,
  decisions: (why) => t("why.decisions", { right: why.right, of: why.of, errors: why.errors }),
  blank_mark: blank,
  pair: (why, question) => t(why.correct ? "why.pair_right" : "why.pair_wrong", { left: textIn(question.lefts, why.left), right: textIn(question.rights, why.right) }),
  place: (why, question) => t(why.correct ? "why.place_right" : "why.place_wrong", { n: why.place, item: textIn(question.items, why.id) }),
  matched: (why) => t("why.matched", { text: why.accepted, share: shareText(why.fraction) }),
  value: (why) => t(why.correct ? "why.value_right" : "why.value_wrong"),
  out_of_range: (why) => t("why.out_of_range", { low: why.low, high: why.high }),
  unit_converted: (why) => t("why.unit_converted", { unit: why.unit }),
  unit_unknown: (why) => t("why.unit_missing", { unit: why.unit, share: shareText(why.lost) }),
  unit_missing: (why) => t("why.unit_missing", { unit: why.unit, share: shareText(why.lost) }),
};

/** The sentence for one reason about `question`; null for one that says nothing to people. */
export function sentence(why, question) {
  if (SAYS[why.code]) return SAYS[why.code](why, question);
  return t.has(`why.${why.code}`) ? t(`why.${why.code}`) : null;
}
