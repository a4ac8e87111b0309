"""The questions of quizzes and live sessions: written, stored, shown, answered, marked, revealed, counted.

Public names: `parse_content`, `validate`, `load`, `dump`, `author_view`, `apply_key` (the question) ·
`ids_of`, `make_order`, `shuffled`, `public_view` (what a learner sees) · `parse_answer`, `dump_answer` (answers) ·
`grade`, `feedback_for`, `award`, `total` (marks) · `correct_view`, `distribution` (the reveal) ·
`live_supported`, `attempt_supported`, `Kind`, `Content`, `Answer`, `Mark`, `Why`, `Rule`, `Invalid`, `Problem`.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final

from models.rules.problems import Invalid, Problem, Problems
from models.rules.questions.answers import Answer
from models.rules.questions.choices import Multiple, Single
from models.rules.questions.cloze import Cloze
from models.rules.questions.content import Asked, Content, Json, NewId, Order, Show
from models.rules.questions.kinds import Kind, attempt_supported, live_supported
from models.rules.questions.marks import Mark, Rule, Why, award, total
from models.rules.questions.matching import Matching
from models.rules.questions.numeric import Numeric
from models.rules.questions.open import Essay, FileAnswer, OpenText, Slide, WordCloud
from models.rules.questions.ordering import Ordering
from models.rules.questions.poll import Poll
from models.rules.questions.reader import Reader
from models.rules.questions.short_text import ShortText
from models.rules.questions.truth import TrueFalse

__all__ = [
    "Answer",
    "Content",
    "Invalid",
    "Kind",
    "Mark",
    "NewId",
    "Order",
    "Problem",
    "Rule",
    "Why",
    "apply_key",
    "attempt_supported",
    "author_view",
    "award",
    "correct_view",
    "distribution",
    "dump",
    "dump_answer",
    "feedback_for",
    "grade",
    "ids_of",
    "live_supported",
    "load",
    "make_order",
    "parse_answer",
    "parse_content",
    "public_view",
    "shuffled",
    "total",
    "validate",
]

CONTENTS: Final[Mapping[str, type[Content]]] = {
    each.kind: each
    for each in (
        *(Single, Multiple, TrueFalse, ShortText, Numeric, Matching, Ordering, Cloze, Essay, FileAnswer),
        *(Poll, WordCloud, OpenText, Slide),
    )
}
ENVELOPE: Final = frozenset({"kind", "stem", "points", "seconds", "feedback", "tags", "media"})
"""Fields of a question that stand beside its content and may be in the same object."""


def parse_content(kind: str, raw: Mapping[str, object], *, new_id: NewId) -> Content:
    """Read a question as an author writes it (api.md, "question in"); fields of the envelope are not looked at.

    `new_id` makes the ids that learners will see of choices and the like: they must be random, since ids that
    are counted up or carry a time tell the order in which they were made. Raises `Invalid` with every fault.
    """
    content, problems = _read(kind, raw, new_id, stored=False)
    problems.stop_if_any()
    return content


def validate(kind: str, raw: Mapping[str, object]) -> tuple[Problem, ...]:
    """Every fault of a question as an author wrote it; none when `parse_content` would take it."""
    return tuple(_read(kind, raw, lambda: "", stored=False)[1].found)


def load(kind: str, stored: Mapping[str, object]) -> Content:
    """Read what `dump` wrote; equal to the value that was dumped. Raises `Invalid` on anything else."""
    content, problems = _read(kind, stored, lambda: "", stored=True)
    problems.stop_if_any()
    return content


def _read(kind: str, raw: Mapping[str, object], new_id: NewId, *, stored: bool) -> tuple[Content, Problems]:
    problems = Problems()
    if kind not in CONTENTS:
        problems.add(("kind",), "unknown_option", f"One of {', '.join(CONTENTS)} is needed here.")
        return Slide(), problems
    reader = Reader.of(raw, problems, stored=stored)
    reader.asked |= ENVELOPE
    content = CONTENTS[kind].read(reader, new_id)
    reader.finish()
    return content, problems


def dump(content: Content) -> Json:
    """The question with its key, JSON-ready, for storage beside its kind."""
    return content.dump()


def author_view(content: Content) -> Json:
    """The question with its key as an author writes it; `parse_content` reads it. For staff only."""
    return content.author()


def apply_key(content: Content, key: Mapping[str, object]) -> Content:
    """The same question with another key, which speaks as the question's own key fields in api.md (texts, values).

    Ids, texts and the scoring rule stay, so answers that were given can be marked anew. Choices, lefts and blanks
    that the key does not name keep what they had. Raises `Invalid`: `no_key` for kinds that have none, and for
    texts that the question does not show.
    """
    problems = Problems()
    reader = Reader.of(key, problems)
    again = content.rekey(reader)
    reader.finish()
    problems.stop_if_any()
    return again


def ids_of(content: Content) -> tuple[str, ...]:
    """All ids that a learner can see; a live run mints another name for each (`relabel`)."""
    return tuple(each for ids in content.lists().values() for each in ids)


def shuffled(ids: Iterable[str], seed: str) -> list[str]:
    """The ids in an order that depends on the seed and on the set of ids alone: sorted by SHA-256(seed, id).

    The order in which they came, which may be the key, leaves no trace, even for one who knows the seed.
    """
    return sorted(ids, key=lambda each: (sha256(f"{len(seed)}:{seed}:{each}".encode()).digest(), each))


def make_order(content: Content, seed: str, *, shuffle_choices: bool = False) -> dict[str, list[str]]:
    """An order for every list: shuffled where the stored order tells the key, or where the author wants it."""
    telling = content.telling()
    return {
        name: shuffled(ids, f"{seed}/{name}") if shuffle_choices or name in telling else list(ids)
        for name, ids in content.lists().items()
    }


def public_view(content: Content, *, order: Order, relabel: Mapping[str, str] | None = None) -> Json:
    """The content as a learner sees it: `{kind, choices?, lefts?, rights?, items?, text?, blanks?}` (api.md).

    The caller adds `id`, `stem` and `points`. `order` is what `make_order` made; the lists whose stored order
    tells the key (`rights`, `items`) must be in it, others are shown as stored when it leaves them out.
    ValueError when an order is no permutation or the relabelling misses an id.
    """
    return {"kind": content.kind.value, **content.public(Show(order, relabel))}


def parse_answer(
    content: Content, raw: object, *, live: bool = False, relabel: Mapping[str, str] | None = None
) -> Answer | None:
    """Read an answer: the shapes of api.md, or with `live` those of live.md section 4 (answer fields alone).

    In an attempt None, `{}` and empty values are blank and read as None; a live answer is never blank.
    `relabel` is the one the learner's view was made with. Raises `Invalid` with every fault.
    """
    problems = Problems()
    reader = Reader.of({} if raw is None else raw, problems)
    answer = content.read_answer(reader, Asked(live, relabel))
    reader.finish()
    if live and answer is None and not problems.found:
        reader.fault(None, "blank", "A blank answer cannot be handed in.")
    problems.stop_if_any()
    return answer


def dump_answer(
    content: Content, answer: Answer | None, *, live: bool = False, relabel: Mapping[str, str] | None = None
) -> Json:
    """The answer in the shape that `parse_answer` reads; `{}` for a blank one."""
    return {} if answer is None else content.answer_json(answer, Asked(live, relabel))


def grade(content: Content, answer: Answer | None) -> Mark:
    """The mark of an answer and why. A blank answer earns 0 under every rule; its fraction is None without a key."""
    return content.mark_blank() if answer is None else content.mark(answer)


def correct_view(content: Content, relabel: Mapping[str, str] | None = None) -> Json:
    """The right answer for a reveal: `{choices?, value?, unit?, texts?, order?, pairs?}`; `{}` without a key."""
    return content.correct(Show(relabel=relabel))


def distribution(
    content: Content, answers: Sequence[Answer | None], relabel: Mapping[str, str] | None = None
) -> list[Json]:
    """How often each answer was given, blanks left out: `[{id|value|text, n, correct?}]`.

    Ordering and matching count, for each item or left, the answers that had it right. Numbers and texts are
    grouped and end after the 50 most frequent. Does not depend on the order of the answers.
    """
    return content.distribution([answer for answer in answers if answer is not None], Show(relabel=relabel))


def feedback_for(content: Content, answer: Answer | None) -> list[Json]:
    """The author's feedback on what was answered: `[{id, feedback}]` of choices, `[{text, feedback}]` of typed forms."""
    return [] if answer is None else content.feedback(answer)
