// Why a lesson is closed, in words: one sentence for each reason.

import { t } from "./i18n.js";

const SAYS = {
  after_lesson: (lock, titles) => t("outline.after_lesson", { lesson: titles.get(lock.lesson_id) ?? "…" }),
  not_yet: (lock) => t("outline.not_yet", { when: t.date(lock.until) }),
  days_after_enrollment: (lock) => t("outline.days_after_enrollment", { when: t.date(lock.until) }),
};

/** The sentences for `locks`; `titles` maps ids of lessons to their titles. */
export const reasons = (locks, titles) => locks.map((lock) => SAYS[lock.code]?.(lock, titles) ?? lock.code);
