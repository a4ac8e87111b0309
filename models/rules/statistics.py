"""Item analysis of a quiz: formulas over sample moments (n - 1); None where one is not defined.

Source of the formulas: "Quiz statistics calculations" in Moodle's developer documentation; Cronbach (1951) for alpha.
"Rest" is the total of an attempt without the question; for a question that was drawn at random it is the whole total.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, sqrt
from typing import Final

from models.rules.questions import Answer, Content, grade
from models.rules.questions.answers import Chosen, Truth
from models.rules.questions.choices import Single
from models.rules.questions.cloze import Cloze
from models.rules.questions.marks import ZERO, Rule
from models.rules.questions.matching import Matching
from models.rules.questions.numeric import Numeric
from models.rules.questions.open import ByPerson
from models.rules.questions.ordering import Ordering
from models.rules.questions.short_text import ShortText
from models.rules.questions.truth import TrueFalse

BINS: Final = 10
PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Moments:
    """Sample moments of one question's marks over `n` attempts; variances and covariances are None for n = 1.

    `cov_sorted` is the covariance of the marks and the rests after both were sorted: the most there could be.
    """

    n: int
    mean: float
    max_mark: float
    var_mark: float | None = None
    var_rest: float | None = None
    cov_rest: float | None = None
    cov_total: float | None = None
    cov_sorted: float | None = None


def facility(moments: Moments) -> float | None:
    """Mean mark as a share of the whole mark."""
    return moments.mean / moments.max_mark if moments.n and moments.max_mark else None


def standard_deviation(variance: float | None) -> float | None:
    """The root of a sample variance."""
    return None if variance is None else sqrt(max(0.0, variance))


def discrimination_index(moments: Moments) -> float | None:
    """Correlation of mark and rest, in percent."""
    if moments.cov_rest is None or not moments.var_mark or not moments.var_rest:
        return None
    return PERCENT * moments.cov_rest / sqrt(moments.var_mark * moments.var_rest)


def discriminative_efficiency(moments: Moments) -> float | None:
    """The covariance of mark and rest in percent of the most that these marks and rests could have."""
    if moments.cov_rest is None or not moments.cov_sorted:
        return None
    return PERCENT * moments.cov_rest / moments.cov_sorted


def effective_weights(with_total: Sequence[float | None]) -> list[float | None]:
    """What part of the spread of totals each question makes, in percent.

    From the covariances of mark and total; None for a negative one, whose question works against the others.
    """
    roots = [None if cov is None or cov < 0 else sqrt(cov) for cov in with_total]
    whole = sum(root for root in roots if root is not None)
    return [None if root is None or not whole else PERCENT * root / whole for root in roots]


def cronbach_alpha(item_variances: Sequence[float | None], total_variance: float | None) -> float | None:
    """Internal consistency of k questions that every attempt had: k/(k-1) * (1 - sum of variances / variance of totals)."""
    k = len(item_variances)
    if k <= 1 or not total_variance or any(each is None for each in item_variances):
        return None
    return k / (k - 1) * (1 - sum(each for each in item_variances if each is not None) / total_variance)


def random_guess(content: Content) -> Fraction | None:
    """The fraction that blind guessing earns on average; None for `multiple`, where it depends on how one guesses."""
    match content:
        case Single() | TrueFalse():
            given: list[Answer] = [Truth(value=True), Truth(value=False)]
            if isinstance(content, Single):
                given = [Chosen((each,)) for each in content.ids]
            return sum((grade(content, each).fraction or ZERO for each in given), ZERO) / len(given)
        case Matching():
            return _pairing(content)
        case Ordering():
            whole = content.scoring.rule is Rule.ALL_OR_NOTHING
            return Fraction(1, factorial(len(content.items)) if whole else len(content.items))
        case Cloze():
            weighed = (Fraction(each.weight) * (random_guess(each.content) or ZERO) for each in content.blanks)
            return sum(weighed, ZERO) / Fraction(sum(each.weight for each in content.blanks))
        case ShortText() | Numeric() | ByPerson():
            return ZERO
        case _:
            return None


def _pairing(content: Matching) -> Fraction | None:
    """Each left is paired with any right; only two rules have a simple mean."""
    one = Fraction(1, len(content.rights))
    match content.scoring.rule:
        case Rule.EVERY_DECISION:
            return one
        case Rule.ALL_OR_NOTHING:
            return Fraction(one ** len(content.lefts))
        case _:
            return None


def bins(percents: Sequence[tuple[int, int]]) -> list[int]:
    """Counts of attempts by tenths of the whole score, from `(bin, count)` with bins from 0; 100 % is in the last."""
    found = [0] * BINS
    for at, count in percents:
        found[max(0, min(BINS - 1, at))] += count
    return found
