"""When a live session moves on by itself. Pure, like the state machine that it serves."""

from realtime.state import FINAL_WAIT_MS, GRACE_MS, LOST_WAIT_MS, Millis, Phase, Plan, Run, RunState, State


def due(
    plan: Plan, state: State, latest_end: Millis | None = None, *, missing: bool = False, attended: bool = False
) -> Millis | None:
    """When the session moves on by itself (ms), None when it waits for a person.

    `latest_end` is the end of the last window of those who may still answer; without it, the common end. `missing`:
    someone whose line was lost at the close has not handed in yet. `attended`: whoever may begin it is there.
    """
    if state.over:
        return None
    if state.run is None:
        return _due_in_lobby(plan, state, attended=attended)
    return _due_of_run(plan, state, state.run, latest_end, missing=missing)


def _due_of_run(plan: Plan, state: State, run: Run, latest_end: Millis | None, *, missing: bool) -> Millis | None:
    if run.state is RunState.CLOSING:
        return run.window_end() + GRACE_MS
    if state.paused_at is not None:
        return None
    if run.state is RunState.PREPARE:
        return run.prepared_at + plan.options.prepare_cap_ms
    if run.state is RunState.OPEN:
        return max(run.window_end(), latest_end or 0) + GRACE_MS
    return _due_after_close(plan, run, missing=missing)


def _due_after_close(plan: Plan, run: Run, *, missing: bool) -> Millis | None:
    if run.state is RunState.CLOSED:
        wait_ms = LOST_WAIT_MS if missing else 0
        return run.changed_at + wait_ms if plan.options.auto_reveal else None
    return run.changed_at + FINAL_WAIT_MS if plan.options.auto_advance else None


def _due_in_lobby(plan: Plan, state: State, *, attended: bool) -> Millis | None:
    options = plan.options
    if state.phase is not Phase.LOBBY or state.paused_at is not None:
        return None
    if options.catch_up_of is not None:
        return 0 if attended else None
    return options.starts_at_ms if attended or options.auto_advance else None
