"""Parts of statements that several figures share: who counts as a learner, what an attempt was worth."""

from typing import Final

PLACED: Final = """
e.state NOT IN ('waiting', 'offered')
  AND NOT (e.state = 'dropped' AND (e.reason IN ('declined', 'offer_over') OR starts_with(e.reason, 'unseated_')))
"""
"""Enrolments `e` that took a place, whatever became of it (`models.rules.enrolling.reason_of_end`)."""

STANDINGS: Final = """
SELECT a.enrollment_id, a.quiz_id, q.pass_percent, count(*) AS attempts,
  (CASE q.grading
    WHEN 'latest' THEN (array_agg(a.percent ORDER BY a.submitted_at DESC, a.id DESC))[1]
    WHEN 'first' THEN (array_agg(a.percent ORDER BY a.submitted_at, a.id))[1]
    WHEN 'average' THEN avg(a.percent)
    ELSE max(a.percent) END)::float8 AS percent
FROM attempt a JOIN quiz q ON q.id = a.quiz_id
WHERE q.course_id = $1 AND q.state = 'published' AND q.archived_at IS NULL
  AND a.state IN ('submitted', 'graded') AND a.percent IS NOT NULL
GROUP BY a.enrollment_id, a.quiz_id, q.grading, q.pass_percent
"""
"""What each learner's attempts at each published quiz of course $1 are worth by the quiz's grading policy."""

ATTEMPT_SECONDS: Final = """
least(greatest(extract(epoch FROM a.submitted_at - a.started_at), 0),
      greatest(extract(epoch FROM coalesce(a.deadline, a.started_at + interval '1 hour') - a.started_at), 0))
"""
"""Seconds of attempt `a`: until it was handed in, at most until its deadline, or an hour without one."""
