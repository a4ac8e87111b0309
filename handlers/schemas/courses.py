"""Shapes of courses: what authors write, what visitors read."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from models.queries.catalogue import Card, Counts, Search, Sort, Teacher
from models.rules.access import CourseRole
from models.rules.courses import CourseState
from models.tables.courses import Course
from server.endpoint import In, Line, Moment, Money, Out, PageQuery, Patch, Prose, read_cursor

Difficulty = Literal["beginner", "intermediate", "advanced"]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=16)]
"""A language tag (BCP 47), as `en` or `zh-Hant`."""
Slug = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Summary = Annotated[str, StringConstraints(max_length=500)]
Category = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Capacity = Annotated[int, Field(ge=1, le=1_000_000, description="Seats; null means no limit.")]
AccessDays = Annotated[int, Field(ge=1, le=36_500, description="How long a place lasts; null means for ever.")]
OfferHours = Annotated[int, Field(ge=1, le=8_760, description="How long a seat is kept for whom it is offered to.")]


def _distinct(tags: list[str]) -> list[str]:
    return list(dict.fromkeys(tags))


Tags = Annotated[list[Tag], Field(max_length=20), AfterValidator(_distinct)]
CourseRef = Annotated[str, StringConstraints(min_length=1, max_length=120)]
"""A course's id or its slug."""


class _Terms(In):
    """What a new course and a change of one say in the same words."""

    difficulty: Difficulty | None = None
    language: Language = "en"
    price: Money | None = None
    capacity: Capacity | None = None
    access_days: AccessDays | None = None
    enroll_opens_at: Moment | None = None
    enroll_closes_at: Moment | None = None
    offer_hours: OfferHours | None = None
    publish_at: Moment | None = None


class CourseIn(_Terms):
    """A new course, which begins as a draft."""

    title: Line
    slug: Slug | None = None
    summary: Summary = ""
    description: Prose = ""
    category: Category = ""
    tags: Tags = Field([])


class CoursePatch(_Terms, Patch):
    """Changes of a course; null clears what may be empty."""

    title: Line = "unused"
    slug: Slug = "unused"
    summary: Summary | None = None
    description: Prose | None = None
    category: Category | None = None
    tags: Tags | None = None


class DuplicateIn(In):
    """How the copy shall be called; the usual is the old title with "(copy)"."""

    title: Line | None = None


_EMPTY: dict[str, Any] = {"summary": "", "description": "", "category": "", "tags": []}


def columns(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as columns: the price in two of them, texts that were cleared as empty ones."""
    values = {name: _EMPTY.get(name) if value is None else value for name, value in sent.items()}
    if "price" in values:
        price: Money | None = values.pop("price")
        values |= {"price_minor": price and price.amount, "currency": price and price.currency}
    return values


class CourseQuery(PageQuery):
    """Which courses, in which order."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    category: Category | None = None
    tag: Tag | None = None
    difficulty: Difficulty | None = None
    price: Literal["free", "paid"] | None = None
    instructor: UUID | None = None
    mine: bool = Field(default=False, description="Courses that you teach, drafts among them.")
    sort: Literal["newest", "oldest", "title", "relevance"] | None = Field(
        None, description="By relevance when there is a `q`, else the newest first."
    )

    def after(self) -> tuple[str, Any, UUID] | None:
        """Where the last page ended: how the text was looked for, the sort key, and the id."""
        match self.sort or ("relevance" if self.q else "newest"):
            case "title":
                return read_cursor(self.cursor, tuple[Literal["words", "alike"], str, UUID])
            case "relevance" if self.q:
                return read_cursor(self.cursor, tuple[Literal["words", "alike"], float, UUID])
            case _:
                return read_cursor(self.cursor, tuple[Literal["words", "alike"], datetime, UUID])

    def search(self, user_id: UUID | None) -> Search:
        """The question for the catalogue; `user_id` counts only for `mine`."""
        return Search(
            text=self.q,
            category=self.category,
            tag=self.tag,
            difficulty=self.difficulty,
            free=None if self.price is None else self.price == "free",
            instructor_id=self.instructor,
            staff_id=user_id if self.mine else None,
            sort=Sort(self.sort) if self.sort else None,
        )


class TeacherOut(Out):
    """Who teaches a course."""

    user_id: UUID
    full_name: str
    role: CourseRole

    @classmethod
    def of(cls, teacher: Teacher) -> Self:
        """From the catalogue's teacher."""
        return cls(user_id=teacher.user_id, full_name=teacher.full_name, role=teacher.role)


class CountsOut(Out):
    """How much there is in a course, and how many learn there."""

    sections: int
    lessons: int
    quizzes: int
    learners: int

    @classmethod
    def of(cls, counts: Counts) -> Self:
        """From the catalogue's counts."""
        return cls(sections=counts.sections, lessons=counts.lessons, quizzes=counts.quizzes, learners=counts.learners)


class RatingOut(Out):
    """What learners think of a course: the mean of 1 to 5, null while nobody said."""

    average: float | None
    count: int


class CourseOut(Out):
    """A course as anyone may see it."""

    id: UUID
    slug: str
    title: str
    summary: str
    description: str
    category: str
    tags: list[str]
    difficulty: Difficulty | None
    language: str
    price: Money | None
    capacity: int | None
    access_days: int | None
    enroll_opens_at: datetime | None
    enroll_closes_at: datetime | None
    offer_hours: int | None
    publish_at: datetime | None
    state: CourseState
    staff: list[TeacherOut]
    rating: RatingOut
    counts: CountsOut
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, card: Card) -> Self:
        """From a card of the catalogue."""
        course = card.course
        return cls(
            id=course.id,
            slug=course.slug,
            title=course.title,
            summary=course.summary,
            description=course.description,
            category=course.category,
            tags=course.tags,
            difficulty=course.difficulty,
            language=course.language,
            price=_price(course),
            capacity=course.capacity,
            access_days=course.access_days,
            enroll_opens_at=course.enroll_opens_at,
            enroll_closes_at=course.enroll_closes_at,
            offer_hours=course.offer_hours,
            publish_at=course.publish_at,
            state=CourseState(course.state),
            staff=[TeacherOut.of(teacher) for teacher in card.staff],
            rating=RatingOut(average=card.rating.average, count=card.rating.count),
            counts=CountsOut.of(card.counts),
            created_at=course.created_at,
            updated_at=course.updated_at,
        )


def _price(course: Course) -> Money | None:
    if course.price_minor is None or course.currency is None:
        return None
    return Money.of(course.price_minor, course.currency)
