from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "user_account" (
    "id" UUID NOT NULL PRIMARY KEY,
    "email" VARCHAR(320) NOT NULL,
    "email_key" VARCHAR(320) NOT NULL UNIQUE,
    "full_name" VARCHAR(200) NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "password_hash" VARCHAR(200),
    "is_active" BOOL NOT NULL,
    "email_verified_at" TIMESTAMPTZ,
    "mfa_enabled" BOOL NOT NULL,
    "locale" VARCHAR(16) NOT NULL,
    "time_zone" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN "user_account"."role" IS 'STUDENT: student\nINSTRUCTOR: instructor\nADMIN: admin';
COMMENT ON TABLE "user_account" IS 'An account. `email` is as typed; `email_key` is its case-folded NFC form and is unique.';
CREATE TABLE IF NOT EXISTS "auth_session" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(8) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_seen_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "revoked_reason" VARCHAR(32),
    "user_agent" VARCHAR(300) NOT NULL,
    "address" VARCHAR(64) NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "auth_session" IS 'One sign-in: what logout ends. `kind` is `api` (bearer) or `page` (cookie).';
CREATE TABLE IF NOT EXISTS "refresh_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "token_hash" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "successor_id" UUID,
    "session_id" UUID NOT NULL REFERENCES "auth_session" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "refresh_token" IS 'One link of a session''s chain of refresh tokens; `token_hash` is a keyed hash, never the token.';
CREATE TABLE IF NOT EXISTS "course" (
    "id" UUID NOT NULL PRIMARY KEY,
    "slug" VARCHAR(120) NOT NULL UNIQUE,
    "title" VARCHAR(200) NOT NULL,
    "summary" VARCHAR(500) NOT NULL,
    "description" TEXT NOT NULL,
    "category" VARCHAR(80) NOT NULL,
    "tags" JSONB NOT NULL,
    "difficulty" VARCHAR(16),
    "language" VARCHAR(16) NOT NULL,
    "price_minor" BIGINT,
    "currency" VARCHAR(3),
    "capacity" INT,
    "access_days" INT,
    "enroll_opens_at" TIMESTAMPTZ,
    "enroll_closes_at" TIMESTAMPTZ,
    "offer_hours" INT,
    "publish_at" TIMESTAMPTZ,
    "state" VARCHAR(12) NOT NULL,
    "published_at" TIMESTAMPTZ,
    "archived_at" TIMESTAMPTZ,
    "version" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_course_state_b2198c" ON "course" ("state", "created_at", "id");
COMMENT ON TABLE "course" IS 'A course; `state` is draft, published or archived. Prices are minor units of `currency`.';
CREATE TABLE IF NOT EXISTS "course_staff" (
    "id" UUID NOT NULL PRIMARY KEY,
    "role" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_course_staf_course__a8afa3" UNIQUE ("course_id", "user_id")
);
COMMENT ON COLUMN "course_staff"."role" IS 'OWNER: owner\nCO_INSTRUCTOR: co_instructor\nASSISTANT: assistant\nSTUDENT: student';
COMMENT ON TABLE "course_staff" IS 'Who teaches a course, and as what.';
CREATE TABLE IF NOT EXISTS "section" (
    "id" UUID NOT NULL PRIMARY KEY,
    "title" VARCHAR(200) NOT NULL,
    "position" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "archived_at" TIMESTAMPTZ,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "section" IS 'A part of a course; `position` counts from 0 within the course.';
CREATE TABLE IF NOT EXISTS "lesson" (
    "id" UUID NOT NULL PRIMARY KEY,
    "title" VARCHAR(200) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "body" TEXT NOT NULL,
    "video_url" VARCHAR(2000),
    "quiz_id" UUID,
    "minutes" INT,
    "preview" BOOL NOT NULL,
    "optional" BOOL NOT NULL,
    "completion" JSONB,
    "unlock" JSONB,
    "position" INT NOT NULL,
    "version" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "archived_at" TIMESTAMPTZ,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "section_id" UUID NOT NULL REFERENCES "section" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "idx_lesson_quiz_id_4f5424" ON "lesson" ("quiz_id");
COMMENT ON TABLE "lesson" IS 'A lesson. `completion` and `unlock` hold the rules of api.md as they were given.';
CREATE TABLE IF NOT EXISTS "enrollment" (
    "id" UUID NOT NULL PRIMARY KEY,
    "state" VARCHAR(12) NOT NULL,
    "reason" VARCHAR(64) NOT NULL,
    "run" INT NOT NULL,
    "percent" INT NOT NULL,
    "enrolled_at" TIMESTAMPTZ NOT NULL,
    "completed_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,
    "last_seen_at" TIMESTAMPTZ,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_enrollment_course__16ae28" UNIQUE ("course_id", "user_id", "run")
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_enrollment_living" ON "enrollment" ("course_id", "user_id") WHERE state IN ('active', 'waiting', 'offered', 'completed');
COMMENT ON TABLE "enrollment" IS 'One person''s run through a course; a drop and a return make a new `run`.';
CREATE TABLE IF NOT EXISTS "lesson_progress" (
    "id" UUID NOT NULL PRIMARY KEY,
    "state" VARCHAR(12) NOT NULL,
    "why" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ NOT NULL,
    "completed_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "enrollment_id" UUID NOT NULL REFERENCES "enrollment" ("id") ON DELETE RESTRICT,
    "lesson_id" UUID NOT NULL REFERENCES "lesson" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_lesson_prog_enrollm_4544f4" UNIQUE ("enrollment_id", "lesson_id")
);
COMMENT ON TABLE "lesson_progress" IS 'How far one enrolment is in one lesson: `in_progress` or `done`, and why.';
CREATE TABLE IF NOT EXISTS "quiz" (
    "id" UUID NOT NULL PRIMARY KEY,
    "title" VARCHAR(200) NOT NULL,
    "state" VARCHAR(12) NOT NULL,
    "time_limit_seconds" INT,
    "grace_seconds" INT NOT NULL,
    "attempts_allowed" INT,
    "grading" VARCHAR(8) NOT NULL,
    "pass_percent" DOUBLE PRECISION NOT NULL,
    "shuffle_questions" BOOL NOT NULL,
    "shuffle_choices" BOOL NOT NULL,
    "opens_at" TIMESTAMPTZ,
    "closes_at" TIMESTAMPTZ,
    "overdue" VARCHAR(8) NOT NULL,
    "access_code" VARCHAR(64),
    "sequential" BOOL NOT NULL,
    "review" JSONB,
    "version" INT NOT NULL,
    "published_at" TIMESTAMPTZ,
    "archived_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "quiz" IS 'A quiz of a course; limits in seconds, `access_code` kept for staff to read back.';
CREATE TABLE IF NOT EXISTS "attempt" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "kind" VARCHAR(8) NOT NULL,
    "state" VARCHAR(12) NOT NULL,
    "live_session_id" UUID,
    "started_at" TIMESTAMPTZ NOT NULL,
    "submitted_at" TIMESTAMPTZ,
    "deadline" TIMESTAMPTZ,
    "plan" JSONB NOT NULL,
    "answers" JSONB NOT NULL,
    "score" DOUBLE PRECISION,
    "max_score" DOUBLE PRECISION NOT NULL,
    "percent" DOUBLE PRECISION,
    "passed" BOOL,
    "enrollment_id" UUID NOT NULL REFERENCES "enrollment" ("id") ON DELETE RESTRICT,
    "quiz_id" UUID NOT NULL REFERENCES "quiz" ("id") ON DELETE RESTRICT,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_attempt_enrollm_de6684" UNIQUE ("enrollment_id", "quiz_id", "kind", "number")
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_attempt_running" ON "attempt" ("enrollment_id", "quiz_id") WHERE state = 'in_progress';
CREATE UNIQUE INDEX IF NOT EXISTS "uq_attempt_live" ON "attempt" ("enrollment_id", "live_session_id") WHERE live_session_id IS NOT NULL;
COMMENT ON TABLE "attempt" IS 'One try at a quiz. `plan` freezes versions, order and seed; `kind` is self or live.';
CREATE TABLE IF NOT EXISTS "attempt_mark" (
    "id" UUID NOT NULL PRIMARY KEY,
    "question_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "answer" JSONB,
    "fraction" DOUBLE PRECISION,
    "points" DOUBLE PRECISION,
    "max_points" DOUBLE PRECISION NOT NULL,
    "why" JSONB NOT NULL,
    "feedback" TEXT,
    "attempt_id" UUID NOT NULL REFERENCES "attempt" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_attempt_mar_attempt_7bd221" UNIQUE ("attempt_id", "question_id")
);
COMMENT ON TABLE "attempt_mark" IS 'The mark of one question in one attempt, with the reason of it.';
CREATE TABLE IF NOT EXISTS "question" (
    "id" UUID NOT NULL PRIMARY KEY,
    "position" INT NOT NULL,
    "current_version" INT NOT NULL,
    "archived_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "quiz_id" UUID NOT NULL REFERENCES "quiz" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "question" IS 'The identity of a question; what it says stands in its versions.';
CREATE TABLE IF NOT EXISTS "question_version" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "stem" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "seconds" INT,
    "scoring" VARCHAR(32),
    "feedback" TEXT,
    "tags" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "question_id" UUID NOT NULL REFERENCES "question" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_question_ve_questio_dfa98d" UNIQUE ("question_id", "number")
);
COMMENT ON TABLE "question_version" IS 'One wording of a question, never changed: `content` is `models.rules.questions.dump`''s form.';
CREATE TABLE IF NOT EXISTS "live_answer" (
    "id" UUID NOT NULL PRIMARY KEY,
    "session_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "sub" VARCHAR(64) NOT NULL,
    "rev" INT NOT NULL,
    "answer" JSONB NOT NULL,
    "confidence" INT,
    "tap_ms" BIGINT NOT NULL,
    "received_ms" BIGINT NOT NULL,
    "credited_ms" BIGINT NOT NULL,
    "status" VARCHAR(12) NOT NULL,
    "current" BOOL NOT NULL,
    "receipt" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_live_answer_partici_a9dc2b" UNIQUE ("participant_id", "sub")
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_live_answer_current" ON "live_answer" ("run_id", "participant_id") WHERE current;
CREATE INDEX IF NOT EXISTS "idx_live_answer_receipt_fdf310" ON "live_answer" ("receipt");
CREATE INDEX IF NOT EXISTS "idx_live_answer_session_e2dfd5" ON "live_answer" ("session_id");
COMMENT ON TABLE "live_answer" IS 'An acknowledged answer. `current` is false for one that a later change replaced.';
CREATE TABLE IF NOT EXISTS "live_event" (
    "id" UUID NOT NULL PRIMARY KEY,
    "session_id" UUID NOT NULL,
    "s" INT NOT NULL,
    "t" VARCHAR(32) NOT NULL,
    "ts_ms" BIGINT NOT NULL,
    "d" JSONB NOT NULL,
    "h" BYTEA NOT NULL,
    CONSTRAINT "uid_live_event_session_dbca40" UNIQUE ("session_id", "s")
);
COMMENT ON TABLE "live_event" IS 'One position of a session''s log. `d` holds all that any audience may see; `h` chains the hashes.';
CREATE TABLE IF NOT EXISTS "live_heartbeat" (
    "id" UUID NOT NULL PRIMARY KEY,
    "session_id" UUID NOT NULL,
    "process_id" UUID NOT NULL,
    "at_ms" BIGINT NOT NULL,
    "present" JSONB NOT NULL,
    CONSTRAINT "uid_live_heartb_session_52c2a1" UNIQUE ("session_id", "process_id")
);
COMMENT ON TABLE "live_heartbeat" IS 'A process that serves a session says each second that it lives, and who is on its lines.';
CREATE TABLE IF NOT EXISTS "live_participant" (
    "id" UUID NOT NULL PRIMARY KEY,
    "session_id" UUID NOT NULL,
    "user_id" UUID,
    "name" VARCHAR(64) NOT NULL,
    "name_key" VARCHAR(128) NOT NULL,
    "state" VARCHAR(8) NOT NULL,
    "factor" DOUBLE PRECISION NOT NULL,
    "team" VARCHAR(64),
    "joined_at" TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_live_participant_user" ON "live_participant" ("session_id", "user_id") WHERE state IN ('joined', 'left');
CREATE UNIQUE INDEX IF NOT EXISTS "uq_live_participant_name" ON "live_participant" ("session_id", "name_key") WHERE state IN ('joined', 'left');
CREATE INDEX IF NOT EXISTS "idx_live_partic_session_e2e25e" ON "live_participant" ("session_id", "id");
COMMENT ON TABLE "live_participant" IS 'A seat in a session: an account''s or a guest''s.';
CREATE TABLE IF NOT EXISTS "live_run" (
    "id" UUID NOT NULL PRIMARY KEY,
    "session_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INT NOT NULL,
    "state" VARCHAR(8) NOT NULL,
    "opens_at_ms" BIGINT,
    "ends_at_ms" BIGINT,
    "closed_at_ms" BIGINT,
    "labels" JSONB NOT NULL,
    CONSTRAINT "uid_live_run_session_b77e20" UNIQUE ("session_id", "number")
);
COMMENT ON TABLE "live_run" IS 'One showing of an item. Answers lock this row for sharing, so closing it waits for them.';
CREATE TABLE IF NOT EXISTS "live_session" (
    "id" UUID NOT NULL PRIMARY KEY,
    "code" VARCHAR(8) NOT NULL,
    "epoch" VARCHAR(32) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "phase" VARCHAR(12) NOT NULL,
    "settings" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "head" INT NOT NULL,
    "digest" BYTEA NOT NULL,
    "starts_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ,
    "finalized_at" TIMESTAMPTZ,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "owner_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    "quiz_id" UUID NOT NULL REFERENCES "quiz" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_live_session_code" ON "live_session" ("code") WHERE ended_at IS NULL;
CREATE INDEX IF NOT EXISTS "idx_live_sessio_phase_60d083" ON "live_session" ("phase");
COMMENT ON TABLE "live_session" IS 'A live session. `plan` freezes the questions; `head` and `digest` are the log''s last position and hash.';
CREATE TABLE IF NOT EXISTS "audit_log" (
    "id" UUID NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "actor_id" UUID,
    "acting_as_id" UUID,
    "action" VARCHAR(64) NOT NULL,
    "object_type" VARCHAR(32) NOT NULL,
    "object_id" UUID,
    "before" JSONB,
    "after" JSONB,
    "address" VARCHAR(64) NOT NULL,
    "request_id" VARCHAR(64) NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_audit_log_at_516b42" ON "audit_log" ("at", "id");
CREATE INDEX IF NOT EXISTS "idx_audit_log_actor_i_e0b208" ON "audit_log" ("actor_id", "at");
CREATE INDEX IF NOT EXISTS "idx_audit_log_object__f073cc" ON "audit_log" ("object_id", "at");
COMMENT ON TABLE "audit_log" IS 'Who did what to what: append-only, written in the transaction of the change.';
CREATE TABLE IF NOT EXISTS "idempotency_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "principal" VARCHAR(64) NOT NULL,
    "method" VARCHAR(8) NOT NULL,
    "path" VARCHAR(500) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "state" VARCHAR(8) NOT NULL,
    "status" INT,
    "headers" JSONB,
    "body" BYTEA,
    "created_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_idempotency_princip_cef316" UNIQUE ("principal", "method", "path", "key")
);
CREATE INDEX IF NOT EXISTS "idx_idempotency_created_98dcfd" ON "idempotency_key" ("created_at");
COMMENT ON TABLE "idempotency_key" IS 'A POST that was begun, and its answer once there is one.';
CREATE TABLE IF NOT EXISTS "outbox" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(64) NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "done_at" TIMESTAMPTZ,
    "tries" INT NOT NULL,
    "error" TEXT
);
CREATE INDEX IF NOT EXISTS "idx_outbox_done_at_eb5822" ON "outbox" ("done_at", "due_at");
COMMENT ON TABLE "outbox" IS 'A side effect that must happen after the transaction that wrote this row.';
CREATE TABLE IF NOT EXISTS "used_ticket" (
    "id" UUID NOT NULL PRIMARY KEY,
    "used_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_used_ticket_used_at_0586a2" ON "used_ticket" ("used_at");
COMMENT ON TABLE "used_ticket" IS 'A socket ticket that was used; its id is the ticket''s, so a second use collides.';
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXetz27aW/1cw+uJ0R/X4ETu+ye7O2Knb+Na1U1u5bW/boWASknhNEQofVpRu//cFwB"
    "dIghRBkTJF41NiEoekfgeP8z5/DebYQJa7f+57s3vkuia2B2/BXwMbzhH5j+j2EAzgYpHc"
    "pBc8+GCx8ZAM1Fxu5IPrOVD3yL0JtFxELhnI1R1z4QWvGtzaCLjm1P7WtN+C5Qx6wMJT7H"
    "sA2Ya7D8aPpm2MgemCMVyYY/DqAUEHOd8A7IDxAk4RuaRj/Giib/bpCw2skzea9rSFZ/u2"
    "+dlHmoenyJshh7zh9z/JZfIQ9AW50Z+LR21iIstI4Wga9AHsuuatFuzap09X333PRtLvft"
    "B0bPlzOxm9WHkzbMfDfd809ikNvTdFNnKghwwOWNu3rJAP0aXgi8kFz/FR/KlGcsFAE+hb"
    "lD2D/574tk65AkKmmwQjGy010/jf8Au50Zp2czvS7i9HmjbIMZV+SYYX4SUd23RCmLZH8f"
    "rr7+C5CS7s6oC+4P2H87tXx6ffMCSw600ddpOhNvibEUIPBqQM+wRsytY83O9n0BHDHY3P"
    "AE4+tA7U0YUE62Tmx/CR+dYWpoM5/KJZyJ56M/LnWQnE/zq/YyifMZAxWafBIr4JbxzROx"
    "TqBFrdQRQKDXp5gL8jdzxzjsQgpykzUBsh6X70n7aAj1Dc7lweXf10eT86/+kjffzcdT9b"
    "DK/z0SW9c8SurjJXX51muBI/BPxyNfoA6J/g37c3l9kFEo8b/XtAv4lsyViz8VKDBo9JdD"
    "m6lGKzBV2PbOPIrsHoLK1idadZjb4sTPK4GoxOUyo2d5rNDnrCj7U27jRlA2wORQ/F5fa4"
    "TM5aNxDAq8pAecpa0lDHeJuWhY6PKghDx0eF0hC9lRaHfBc5GlEUbMGqKsY6TbVFqXM7Iu"
    "fxwUEVnA8OioGm99JIk0VA1okrAzNH0juMT19XgPj0dSHC9JZgKsupqRxJk7pqd8+DNTop"
    "1f4nj0KVlEKVh/Z77CBzav+IVgzgK/Id0NaRANBQJf8UPmY3IU2uJieFA5exuYSfUOS3k1"
    "+MPPbr78jBeHf1fjRgED9A/XEJHUMrwNpBE8KXmeaRA80W7BgXIf33P94hC3qm8LgLAb8L"
    "njWij+oR8AxHfIQ5/FLI5m/Nj+bZK9AmZ5gRvpu+SYSZwJiYxbTYmpjiZHVzomXajwBPAA"
    "ShJXLPBfqM/Hx6MXwmCGbHOzBm/9Fm0J0xUyAEj2iFDEAvDIGNnpADvBkKxotNjC2/T5kd"
    "u7PFD0vMjgljBXuOaUNnJYY9TZeB/2HlIXd3dx4RxBfXtxcphYpIJRdXN+d3v7366fzXb1"
    "Ja1fXtzQ/ReJ4dF7+NLs8zEozpun4tDTdFqOwYndZwlbnqRbCZSIJ1VjJHpgxVXeav6+s6"
    "kZWwrMqZpdtAWNkd7q6VSThcAwFUFtUUldLly3V5LrxhQ3U+E1axm+Cu1erTs0tasW9TVW"
    "X2FIGKGtlZilXTwIar69gPrLjrNdNzG4Tj98EYzaFpBfqfC+isMN6FFzWiDrIbpke0SOii"
    "byfYMoiCePP9ezDBzhxA26D3g2mQ10hbfI/SRLuzQQ1LNFHGYBlTeUywPUP5Fr0+ldwRRy"
    "XuiKOcOyJeQtIoR0TNIL1+Wu82zhPyYo39IYFziqiHM/qokoPtqMTBdpR3sDnYKgD50vbn"
    "OYEm7TwOabfoZnM93wgdqBKAD+5Hn767vBm9BSH9H/bVDRFBPr0f3d69BSYF3dc97Pxhn3"
    "/309XNWwCNuWlnz9gqTDo8rcCjw6wOlrCI3kpzaAFdd4mJyCM2MRavhxxh/1z7rSwJ0yUS"
    "nmc+CdbFBSZTHtpF9kSOLmvPJYRtLYpo79+yOff29jpldri4GmVA/vTTxSWZ7Ax7MsgMhP"
    "+rm5HwVH1CjkleVMf+I3yAsgR12RI0n0AN2RRngYZQuswylFtcaPGVnV1pFtZh0XlfENYb"
    "U2zxlA+8vu0fH80f1nRj0b5iWwrjFNEWYf40er8dnJsPW1IJCS/ilPAXRk02pykVmzvH5p"
    "ylvUqMV2hT3jC6q5/29/Q5hKA+o0/ZCKj32HdcdO/ByaSvQCHbwZY1R5RmI6wu4wf1FSro"
    "eWi+2BSn8+ApfQXJIvq/1sw2dU0e1cNtqk3HXrBhDQSuvfDOsMy5pydj1rv1QDD6HRi7Hu"
    "EK86kZDpx4Q7DwHyzTnSGDZpRDh2zET8jYBx8dU0cuuYDA3LTJLcIqz6XBomPddxxk66ux"
    "wK/X4ovWO/Z+H7CX0sFpwdk0Bn8qr18XvH6u5QuO+WJtMxrfO0/UYSVP1GGJJ+ow74nyTE"
    "/OYBITKA9UNXO768/n0JHyqHIkvUvxOqmE8UkJxid5jPkvy+E8Ql88Mc4Zsh5gXaY1X/46"
    "SinMEaLi8PRoOMeB9zRiPWOnIsBMsdzs5ml6AHmmMEmV2X1WPLnP8js0nAoE7X/e394UbN"
    "Dh+KxNyNQ98H+AyFOt6Sac0PHgm5Zn2u4+fd9zCBwUn/LZnp3YGcmEPiA72w1zMjF18hOk"
    "5nuaqn9O6ua9DBa0pz7RgKQcORyNcuVUibugWpTGFCiBHm9Or+yCUzNDmAHbrGQg6tqEnt"
    "KP+PYfR0fHx2+ODo5Pz05ev3lzcnZwRsayD87felPm0rz6gTonU7zIeysjZVXq8ORo+reV"
    "HFcJtSsOtMt50eAC6qZoty6c3DxJj2b20eHrN6/Pjk9fxxM6vlI2j/NzFrJEFc2AK4FQUo"
    "hqhkoBKwgSYvZ1DS+QXSsNME+uAoS65hMU8Fu3sFsv71NArzjeZY7jyQQ52oxauyW2zgyV"
    "2jrzW2foJqixiNKUavl0efnEjprKVtSIYIvqIHNcbUkjrFL27bC47Nthruxb7G6rv5JUdP"
    "JOrKXIl1qD0RlSxecu8/kJOeKc7kJxg6OoJWrU2jYPd0TQUFG5L2LVqKjc3rK5XlRuFCCq"
    "Ik3LIgNpAZuNYwLZQ/oKkYuYd3RDjO6Dp/QVJBWxXBmqz7759SvaEKafyUP6CpCKVn7+aO"
    "Xg0CsMWY7PxHVxy1p8DK+PXv5lhgFLEaFhwmGA8ZBV/oEu65iVj0OuRiKIKP6di6tm9bD/"
    "VMWDOhhGvFuFQOS3gsHtLzeXd28BXpKv+cN+f6vxJUB0rKWqgNzfXxHxmVYMgWRLoz/b+8"
    "POVhHJrpHniVNRSnedlbIT2liKzcEmL7cnpohUgUfV+6JpOHP2guyEzYMrXS4zSd3aTVjX"
    "VspMrdKCQpnZedsArqqryPA5io+GJhyBwJ8Yd4plfSsZUyFHMRi9D8Y6ni8IAOTGmMnsY9"
    "+2sP44BjNsGazxhOOTwaydxcLcnzOpnlxegSVyEJgS5U7QBaONF1TJSaR6vaYyELuiOqgc"
    "ubZz5Lrf2niHsykesCGIgC7OiovG9yA3a9vpcE+mgbDmO1JVilNE/YvpJ8u94o5RumXk9o"
    "zokJQ4BzkS1WEhjebctH1P5EoojBThKFRQqiAo1UFPJloKnA5lxR85KlX4UaLwI2bfBQX7"
    "bincPJnCWwLvRB3KI16cmpym2ihBuWO7x7YzkQPtUwb7hELhXh93ct8Uz/ridFmOZHshlT"
    "t0Uqog1UbhVP6yOrvFzvnLVJDqi2CzytR4GXxW7u8WmkYy94N000ieSoGqnODP4wR3kyjv"
    "DaHtX7x4Ftv0mpX2hvNGO0znfiNJDB+5Z/UE91ajhaNpKggc4GZwceQAt2CqhA4soOMxb3"
    "1SfzjS1MeA9Rl1wcTBc3AAlqY3M23m5A/GiiIFNn6e6kLanRNvCFQ0wPNFAygjm7IKdUMw"
    "3jk1UlmFXgSblVXoZfBZWYWUAaMrSnYVA0YVHVvVCdi6as1lwgu063SefLGCjdLj1urYtz"
    "YCC+QQPu25wPGpwutgfzrjVGQIDAcvgixb4CDPd4h+CB8R+YvohmBMqAQtg5p8cJWEXroS"
    "fDuX1/vXIIE/vTqi1AxKgL4snCgBPeRTLKx91hJMNct8ChvaRXN9wMgJyvQP8MuHy7tLwI"
    "ragasb8GovaMa9NwR7S0iUH3tK/8vKRSKD/jeMtiF/fBOsTGU7eG7bwU7UMEyavG8h2r3x"
    "IoZEW3VFpoNijBOKLYLsImuyHYibb05MN8McvoWmmXC0CtTJRQgjRw8P06pWroRie3Ae7A"
    "icwVFaSyfOkCrjR8eV4lCuqWPMzNAq80eXOU1kZ9OpVx0/Ram43GkuEwjr7dqGWsc7wWEL"
    "up7mImTX4HKWVnG6y5xWBmtVxad7cCr7v6ri01FUN6nio+IW69SEhZ6H5otNiwufB0/pE0"
    "jtF4WKp1ZhcSh+8q0rEqXxs369O+oDXpJbDsA2AszgQ70uwHSBabNrwUPfgrGZPHkMsAPG"
    "Brk9DmrBLmervD+q0ScLHVJp11tYI0vVmVUuns7tLm27d8gyyYNbnPUeDu9GL3T62t70Qi"
    "fT1qlng01TKmN7xxV6ZWx/GZxWocMvgs1cxJGcXJgjVKalzJEYqiVysKaIFKTl1rq0HrSh"
    "ZamX/YGGGftSbtVWsNwlNZg3RLh3UbpZdFOLt1NVuCP7lMDSwpmuik0skBtUKdLXc1YAeg"
    "ACWmRzH4wXFrTHYOIg9BW5IKzY5A4BdgzkMIuHi5DxDoxpLd8xtZbQkDhqFaFNm8RBvy28"
    "o4K55XPYICsqOmz78wdBm59UOHBu2cUlvYfrQoJD5DXHt+3KAcH/A/Y449JesJ7LvofvjC"
    "X3XVYYHFr2UZmng6t7QJYluPl0fa1CkbthpwpncQ7wwuDDhEAl2ArCD7tfwnyLMcdnFcx+"
    "Z4VWv7Os0W8XbKoDM+2Q2EXjavZQkFFj8qSqxLaymL5AA4vrP8xNryajM7TKYtplThsIGp"
    "ZpC06mci7zdIrDXeYwVTDz3C12N0bjlb8xxeEm/I3QdpdEwZfhBkeiGNI4Q1wdO6LASQvD"
    "Ag0ypshwY0JJerXRfXf76eL6Eny8u3x/dX8Vgh/vbOwmvZR0WLi7PL/OdmQhsr48ximqmj"
    "jvkHTYBNCFeZglMBdnYqrJLMQYui4SKJTlzXBionq9WXYH4gY7syj/bmsK/LN1HOsnnCqx"
    "pU1XeeS12tCF+3P4mN2EdK0Dl1ufFRzjKvxgG+EHKnFoe4lDc+g8NpMJ8xN5Uo/gbjUbho"
    "esOEAjQnRtkIY2j0aujdQYzRCgo2mlcpqaQnjgMhtFmKoSPnHIapQHbc1ZdSQ63vTyURkN"
    "PE8YgcGFn0SPjBuiq5SXZxHcikMJeA5JycYpMiXQifviSaKaplKgCs3I8lbkjY3Iu2OMaM"
    "VaPKHnkrifTbGVjSdSZrYqZjbMXiSDcUKiEK5ola+BcppM2eWrQL3LqZ70fb3x9E0QMqji"
    "k+fGCH0p2ro5mlpBeLuzrYwufx2VYx7P/Ovbmx+i4VlGZOSUULWTE/7SVEr4KzeRckrmhr"
    "am/lUDGWbMTemZ1alUl59DPXIgMKXE94ZldpTP/KhKNhTTQLZnequg41tE/w4sZ9ADpgdc"
    "uHJpaoZtsCogppekp4iNKJs+UHWP686WMyyxlajeZi30NvMdh3oYwgUhAa2AUtUpz8Krmk"
    "29jGBX1SLwRbBZ1fl4EWxWwUoquua5lcb10TVVYhQiPSePt0yYQqQJ/isR9XqCequhClnY"
    "SnRsDtn1qjYvclcrMLHEjkHgSSvIQ2Aj8iSgz6BNvv8tGBN4PCLSs2oP4/ALHd9C7n5E4+"
    "4b/nwx3nPBBDtzcaWJNl8mDHjgTRAFBSaUAt8FBV7VTWhWu+x+3YQ2wUwn9J9WSejPCpVc"
    "Qv9pvnACmst4baLxvQB32y6b53C+1zM87bfV061lj7CLyPsMAcSFmy9HUWv37Zi5qenNl2"
    "YKhjWmqu6/HEkf/LrpHfi4SkmV4+KSKse5kirKd779jdiDU6k88Wi8Ch0pZ0WN0JFQQZLh"
    "BkeyfYb0KOJSmfNrbUi7Z+dVwffbsPcm5pmNbb7Jo3YT2gp239Tk6li0kPl1ILRiBqb4Mt"
    "NlOGKtufKcFagNjIdB27R35NSa06Ad0wahTjIEY6jryHUJngYag0e08KiRkEb5TCbAwzRV"
    "ygD0V+dtlK28QcUQdWcvGpaYID3Ts6TKYcYEvbDrpFW2o4ODCjobGVWotLF7O1hw1HDgxG"
    "tr5rZdapRKjhrbsTR5q46YWBl48gaeKWEGqoFwjm57vou2bJONh8WFfSQ1aFl4KSpuVIiu"
    "iFTNXuHsNSTNkxzJFrfimTmdIXdLm3HDxbVplS2tVg20DOE2XRhvDnbWhzHzJxMLaXGAQB"
    "7z0qJoQvp69dFqIR9f2dkKaRGC+gybRDuqiT9HrdCXQB8vkO3WMErydCqOvMsWSd3CLqrD"
    "4hSh4nGXeYyfkGP4UioyR7LNniesov5OCmac7U4G5wxZHxzIaZhPX1fA+fR1IdD0VjauhP"
    "xM2zOhJSsMpAiVHCAhBzjoyUTLPN7FjuGEQhXiqe8Wlk+SVMmRg2ITxcJ/IPNuVsvPnqVV"
    "Ik+XRR6VBvsy+KziZl4Em1Ua7ItgcxAcIRkclSJSoVHloVEBWALPgWxg1Pv4QbsJ69qwqN"
    "S02iAhNnIfCpRV+brdPcJbGBfZUNpwX2Hi+7ZuCNU1edR98KQ+odVmMCKF7DyoLywISeTu"
    "DssCExkPkzLFFeITbUA+nxyZFjLId4GAdh+Mw3pILJ+Z0bJwQVrI3aN1yCAgcyBOgAYOWl"
    "hQR4YgPLGFFwjTphfQ8UzdXMC4wYTrP+Qyp/8aJPwYOH4c9JwmpkToy8KJFkPIvFhg/Kxx"
    "QGvhL2GMCNfBgD2AYE//AL98uLy7BNEwwnTyaqQjwgX6pt8HXLPkP1VcZRfiKut1vm6s6X"
    "VHd8RaIHN2Xl8WUG6BKjCzsTrZ7a4qqHlKBW7WC0ROjhyiJSG/wfAehlQ372Bz0JOEwyEc"
    "rUJOcyGnz9W8omvz9RnSWCe0Qq8usHMUFxdNEan43vx89uBCm4u0TnNaHPsf0/SpnM4/jo"
    "6Oj98cHRyfnp28fvPm5OwgxjZ/qwzki6sfKM6paS5yvhNFhDqkZNHPECoW1GaB7iDD9Gqw"
    "IEOoWFCbBTRpyxegX57m5Ytg74PY13ySF2cjkQiq4qi2GFEVGTZ2OKAqMC5JTGeOpIfzuR"
    "k1Juf5ep60dWoLvnxCzCwtNBQHN4dr7cQoHlep6mbUfCBINQ9tXXsusPB0H4yNMZhh8vkA"
    "WlZowbVXAPqGScVeMIcrQoLegfFsTG26pu2yHqAz6M6QoBHGNl4oNCOnbXiuKr2p7LPd3+"
    "0asnpJaLS9Ezib02Rljt2+HrjNV8/zXHn7gKsUoxJ5s5JiJNhfi02Mom1VWRdlrIsz0Qy3"
    "obMSAz4TaUYrL8hF7Q/UFyF6MdQE6Yurm/O738S1IS8EaF/8Nro875YQ/wFBx3tAsFCQTw"
    "asF+ZnqbEV6lItHEyzwwLR2UXOE3ITKTtoMoegPgsrSAXDTA/Ql7lDImsbYDnDNHgDBz3o"
    "LNMWCfJtvqiCAB++PA6tUJK8kuR3dBeUCQ5IZr0EqGkqBWquyo+0BBqTKAm0tgRKo/Ak6w"
    "ZzJEoalZRGOyQffUwClYokJH7IehlpkRldQUpyEZVG7ERgeUskEgB1Hfu2t0dkEofcmtLI"
    "8D2h8CNNv77yZiqENX0Q+kS8kohf5SPBKClDrCSClZU2BFc34NXefzCRwoy9Idiz0MTb+2"
    "bA1mzhh9E3a49oVefL2L3Nviz7OSrQVol/u7bDS0gq0TYggShHsgGcHQtSagbNaP+patON"
    "xvfQrNt8OGh8MEgCHNH0EOTDoyrVg8iokvCLXAWhnShjHBzdbR1grVZomhA5EgvicUuKZi"
    "YkquNXhWqZHoKCBnYlrrVwvKp6tX4XDhZejQIIKUJV/6Bz9Q86pM3f+fagQIunt4ZrtXfH"
    "l2gR7M7wMuraS90GaL4PggRaGj+kPwJvZrrAwcugCwbZRcjoIXAxoKUnKaXpgSWk/gY6gK"
    "jiBe2B23pRBd+Gag787FqCUmy3qorR5SWJKEei4MwqX6qB9aDRHqo7oGRtTUptWMGKin5L"
    "++AyhD1KvtuyIw7ZRi0GpOkU/rXTxGhNdKMOB7KUigd1eUDACHWTqr7ohKIbPYXpa3e6p3"
    "CHVNqoxFWBWstVwFqj2rrcyApOaUoT+ZP3wXhhQXsMJg5CX1GQ5BJXPKPpLwgaYxZGNzbM"
    "KblO/nAQG2bhKU2nga6X5NrQgTRHRuTM3sp7/7D/sMcL8l80plWfECSa8ZLGBIaULGJwyJ"
    "RlunZcRkn0bbRw98HInCPW93L8X2SvC974MZhE9z9f7xE6cm9ey9POquhXdF9HalxUeb/M"
    "dU2OR7Y3g6t7cPPp+jrwVzMAlJO6G7q8bN+FjRouvCipHi2wLoh5L4Y2Jughti0kzaj2sC"
    "23hw32aQmEY4It+lUt/PCw2o5btfnKAS7yiOA6lRK6eRoVAbpBPhIV8WSAj8Yr0DdJAiOS"
    "s4RRNhquiqTlkheZ3iGylRSn1CU0Kq9uKJFXl7GDO16dtn8pQtUbpWvRBKo3yotjc2SdkG"
    "UyT6cWcpc5PCGHoWV+rcXlLK3idJc5rRrgNB5BgZe2dKoFT6MAzQD62Te/SuLJkSg4yxs0"
    "Uajy0Eq3Z/o5fMxuQrq2ORM3oQpaM+V31QZQVU2vMsiyjbIBYD+Fqa09hZU/T6RbibXpIj"
    "/3DdO7xtOBwD8e3xuWOcdpNUdPs8Jhaz3jv8wwMEwjdBdj9u9bQB5PtJFvsW2thmDpmJ6H"
    "bOoGpv5k8kDbhXpUZZJeChoO5d3fTT98vfv590EgVQcJ3eQvmi8UMhqGrYPww3+Q7nEXlc"
    "e4Cx7jGo2BlTWk+xoUvwKrriSeRqVW/53Fk7xEg7KVirJ0Ctc8rljguCt2SycUPfT8N58w"
    "GR67DCQJlDNkPYS6+RiWlIRT2cbCE6ndIY3oA5oQFSoPZ7FbP6HYyLG/O2i24teHE0+yZV"
    "dEoFDfAHXDoOG6UodhQrLFKK22NJz2O/qxsG/hDl3WcISnUjALYe5IrsOVgeYL7CFbX/2I"
    "VgOBOSczYlhm1DGTsVEVnypJDx9v70dBceAldMEDmvp2UB3YZDkANOMeYNr5g1pTUFAvWG"
    "DG2eRB4r7T5Mm0Uh1rRzQnN3Awo6HH4pRZ0bucYYeLgVAWm05YbFJsrBzMyxP1UJpv/rBI"
    "FkhVjLkl1T+AG06niDadyvM3HN9DZE8qRfuflET7n+Sj/SUL1fW3Rl0ruRQP2FhpNAcwj3"
    "FZxG6KTAXtDusH7Xa+eMXA8W2b4raLm3NRj9HiHltFLUZ3OWG/seB+mvaAHKm0II5EWVTq"
    "W1Tohiu/RW+wO+8O3m1tziravg43dsK/3BEbz63vPeAvA4FtJ7wzLLPp4GRMlaYKpoEAmk"
    "yQ7gWGmLnvemDGYmkAM3rn4mcCe42DPRQXVBS2W2juyVXicwxso3BlGT5S1pzOWHMeyc+U"
    "0tTC8T1U1Zq34SzgysKiFNWSvOCERJVBalwgU9JBb6WDVDqzj2qwOKFS7O00e2nLsjo50w"
    "mZSr/rMn85YVFq/SZkir9d5i/5pUjGvBePV4U7cqVmHUfUTGWEvhTVmI0I+tDto2xRXP46"
    "KhcfU+alaHhWpuxMZMknFxkjU39E3kBgeeDuDsusDz6tbuslA6uYIDAdDQKiJBqEPukdCw"
    "QxDRr5wYwFbAytHeli1seRtakmIwGZf5ZpiLteN/+CKgYJ31VBJR0yQ0TskDzyOTIls3fu"
    "zO/I1nmOHFOfibbN8E7plgmTMet2y2LGrt+RpLahQklJuAsJxKRwK9ls++m8C7R4u3lCTl"
    "RGuqrhkyPpoe3z6OSkSpjKyUlxmAq9lwkoJ4tKAuFweA/RPawUBHRYEgR0mA8CIm/0JNu9"
    "cySq7uQuVdP/+/8BxLAHCg=="
)
