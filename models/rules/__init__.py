"""Pure rules: values in, values out; no clock, no chance, no I/O.

The quiz engine, the same for attempts and for live sessions:

- `questions`: a question's content from an author's words to marks. `parse_content`, `validate`, `load`, `dump`,
  `author_view`, `apply_key`, `ids_of`, `make_order`, `shuffled`, `public_view`, `parse_answer`, `dump_answer`, `grade`,
  `feedback_for`, `award`, `total`, `correct_view`, `distribution`, `live_supported`, `attempt_supported`, `Kind`.
  One module for each family of kinds; `content.Content` says what each of them can do.
- `scoring`: game points of live answers. `score_run`, `Entry`, `Status`, `versioned`, `ranks`, `streak_bonus`, `next_streak`.
- `deadlines`: `deadline` (an explained minimum), `Allowance`, `most_lenient`, `stage`, `closes_as`.
- `attempts`: `may_attempt`, `attempts_left`, `next_attempt_at`, `overall` (several attempts), `percent`, `passed`.
- `progress`: `percent` of a course, `is_complete`.
- `problems`: `Invalid` and `Problem`, what parsing says about bad input.
- `numbers`, `texts`: exact numbers and comparable text.

Beside it `access`: roles, callers and what they may do.
"""
