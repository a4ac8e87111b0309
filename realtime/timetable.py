"""When a live session moves on by itself. Pure, like the state machine that it serves."""

from realtime.state import FINAL_WAIT_MS, GRACE_MS, LOST_WAIT_MS, Millis, Plan, Run, RunState, State


def due(plan: Plan, state: State, latest_end: Millis | None = None, *, missing: bool = False) -> Millis | None:
    """When the session moves on by itself (ms), None when it waits for a person.

    `latest_end` is the end of the last window of those who may still answer; without it, the common end. `missing`:
    someone whose line was lost at the close has not handed in yet.
    """
    run = state.run
    if run is None or state.over:
        return None
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
