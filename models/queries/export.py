"""Everything that is kept about one person, for them to take away (GDPR, articles 15 and 20)."""

import json
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection

# Each part is what one table holds of the person; hashes, sealed secrets and other people's rows are left out.
_PARTS: Final = {
    "account": "SELECT to_jsonb(u) - '{password_hash,email_key}'::text[] AS row FROM user_account u WHERE u.id = $1",
    "sign_ins": "SELECT to_jsonb(s) - 'user_id' AS row FROM auth_session s WHERE s.user_id = $1 ORDER BY s.id",
    "api_tokens": "SELECT to_jsonb(t) - '{user_id,token_hash}'::text[] AS row FROM api_token t "
    "WHERE t.user_id = $1 ORDER BY t.id",
    "accommodations": "SELECT to_jsonb(a) - 'user_id' AS row FROM accommodation a WHERE a.user_id = $1 ORDER BY a.id",
    "teaching": "SELECT to_jsonb(s) - 'user_id' AS row FROM course_staff s WHERE s.user_id = $1 ORDER BY s.id",
    "enrollments": "SELECT to_jsonb(e) || jsonb_build_object('course', c.title) AS row FROM enrollment e "
    "JOIN course c ON c.id = e.course_id WHERE e.user_id = $1 ORDER BY e.id",
    "attempts": "SELECT to_jsonb(a) - '{plan,seed}'::text[] AS row FROM attempt a WHERE a.user_id = $1 ORDER BY a.id",
    "live_seats": "SELECT to_jsonb(p) - 'name_key' AS row FROM live_participant p WHERE p.user_id = $1 ORDER BY p.id",
    "live_answers": "SELECT to_jsonb(a) AS row FROM live_answer a JOIN live_participant p ON p.id = a.participant_id "
    "WHERE p.user_id = $1 ORDER BY a.id",
    "history": "SELECT jsonb_build_object('at', l.at, 'action', l.action, 'object', l.object_type, "
    "'address', l.address) AS row FROM audit_log l WHERE l.actor_id = $1 ORDER BY l.at, l.id",
}
PARTS: Final = tuple(_PARTS)


async def export_part(part: str, user_id: UUID) -> list[dict[str, Any]]:
    """The rows of one part, as plain JSON values."""
    rows = await get_connection("default").execute_query_dict(_PARTS[part], [user_id])
    return [json.loads(row["row"]) if isinstance(row["row"], str) else row["row"] for row in rows]
