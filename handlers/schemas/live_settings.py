"""The settings of a live session, as they are sent."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints, field_validator

from models.rules.nicknames import MOST_BLOCKED, NameFilter
from models.rules.teams import LEAST_TEAMS, MOST_TEAMS, TeamMode
from models.rules.texts import fold
from server.endpoint import In

Scoring = Literal["accuracy", "half_speed", "linear", "rank", "first_correct_decay", "bucketed"]
Ms = Annotated[int, Field(ge=0, le=3_600_000)]


TeamName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


BlockedName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class TeamsIn(In):
    """Teams: newcomers join the smallest; a team's points are the mean or the sum of its members'."""

    names: Annotated[list[TeamName], Field(min_length=LEAST_TEAMS, max_length=MOST_TEAMS)]
    mode: TeamMode = TeamMode.MEAN

    @field_validator("names")
    @classmethod
    def _differ(cls, names: list[str]) -> list[str]:
        if len({fold(name) for name in names}) != len(names):
            raise ValueError("Teams need different names.")
        return names


class LiveSettings(In):
    """How a session plays; times in ms (docs/reference/live.md and live-additions.md say what each does)."""

    scoring: Scoring = "accuracy"
    guests: bool = False
    on_host_gone: Literal["pause", "auto_advance", "handover"] = "pause"
    auto_advance: bool = False
    auto_reveal: bool = False
    close_when_all_answered: bool = True
    allow_change: bool = False
    late_join: bool = True
    streak: bool = False
    recovery_ms: Ms = 30_000
    lead_ms: Annotated[int, Field(ge=0, le=10_000)] = 700
    prepare_cap_ms: Annotated[int, Field(ge=0, le=60_000)] = 3_000
    names: Literal["free", "generated"] = "free"
    name_filter: NameFilter = NameFilter.OFF
    blocked_names: Annotated[list[BlockedName], Field(max_length=MOST_BLOCKED, default_factory=list)]
    anonymous: bool = False
    hide_names: bool = False
    hide_results: bool = False
    teams: TeamsIn | None = None
    rehearsal: bool = False
    starts_at: AwareDatetime | None = None

    def stored(self, *, whole: bool = False) -> dict[str, Any]:
        """The settings as a session keeps them: those that were sent, or all."""
        kept = self.model_dump(mode="json", exclude_unset=not whole, include=set(LiveSettings.model_fields))
        if "starts_at" in kept:
            del kept["starts_at"]
            kept["starts_at_ms"] = None if self.starts_at is None else int(self.starts_at.timestamp() * 1000)
        return kept
