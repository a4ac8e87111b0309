"""The host is away: the session waits, goes on by itself, or is handed to a co-host who is there (live.md §3)."""

from realtime.room import Room
from realtime.rooms import Rooms
from realtime.timing import HOST_AWAY_MS, HOST_GONE, hand_over, pause_for_host, resume_for_host


async def mind_the_host(rooms: Rooms, room: Room) -> None:
    """Do what the session wants when its host has been away for a while, and undo it when one is back."""
    now, staff = rooms.clock.now(), room.staff_present()
    if staff or not room.host_seen_at:
        room.host_seen_at = now
    if room.leader in staff or not room.leader_seen_at:
        room.leader_seen_at = now
    gone = now - room.host_seen_at >= HOST_AWAY_MS
    if gone != room.host_gone:
        room.host_gone = gone
        rooms.arm(room)
    paused_for_it = room.state.paused_at is not None and room.state.pause_reason == HOST_GONE
    if gone and room.state.paused_at is None and room.pauses_without_host:
        await rooms.execute(room, pause_for_host())
    elif paused_for_it and staff:
        await rooms.execute(room, resume_for_host())
    if staff and room.hands_over and now - room.leader_seen_at >= HOST_AWAY_MS:
        await rooms.execute(room, hand_over(str(room.row.owner_id), room.leader, min(staff)))
