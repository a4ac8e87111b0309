"""Shape of a quiz's statistics."""

from collections.abc import Iterator, Sequence
from typing import Self
from uuid import UUID

from models.queries.statistics import Item, Which, Whole
from models.rules.questions import Kind
from models.rules.statistics import (
    cronbach_alpha,
    discrimination_index,
    discriminative_efficiency,
    effective_weights,
    facility,
    random_guess,
    standard_deviation,
)
from server.endpoint import In, Out


class StatisticsQuery(In):
    """Which attempts of each learner are looked at."""

    attempts: Which = Which.ALL


class ResponseOut(Out):
    """How often an answer was given; for an ordering or a matching, how often this part was right."""

    text: str
    n: int
    correct: bool | None


class ItemOut(Out):
    """One question. `facility` is a share, the standard deviation in points; the others are percents, null if undefined."""

    question_id: UUID
    kind: Kind
    stem: str
    drawn: bool
    attempts: int
    max_points: float
    mean: float
    facility: float | None
    standard_deviation: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None
    effective_weight: float | None
    negative_covariance: bool
    random_guess: float | None
    responses: list[ResponseOut]
    blank: int
    other: int

    @classmethod
    def of(cls, item: Item, weight: float | None) -> Self:
        """From the query's answer."""
        moments, guess = item.moments, random_guess(item.content)
        return cls(
            question_id=item.version.question_id,
            kind=Kind(item.version.kind),
            stem=item.version.stem,
            drawn=item.drawn,
            attempts=moments.n,
            max_points=moments.max_mark,
            mean=moments.mean,
            facility=facility(moments),
            standard_deviation=standard_deviation(moments.var_mark),
            discrimination_index=discrimination_index(moments),
            discriminative_efficiency=discriminative_efficiency(moments),
            effective_weight=weight,
            negative_covariance=moments.cov_total is not None and moments.cov_total < 0,
            random_guess=None if guess is None else float(guess),
            responses=[ResponseOut.model_validate(row) for row in item.responses.rows],
            blank=item.responses.blank,
            other=item.responses.other,
        )


class StatisticsOut(Out):
    """Statistics over graded attempts with sample variances (n - 1); `histogram` counts attempts by tenths of the score.

    `alpha` is Cronbach's, and null when attempts had different questions.
    """

    quiz_id: UUID
    which: Which
    attempts: int
    mean: float | None
    median: float | None
    lowest: float | None
    highest: float | None
    standard_deviation: float | None
    mean_percent: float | None
    mean_seconds: float | None
    alpha: float | None
    histogram: list[int]
    questions: list[ItemOut]

    @classmethod
    def of(cls, quiz_id: UUID, which: Which, whole: Whole, items: Sequence[Item]) -> Self:
        """From the query's answer."""
        weights = effective_weights([item.moments.cov_total for item in items])
        same = all(item.moments.n == whole.n for item in items)
        variances = [item.moments.var_mark for item in items]
        return cls(
            quiz_id=quiz_id,
            which=which,
            attempts=whole.n,
            mean=whole.mean,
            median=whole.median,
            lowest=whole.low,
            highest=whole.high,
            standard_deviation=standard_deviation(whole.variance),
            mean_percent=whole.mean_percent,
            mean_seconds=whole.mean_seconds,
            alpha=cronbach_alpha(variances, whole.variance) if same else None,
            histogram=whole.bins,
            questions=[ItemOut.of(item, weight) for item, weight in zip(items, weights, strict=True)],
        )

    def rows(self) -> Iterator[list[str | int | float | bool | None]]:
        """The questions as a table."""
        names = [name for name in ItemOut.model_fields if name != "responses"]
        yield [*names]
        for item in self.questions:
            yield [
                getattr(item, name) if name not in {"question_id", "kind"} else str(getattr(item, name))
                for name in names
            ]
