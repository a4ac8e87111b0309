from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# What each row adds to the sums: one function for each table, used by its trigger and by a recount alike, so that both
# say the same. A function looks at its row, and at what never changes (the course of an enrolment, the items of an
# order). Refunds are shared out by what each item cost, so that the parts of a refund are the refund to the last unit.
SLOT = "date_bin('15 minutes', {0}, TIMESTAMPTZ '1970-01-01 00:00:00+00')"
RESULT = "TABLE (course_id uuid, slot timestamptz, measure varchar, currency varchar, amount bigint)"
PARTS = {
    "enrollment": f"""
        SELECT r.course_id, {SLOT.format("v.at")}, v.measure::varchar, ''::varchar, 1::bigint
        FROM (VALUES
            ('enrolled', r.enrolled_at),
            ('completed', r.completed_at),
            ('ended', CASE WHEN r.state IN ('dropped', 'expired') THEN r.ended_at END)
        ) AS v (measure, at)
        WHERE v.at IS NOT NULL AND r.state NOT IN ('waiting', 'offered')
          AND NOT (r.state = 'dropped' AND r.reason IN ('declined', 'offer_over'))""",
    "lesson_progress": f"""
        SELECT e.course_id, {SLOT.format("r.completed_at")}, 'lessons'::varchar, ''::varchar, 1::bigint
        FROM enrollment e
        WHERE e.id = r.enrollment_id AND r.state = 'done' AND r.completed_at IS NOT NULL""",
    "progress_event": f"""
        SELECT e.course_id, {SLOT.format("r.at")}, 'seconds'::varchar, ''::varchar,
            least(greatest(trunc(extract(epoch FROM r.at - coalesce(
                (SELECT p.at FROM progress_event p WHERE p.enrollment_id = r.enrollment_id
                   AND p.lesson_id = r.lesson_id AND p.id < r.id AND p.kind = 'reported' ORDER BY p.id DESC LIMIT 1),
                (SELECT p.at FROM progress_event p WHERE p.enrollment_id = r.enrollment_id
                   AND p.lesson_id = r.lesson_id AND p.id < r.id AND p.kind <> 'overridden' ORDER BY p.id LIMIT 1),
                r.at))), 0), 120)::bigint
        FROM enrollment e WHERE e.id = r.enrollment_id AND r.kind = 'reported'""",
    "attempt": f"""
        SELECT q.course_id, {SLOT.format("r.submitted_at")}, v.measure::varchar, ''::varchar, v.amount
        FROM quiz q, LATERAL (VALUES
            ('attempts', 1::bigint),
            ('passed', CASE WHEN r.passed THEN 1 ELSE 0 END::bigint),
            ('quiz_seconds', least(
                greatest(trunc(extract(epoch FROM r.submitted_at - r.started_at)), 0),
                greatest(trunc(extract(epoch FROM coalesce(r.deadline, r.started_at + interval '1 hour') - r.started_at)), 0)
            )::bigint)
        ) AS v (measure, amount)
        WHERE q.id = r.quiz_id AND r.state IN ('submitted', 'graded') AND r.submitted_at IS NOT NULL""",
    "certificate": f"""
        SELECT r.course_id, {SLOT.format("r.issued_at")}, 'certificates'::varchar, ''::varchar, 1::bigint
        WHERE r.version = 1""",
    "live_session": f"""
        SELECT r.course_id, {SLOT.format("r.ended_at")}, 'sessions'::varchar, ''::varchar, 1::bigint
        WHERE r.ended_at IS NOT NULL AND NOT coalesce((r.settings ->> 'rehearsal')::boolean, false)""",
    "ledger_entry": f"""
        SELECT i.course_id, {SLOT.format("r.at")}, v.measure::varchar, r.currency, v.amount
        FROM (
            SELECT x.course_id, x.price_minor, x.discount_minor, x.price_minor - x.discount_minor AS net,
                (sum(x.price_minor - x.discount_minor) OVER (ORDER BY x.id))::numeric AS upto,
                o.total_minor::numeric AS total
            FROM order_item x JOIN course_order o ON o.id = x.order_id WHERE x.order_id = r.order_id
        ) AS i, LATERAL (VALUES
            ('sales', CASE WHEN r.account = 'sales' THEN 1 END::bigint),
            ('gross', CASE WHEN r.account = 'sales' THEN i.price_minor END),
            ('discounts', CASE WHEN r.account = 'sales' THEN i.discount_minor END),
            ('refunds', CASE WHEN r.account = 'refunds' AND i.total > 0 THEN
                trunc(r.amount_minor * i.upto / i.total) - trunc(r.amount_minor * (i.upto - i.net) / i.total) END::bigint)
        ) AS v (measure, amount)
        WHERE v.amount IS NOT NULL""",
}
WATCHED = {
    "enrollment": ("course_id", "state", "reason", "enrolled_at", "completed_at", "ended_at"),
    "lesson_progress": ("state", "completed_at"),
    "attempt": ("state", "started_at", "submitted_at", "deadline", "passed"),
    "certificate": ("version", "issued_at"),
    "live_session": ("ended_at",),
    # Events and postings are only ever added.
    "progress_event": (),
    "ledger_entry": (),
}
NOTE = """
    INSERT INTO analytics_change (id, course_id, slot, measure, currency, amount)
    SELECT gen_random_uuid(), x.course_id, x.slot, x.measure, x.currency, {sign}x.amount
    FROM analytics_of_{table}({row}) x WHERE x.amount <> 0;"""


def watch(table: str, columns: tuple[str, ...]) -> str:
    """The function and the triggers of one table."""
    old, new = NOTE.format(sign="-", table=table, row="OLD"), NOTE.format(sign="", table=table, row="NEW")
    text = f"""
CREATE FUNCTION analytics_of_{table}(r {table}) RETURNS {RESULT} LANGUAGE sql STABLE AS $${PARTS[table]}
$$;
CREATE FUNCTION analytics_note_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN{old}
    END IF;
    IF TG_OP <> 'DELETE' THEN{new}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER analytics_{table}_added AFTER INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION analytics_note_{table}();"""
    if columns:
        before, after = (", ".join(f"{row}.{each}" for each in columns) for row in ("OLD", "NEW"))
        text += f"""
CREATE TRIGGER analytics_{table}_changed AFTER UPDATE ON {table}
    FOR EACH ROW WHEN (({before}) IS DISTINCT FROM ({after})) EXECUTE FUNCTION analytics_note_{table}();
CREATE TRIGGER analytics_{table}_gone AFTER DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION analytics_note_{table}();"""
    return text


WATCHES = "".join(watch(table, columns) for table, columns in WATCHED.items())
FIRST_COUNT = "".join(
    f"""
INSERT INTO analytics_change (id, course_id, slot, measure, currency, amount)
SELECT gen_random_uuid(), x.course_id, x.slot, x.measure, x.currency, sum(x.amount)
FROM {table} t, LATERAL analytics_of_{table}(t) x GROUP BY 2, 3, 4, 5 HAVING sum(x.amount) <> 0;"""
    for table in WATCHED
)
UNWATCH = "".join(
    f"""
DROP FUNCTION analytics_note_{table} CASCADE;
DROP FUNCTION analytics_of_{table};"""
    for table in WATCHED
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "analytics_change" (
    "id" UUID NOT NULL PRIMARY KEY,
    "course_id" UUID NOT NULL,
    "measure" VARCHAR(16) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT '',
    "slot" TIMESTAMPTZ NOT NULL,
    "amount" BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS "ix_analytics_change_course" ON "analytics_change" ("course_id", "slot");
COMMENT ON TABLE "analytics_change" IS 'One change of one sum that waits to be added. Only ever inserted, so that no writer waits for the job.';
        CREATE TABLE IF NOT EXISTS "analytics_slot" (
    "id" UUID NOT NULL PRIMARY KEY,
    "course_id" UUID NOT NULL,
    "measure" VARCHAR(16) NOT NULL,
    "currency" VARCHAR(3) NOT NULL DEFAULT '',
    "slot" TIMESTAMPTZ NOT NULL,
    "amount" BIGINT NOT NULL,
    CONSTRAINT "uid_analytics_s_course__b7e362" UNIQUE ("course_id", "measure", "currency", "slot")
);
CREATE INDEX IF NOT EXISTS "ix_analytics_slot_slot" ON "analytics_slot" ("slot");
COMMENT ON TABLE "analytics_slot" IS 'How much of one measure happened in one course within a quarter of an hour, which begins at `slot`.';""" + WATCHES + FIRST_COUNT


async def downgrade(db: BaseDBAsyncClient) -> str:
    return UNWATCH + """
        DROP TABLE IF EXISTS "analytics_slot";
        DROP TABLE IF EXISTS "analytics_change";"""


MODELS_STATE = (
    "eJztfWtz2ziW9l9B+Uu631K7Eju3SXa3ynacbs8kcY/tbM9sZ0uCSEjCmCLUvFitnu3//g"
    "LgDSRBiqRImaJP1e50LOIA0nNA4NzPv4+WzCSWe3zme4tb4rqU2Ufv0L+PbLwk/B+6xyN0"
    "hFer5KH4wMNTS47HfODYVUZOXc/BhsefzbDlEv6RSVzDoSsvWOro2ibIpXP7B2q/Q+sF9p"
    "DF5sz3ELFN9xhN7qltThB10QSv6AR9NyXYIc73iDlossJzwj8yGLun5PtjsaDJDL4itect"
    "z/3N/mZPVg57IOYYe5JovSA28hYEYcNgvs0nx66H3AVbExNRz0Ur7Lpr5phiPowMjhaigo"
    "LThhCh71yPrH7wV8GX9236m0/GHpsTPq/Df8Kv/8s/5t+S/E5c8ee/j2aUWKb895HvEmdM"
    "TUHpkAd2L7/akaAgv6+cYAU3miTiKP19rDJpLCaRLNys5PMjSc6ZJv/4U5Cu7sdy1dTOCN"
    "aVn48j2q9frz58lCMFJ6Zjg1n+0k5Grzbegi8ZDfd9ah4LGvFsTmziYI+YylaxfcsKd1b0"
    "UQAR/8BzfBJjYyYfmGSGfUtsuKP/mPm2IfYZCrcx5Vy3yZpj9l/hN1RGj8dfru/Gt5d34/"
    "FRbpuKb5LZXeFHBseYo0VtT0D97z+DeRNc5KdHYoGLn85uvjt9/b1Egrne3JEPJWpHf0pC"
    "7OFxwuAEbLFR83BfLLCjhzsanwGcf9EmUEcfJFgn73IMH3+DusL0aIl/H1vEnnsL/ufbEo"
    "j/++xGovxWgsz4yRMcS1/CByfiiYA6gdZwiIBCvDk5gD/wJx5dEj3IacoM1GZIehz9oyvg"
    "IxT3u5fvrj5f3t6dff5ZTL903d8sidfZ3aV4ciI/3WQ+/e51hivxJOiXq7ufkPgT/c/1l8"
    "vsCxKPu/ufI/Gd+PnFxjZbj7GpYhJ9HH2UYrM4m/mZR+wGjM7SAqt7zer4lq7L5xRhC0wO"
    "byTgcfs85gIO5dM1YHKaEl7lXrNZEWtrsjlNCS/zIXCZy1NuoDZWlXPzlI0k3p7xNi3vnp"
    "5UEHhPTwolXvEoLfJKvZGrt7bmrSrGOk21R81iP2rF6fPnVXB+/rwYaPEsjTR/CYQeXgdm"
    "hWRwGL9+WQHi1y8LERaPNFu5nilCIWnTHtHf+2CL3UFYeGb3WrNDZBtKQ/uROYTO7b+RjQ"
    "T4in8PbBtEA2hodvkaTnOYkCafJjeFg9exSUzdUPy3819MPPnrb/jFeHN1cRcY0abYuF9j"
    "xxwXYO2QGefLYuzxC83WnBjnIf3Hv90QC3tUe92FgN8Ec92JqQYEvMSRnTAFvxSy+UfLk2"
    "X2E2zzO8wM1xYr6TDTmMCzmBbbwFOcrG4Et6h9j9gM4cg4/MxFxoL/fPFhOCcKdsd7NJH/"
    "GC+wu5C2aIzuyYaYSHwwQjZ5II40TcthesN4x+vVtGVH5mj+Hm03YKcQVt0NYMTusRE72U"
    "Ka043a2NnoYU/TZeCfbjziHu4Zp4P4/NP1eUp14/LP+dWXs5t/fvf57B/fp/S3T9dffozG"
    "q+w4/+fd5VlGVqKu6zfSpVOEYDHptS4NhrEnwWYuczZ5kxUyMIn1mb+ubxhcrGF1ldss3Q"
    "7CyuFwd6tMouCaiJl1UE1RgdWg3GqgyOM7Gg4yYUeHCe5W+0F6d9U2IXSpFEvLjUYZjiw6"
    "xUpwYC0OAqOq6cBndhRIdYwmZImpFWiaLhK7wnwffjjmiqd8ICKsDOySH2bMMrkq+uXjBZ"
    "oxZ4mwbYrnwTbI674drrNd5wVNtA+aqGRwHaN8TLA/k/we/UuVHB8nJY6Pk5zjI36FaqMc"
    "EbWD9PZtfdg4z/jCY/lHDZxTRAPc0SeVXHknJa68k7wrz2FWAciXtr/MCTRpN3VIu0eHnu"
    "v5ZuiqrQH40e3d1w+XX+7eoZD+m331hYsgXy/urm/eISpA9w2POd/ssw+fr768Q9hcUjt7"
    "x1Zh0ovXFXj0IquDJSwSj9IcisKtC0yMxe9DjnB4QQSdvBLU5RKeRx8078U541se20X2RI"
    "Uua8/lhF29FNHZv2dz7vX1p5TZ4fzqLgPy18/nl3yzS+z5IBoI/1df7rS36gNxKF+oif1H"
    "OwFYgvpsCVrO8JjYAmeNhlD6mmUo9/iixZ8c7JtmMQMX3fcFQeIxxR5v+cC/3P310f5lLQ"
    "6W8R/MroVximiPMH+9u9gPzu0HSEF6y5O4JfyV2ZDNaUpgc+/YnLO0V4kmc6PgmbzIUCOO"
    "bJj293SErmGwJf+5Eold4VLnGixgK9pKjOLZig4uPjEltwtNqw2gPvOJho0U11OMBbaEFE"
    "R2BWuGL6KphoqXQwzGVfjNWFQU2DlSOJjrgv85VLw85q12Q+kunGGQ6BBsLMQsOyF0wXzH"
    "Jbcens2GChSxHWZZSyJodsLqMp5oqFBh22a+bZAWwDpTphoqXHOH+asdcfpRzPGZLKeDSr"
    "XJpolSst75whOTDBUi158uaRua32080VChEtZa28TOmB8sDt1VjroIZ7vkk20GD9mMELMl"
    "wD6SwDsxRLxm1Np1X32k1mDlcux5ZLnaWUAIZhkqSL/59I+xUNEcurOy93c+13U41cE6dc"
    "vhsugDGbdj/PzEpxq48fNfbLojSH9l06GCY9I5cTXulDrwfJBzDFoosJlHZ9Row37+RZlq"
    "qHCtHDIjDuEabYtg/RxPOlTYDOKEP3dnST2ZaahgMcckzo4wXYs5hgRQl2kyacefrn5y1j"
    "NYUkE5N3Rr5sylqHSAhHte5qREcrWo48BsglZ8MzB7hESRhs16wQ8KUZD4uzX1FmhiSMPt"
    "mJqT70VxYjE++CifONPdMg3rHm8pFOH/Nk6BWV7qGP3y0+XNJYq/KLq6RV++fvp0JF8tze"
    "py74WDa3+VgLLel7m+C78QJBH1IYkoYX4NzFNEkJyriQmcYZFfkMf0o8WwVxIWmNBlYJ0J"
    "wq5ushfHz/cP6Yfrr+efLtHPN5cXV7dX11/EKkmcknwoPkriW28uzz5lQ8nFUTNeUtvXSl"
    "RXdgHWOboM2rQ7N01XSPMvy//zw8mLl29evj19/fItHyK/ZfzJmxJmaKL0JUTF1q0t2KqE"
    "AG4WXAh0bHJiHESgI9R13FeFBqjrWKUuQ1Fdx4uz24uzD5ePVZMhDpzU6ZlKUGWJihmFcF"
    "ZTL8+Cqn6i6AEKHrjvUuX/XIPxfTmSrW+EbmeQYzRZcGDj+gmyM46xwGIhriaO+Izonr/7"
    "/CHCc84DTZmGfa3ajfIp2uxEMEOPnb6ciaMSfa5uFv2AE+hfVMoWflGSLfwiny0cvK95hP"
    "96e/2loOxSTJGV1qjhof9DFnU7k4eVjT31qeVR2z0W6z3GphYIpQS3COe4HqTCggtNNUgx"
    "wXlW2YZqnI9ajXNB65Xfj8YP8LiBjl492OcHpyL2qNLp4VhjD47Lsvdaw2qnWVrgdJ85Db"
    "2engKXwbAHhj0w7GkNe0mir8ayl8oCLjbtJVnH9Wx7LrE9NN0gQT9Cc8ZMaXgTcRocrWM0"
    "WfkO34pE2tZk/ajNmASD+eYk3ljtdW0ssD0nwfNiw153S8pe3UllV9miO+iqxf+NvaRRCZ"
    "IdP0V7k1QJuLC7Nx+J+VJzKkCUlgBjwQSIIvpFFpB1v9nMtjbS+CgtjsISKdaVBWVtd00c"
    "Yo6Qy4J1MRIz8e/p8NlZODVxxND4CwqzpIts5omczB2bgocAVjBVJtsGbJV9OeZHJbbKiL"
    "M5xEuKHCYkAzQhdFCgCuxjj2ofgxrNXdcOhnqpxYB3Ui8VDJNNDpiDU3F7ZJgENkMLJuAv"
    "WKrAUtVLSA/WUqVWWdMZqzJV2ErsVWrtt6omK5dvkR+oLYwoLkGxGWiNXeTQ+cKTBprgoS"
    "iRJo0xa0z57jhGl7bJ//KktUacsSP5L18sxJzgU1ENRGe22teyNQ0+itBQwdCj4j2WpBuw"
    "9vTgqByVWHvu+c+so59F4weoCEOoSA9u/YMT5UAjexJsLqjjVZhvFY+HNKtcmhUot4N+VU"
    "C5BeUWlFutcpsqia1RbrMls4uV21Sh7qrKrVQdRSDEekHsIHbB5/9re6JkjdAVXWTxzfge"
    "3ZOVJ7rW4lRWlIyjkMlQGg221bk1auqv8c4XKwXuof/N6K6gUvZBpUz4k8O8WK9MEQ1QuY"
    "TuS/24eA9RmgJpedj8BWkZpGWQlvPSsmyNopGSo5YpxdJx1JalglBsI1E9zbe9Z25GYv3u"
    "5uMFen1y+vb7YzRxCb81vbFLsEVMGcRLbMPZrPheeI8mMhvI9cgqDgqW9QHEJ8IRY2oE5v"
    "2sK8OV1w6z52O52CQMLkbyMym0u0goEghbFko6JYnCe1KGD77jCPH/oRYKp8JBHYQZfSAo"
    "LNeE8JxV9DCBlN4HKT21sfK4l4Wh5kghElUVK+pEooIQ/ySEPP7TZtRZNmN0hhbE+T5zOr"
    "6RdUfqvNBdlCJr5DLqGU9Dp9FfTk5OT9+cPD99/fbVyzdvXr19HnuP8o/K3EjnVz8KT1KK"
    "r3nXkiLp1PDVZajAY6eHtf7RpdLBsdXnYwusEAO2QmzXa8AGUWSDCJqPHmmsEBdxmfViO0"
    "RSir2ae06M5mo93whekJtsOnjGte+VP7WouyAyHxk7xoJr3uYx+tmhhlC9HamG80ec5UHR"
    "/InhO6Jpx2ai99V1tdB27f/XI7modOSlVBhR9xBMA70wDVi+pmVvse8uGt+O2+5RT6tM5m"
    "+l1MgXJamRL/KpkR71rFrZ1THBAN2ineRCuv5yiYPY88pbOCHZH8pHXR0LaYxfVcL4VQnG"
    "r/IYq98sh/Md+b1A1cqQDQDrMi3g8h93KQUgV1szZTOMhmcLbmYshhyYOau3u1WaAUCeCd"
    "uvsrvfFm/ut/kTGs9r1ZKNxkMl2fLd3qCSrElnM2rwn1Brv6ephldBoP2KJBa25z6e15JL"
    "VJo9nipB+alDBHkltKixVKDqWYczhGAfbmofjpTVWpenQjO8o+S0Su2X4sovuaBEvMIG1Z"
    "3WhZtbJRnQzm7N+I4Ng7ju2MSbOvlHGSoAVtNLy3aYZY3ZitiN0vfy5ODj6LOPI2SYYTG3"
    "Wb6mhh443meOs9mMOOOFsHbXODozVHB05o/O0E3Q4CVKU8Lr0+fXJ3bUVLaiRgR7VAel42"
    "pPGuFJJW9AiTMgpxFG7rbmbxLEhR3EuxT5UhswOkMKfO4znx+I42p9IoXihkKxv8izFwci"
    "aEB89JN4a6Dz8mDZnAuLK47jSkmes5nGRh6SffzbDbFwgRM5FZ51G010mFzPRc2lnTbEdU"
    "Upvp1w+iQnGSpELpHe0R0xug1mGSpIgWFrSQTNTjhdxhMNFSpqP1APt7ClruKJhgoVtm3m"
    "2wZpYV+dKVMNFa65w/zVjjj9KOYYKkAOeaBkvSNCN3KSoUKEXVFHuI0XLp5oqFDNqEXGho"
    "XpckeoPvKJLsQ8Q0Vqiu37HTE651MMFZ7ffPrHH7rSoHUA+jufZKgAWfSBjN2obPhOMH3i"
    "U90GMw0VLYM4Hp2JSiC77qmLZKahgsUcU3RB3A2nazHJlUcGdYB3nxIXWFYK8+Jiw8u25L"
    "hxbOvZniL3y4Ihj2BjIXLRwiy2oGUmDppq5pPdqpFo600myXsyfzNbbFLbGVOMKe+SoP5q"
    "aIh5COlwDivK17q0/WUudzcFfUTb59Sto+tfvlzevBMNZonzzb64Hl99ub27+Xpxd80/Nd"
    "iYCpB9w2P86dnt7dXt3dmXu3dIaBviZ3vf7Nu7rx8uxWeu55uh1vD48dbgPGryphyEVyFd"
    "XEeeqPXOxBQR1C/Il+iHchC7wVlSDiIRLHYsCJGUIDhMWLcWhUi9pamyEDf82Li5urg7yu"
    "3bFnB9ouU+E0wfp9ZG6IrU6BSJk7JYnbCSMRVqbQSjj9HEYMsVB4A/mEi1YOLbFjPuJ2jB"
    "LFPWwHR8KyiIiVf0eCkVB/7xBq257onm9IHYuhob7S9QpbaGsEaFekhKP0lfd8ylEont2k"
    "rwK8bJiQWayqNf08WaCpSW6Lq0BLTL61BfmzJTkzhYXEwiGj+Akgb7riLxQE3Cxr5j1dnM"
    "KaLhpcLy173iiVF6ZOTOjOhOrnEPKiQ7XIY9Q7sd1TSsN55HszDAWqGAXC5NLpcTx0RknC"
    "iMWQTbRSUJYqps9W9O1tX5G3+y5+rf19efUkfw+VX2jP36+fySX3dyB/NBNNCo8mgz+b2w"
    "5twthVslA7xr4J1oX3nEiyv6pKl2quvTs9Nj3wV8AmW3DvYJBeDeHPdYx69+T6ok+8tEOq"
    "CbEnK7WoUT3HNNTouDc89BbteTYDMkOD8NPoO3vXWTRpikVhPTNBWACj73x/G5u0ly5I7Q"
    "Di/NMott+p2t7XxXjXZM7P1Wcn9/VuYaCO7p9NaH3ROiIowuHwacE4U9DxuLNtLH4omGBF"
    "WXoS/R0aeJfVFOxeLgF+UQrhL9ssKOJwNOklYwkfUn7hA7c9gSPUdr6i2oLeNUgrG6YJed"
    "59se29JKOEt0/kI8S29kthGCeJbHi2cBMzHYNfuh2h2cIQTsmk+CzWDXfBp8BrsmmOD6Yi"
    "aqYoKrYiWCAnF7V+SVEmgaXT5dIK1YnSfpcVs1+muboBVxOJ+eucjxhXrtMH++UBRyjEyH"
    "rYLMd+QQz3e4fojvCf+L64Zowqk0vWLbnLhKkr14E3y7Wq79KMIpuGG3a/8JqtsS78uyZ+"
    "Ii540X32p9KFu+YqUB/zd1RYs+CIYWrYh++eny5hLJX4auvqDvnvHdxiWXZyP0bI25tmfP"
    "xT9lYwRiin+GAXL8j+/BWNIPY8lBVOsP9lVXwHZdrp+r567OVlKMcUKxR5BdYs32A/Hrlx"
    "Ugfv2yEGLxKAOxX8cWFY6G2LpcUD9xjFB6qGrWSyj2B+fzA4FTvepzkFbpGgXWnkOxAoRy"
    "TRPrbYYW7D195jSXnanTrA9cihK43GcuhyrL2Lc9qsm5Kmd0jhh43WdeEw5hsxvahDP7ID"
    "hsYdcbu4TYDbicpQVO95nT4I2Bmm79gxOcW1DTraeo7lLTDcLKIay8yx5c/nRJ2yj/fxtP"
    "NFSosOeR5aqF8Hsxy1BBghYJdbq3CG+9RlnqqkNCP3Wi/caAKL3dNDEg6c5vxTEgND2uSl"
    "aHhQ2C+B3OT0liIo8hbCOudIkbBnkL7CGbiZp5aIFdMewhGCTqkGqTOnaY7pv9zZ5IB/ME"
    "UReFQQQjNHewzfcO+m6iRCdQc4IESLLsabDs9yPkkAd2T8wRYg7/98wX3+G7JG1ETBsFWH"
    "6/cw5JpdYNCUdqh3CQJabW+J7IeoWB473WeiHs1RdM/bpk9e1RI8qiIdcKF02FjfxnEioC"
    "ESH9iAiRbM/jXRytEBMMMH3m9KRK+gwfVRisIJ9l/MLqa10L5YgIkK6G9EFENykH5iGGN8"
    "mjn5jj6aamnTBHCEVLdfEjobBTB9kcISALyXZP0B8Evt2hcxg8fuCi6oszZbf8qy5NSxnX"
    "SmGrHNX5sq1lzlj1+my3M/3E1vyRg5hNkBRPhHQirDHUlp8FkwY9NteLzTtp1JmJXjdshq"
    "jnosBxMkL3ZOUhl6VMSUvf9YLBeM4ZlDdL7XV1acVaY89YEDPo1yPW8YjzwKERK675ZwS5"
    "hO8oM7KJESqsT8hjvrHgE/Ov+kAcC69G8isKU2pxNlQ67yvsaJRNhgLjSh+MK4egkO5N5W"
    "9fF+Xvbh7c4qLh4fCdKoY30/mTHT31qcXVf/dYLPsYu7nTQuLj8JTLc2VrpRiVFDpw5LNL"
    "whum1n5PSPqx58V6mj3/6/8e0FY318TyGuzzHN0jJlA978+2dsiKOc1sMxlS0Nz7rLlzwa"
    "Yhm9OUYILrNZshNe6pcBoqmz0JNvfCKXVADK7hlQoNa/VgTREBpOXG7LSlbEeDdros02HC"
    "u9WonXtrK+ReJD3Vd0R4cEXEsuimXt5euQzSOQYaj0EuCaHYYRB5CsbkoXJtslu2JKLk9z"
    "ywjy9lnChGFsEO3wmI2cIujkPD/TvEFye2+QOzrc0IecIWH1YLl6ZzYcUXfwizcc430OlK"
    "NaNLc29baoNUCjdNgz0WfgnJDH38J3gF+uAVgP7wHfaHb1CBF/SQ/ushtQzfPTJ5D8rNA8"
    "ogKIP9hhSUQVAGDwTd/iqDZ7bN+EVGigpUp56PylRBnB1ZIUFxyXHh3ytSrfg+mc1EyiBX"
    "cJyNiN5KNYZ6L/8tA7Ooiz5j595ka01IWIvzdp5CqKIGXaj6c7mMSnQ66ELVdRcq8S7mAb"
    "7jb4Ie4Gj8HlO7HmHL3l3+465czo/1uE/XX36MhmeFf8iXeYI6NX+4YHXLfaWIQOfIvjmQ"
    "oAIJKj1RMOrWUAve7BaQHXgVtdQJ2CvF7UeH+asjjcYWPBiVqWrhbpnHIyv57NR+vs/cyI"
    "vmIt+W3jGuVYlvovfC1aDd0hVI/lrIgOmjXiT/m4O7WC2KxoNWVE0rAlG9yYY+OFEdoi2f"
    "BJtBfQD1oS9iblv9RZdkOeViXR7yOtUlpQD7Wc40IMhT7/5vPv1jLNLAHWruWrP073yu63"
    "CqCnj1M01iv/U41R1WpEElG7CaHjVeJgSV2rNGUYhhnQI5ib7fauFIraoUa3WyTjpoSn3U"
    "lIIdUw9ylQZufuhlsUdBKj5SdpSjYtPUYYK6VYxSX9GUFHVxdntx9uES+ljst49FlzLEDX"
    "mgZK0TH8InpZKDk4zZKiz8InIXkqwFkdBw76oG1XfohQhueSXiXBw3bLzukd+9Y3SGFtQ0"
    "SSA48NEcfDRjDrKZzIvIyxtdL1al5zvILH2UWSS/83jfLrFlFVbCiIn2VwGjSxtvUBDj9O"
    "TN67gWhvijrAzG7eezT5/ytTDEG5MHszjCJRoPES61I1yCQ6mBOTVFCBUKem1MBdfIU2Az"
    "uEaeBJvBNQIGkv7BCZ4maPbZU1T7aiQ5c13OpsLcouTpqDSzKD2uToEJhhbCQkHt92gSJ2"
    "GpzcWCD4P6ENRFpjBdTDeIesforlKyUdeLdZ+BFKNbu4lZkta2ZRn/N3WZJG9Qu0zYRSye"
    "HF3dIv4yoS9fP31CZ18+xF3euDAnn/HPITWqH0aiR01tPhz9uobgBslmkGw2GFPcilFti+"
    "yPFsOFNcMjkgzeM0HTFeIvnj8/zpVS7h70D9dfzz9dop9vLi+ubq/Cqh6xai4fio/4BzQS"
    "8M4+ZYtWc2mhvn0koQJDZ69NIxZzidvEzqkSAo/7zOMH4kQ97dMcLnSzKRT7c7S96OrKb7"
    "nsvKIu1H1pMqTw2vT5tQEf0JNgM/iAngSbwQcETou+mNfbSo9x/emShhbSHOx1cj5u44kG"
    "hHqnKR8KYhpPRBrPYk+Emx5XKc9D+ASEe4Da79BE/MFvIGpPRmgydzD/g/+LOWjiEM93bN"
    "FW0mNoSgLnQNB1UjoHLOx6SmClPlOkw7W0gZtpz0y66qLty3yYbDBnyoGgOAVqeCwSLozT"
    "XwCqpj264bqkOoAf5UdVVGoTgiEFj7am1h5Cv9Gj+Azqaq923XYU4nT35hywtPv5nDGLYL"
    "vAc6jf0VNO0xXc8Sf7Rfz8+vpTCvHzqyykXz+fX/Ld/X3aQ5A/OB7DCXM4Zq82XDAzQkwh"
    "ttY5OFQaODxqHx6BfDuebmpn1abpIPwgkzwRXeBN8icytGBx67XFLXwV6vM5RQg+kj7zON"
    "L8G7VgTpECn/vM55xhpep9mCMEKzo0xoEklYOBs8Tfk7aV7ujzScfuHya826v/Zg/DCgkr"
    "0HpoH62HIC3okNOCLrBFbBM7l7bnbI40/rj0gFFpDbZw6JjEY6tWVFkRx2X2MxcJ2wtaYD"
    "do+oqnzA/cX0KWHSGXBRk7GBlco50TNCeey/9a0PmCOChwU4SFUByyZA/YElk8Yq7C+ip7"
    "WPqb/c2e3JONmoAkZkXfTZJz7Yf/oOZ/Tb4focmMI+ZOBPVarLiOvhKbifykQg9g9CLyha"
    "BuSy/9boIzObRLGtCSPSc37C155G2V3JG3xakjb3OZI6K6jdckGDtFCGaxXqvS8mDMM7i4"
    "I21MAF1py838DbrSuoSDEYp0FcMIVJL9BRJ0lTzUdhRBIFc0CppOUcIh1utDzBB6kGU1Y3"
    "SGFiy/feY02NC6tKGB3WEXu0NcBvdxzQ4fCUnro7rno0pGh1k0dKvNQcTVusRwCNfmTVNE"
    "twrVWqj6KVvAezTx2D2xxwvsLqQ6jhFXyQIjwWIU1VJFC66bBzp9MGne0rCPBYtNAmAL6K"
    "MtIOF0HvRzamNnUxDVmKLLRtttvKCHxWGeZtpou1AdiS98rrqcX305u/mnPkbpXKO+nP/z"
    "7vIMOniBDAYyGMhgIINFfmPPw8aisCJc8rRU/sLpcVuFrzM0oxYJfCnCbMFFIVtWuReFp/"
    "Ki0/bhWsEnqWsmyMszn8SICoXTRH22+LeO5bQjyHN69NOpTMaCO/5J3PHRC1zjxVJI4I7P"
    "Jv88ZuHA4UBaIjapt9NOgtOneKLDhHWr6JTaVhWCkaJreUdcP4bTDBRV5fTrk0AqUdeIoh"
    "E3ioXQiO1Vxc/30nrGpv8ihid6OUpbmsd3iYz/oR7/fxOF/7onmyKxtO40Mg5I5v4G1j3H"
    "oQ98whHi0oa5GQVxQ8RE3ynTLvGGz0ktS1QHEAIu+V4UDrD4gZMax+ebM5t8zxf5ZSFEZu"
    "oFCxB3hCYu/SNYU1A4jC3jysf3ZOXJ1lCi9PHEX1kMx4WSMTKpIyYPPk79xCYVkdnajjWh"
    "SgK33KiSqkTWzlRCjnOrFa9oxZViUpDqH10eKalegJe1ku2j8QOMo+qkCO+SmBQHMNVAOU"
    "01gLTZTDmDSki/KEH6RR5pcSrrrP/z4giakGJIZTj+cnJyevrm5Pnp67evXr558+rt8ziS"
    "Jv+oLKTm/OpHEVWTwl9TrGOBT169rrO1E4rBbevXLyvs6tcvCze1eHSAtVAiyWtPZ0frpV"
    "ACeawOyglFI5h7FiWUuwUrXoOl92DueAbzYRPJ7uDMhxB3+STYrCqfVTU1lQaMmuVGzVhN"
    "B2dwme1N3VI71C9NXJE71i9N+3kHAnr6fLcwXe6IkjBBXoh5hgRS17bcALACg26MZrlVd2"
    "zE42qFFoikyaDokazAusKOJ2IuMZokJUsnwpDKPxQ2TWy7a+LIuExsowl/vchy5U1GaL1g"
    "LhF2XOqiiYy/FJ3kygMVul5c2JFlTKmHZ7NokqAysrQXC3Myot5IpqMK47M8dOQjm3nIw/"
    "fSPCw4XRxCcc+3q2RHuGzwArUXTJFwF4Ip+nK9j0rMrtF+qJy9Go4foNm1g9qmqZes2n5W"
    "aUA4Bd39KSp10Jqi9TcHoqm61JIhQKWVAJX8GdACqNA85fG6kwcqz5E+EF0+Gm2JQo8HVW"
    "oF4jkbJKv5/ObTP47RZGVhrpLNHEL+IC4Km/i5okeHGZb1cYMMPSHWykgal1gzGYlDH4i+"
    "BUjLa8joIX7aUE+qj2Ewj9xykQ7Id6MrlQ2phgp9bxppl8QU6iT/rxwovkqwgKjI4FFsFS"
    "uC6TJq4reI/0bifZXeIoIm3HWBt69SqL1g6DharlrsT65+WbTylgVFU/RwQce37dAzqF0z"
    "bIkufwf6T/SM2uOVw8QF4D7b/n0EI8du8C3qfS9Bue1LZWZXu7WDFt0PLRpar8iYj9aKpv"
    "TfKnEkDvGuNmmmrFYFs8Tb4qJaBxnKoZy/+wG5feNP9lKocRprSKFtgqYyXCNLUJoSLEG9"
    "tgRJz4rXkNEZWiir1GdOmwSbFrU1N1M5l1U64HCfOSy00zx3i8s8RuOhymOKw21UeYzsDT"
    "U0FpXkEas8Pt9B4GtZSQn9+3W2tEICu7r1Xe0azNFZjIvb7sUU0HWvQtc9oTDVxzhF1RDn"
    "AxKx2wB6RRxD39+ipINkQgObuQrG2HWJRisvbYeaEDVriHo4ELfYDhX6OXVmBVFcMFVBVU"
    "gATmiPtccgicjpt6M//+/hNIcJ6VZvvvJ+QjOsDvCFZlh9bIalKhnO/e7JL8K5/pnPNCC4"
    "O03sUCErjtaJEN0asTNeRiMrle0Wo6Pa2XGwC7Xl3+GMI7Sm3iIodEOwy58nfbNyVbl3nE"
    "8bL6PEIkVTylCPTIQMxGP0IR5D5VAt2ThFBgJdRj4Og9tqopqmAlC1ZuT6VuSdjciHY4zo"
    "xFo8E/eS1gdSYmVTicDMVsXMxqg2mbnMkhmTAMIVrfINUE6TgV2+CtTrhabTZ/E5HQ7vh6"
    "dPrDcYT5/oqyMUnzw37sjvRUe3QjOEaklloSGX/7grxzzVXCUanmVERk4JVbt6wl+aCoS/"
    "chOpomTuaGtS8msOE9it5qb0ztrB4uSQuYNNsqPR6SaYxQSrU3Wr0zm2teYm+fmozM40jU"
    "ZUKB8S1G5ms9gUFJTkCEtrjNDMYUu0XlBjIVO6RBaXyXearhjILlPVrKqcZPVtT6sSaIyT"
    "hEkouPHo6n1Jhzjq6XKFi9MvYoIBltzopNIxdowFfWgUMp4hhXjiPscTQzGQJ8Fmf2U2ZH"
    "OaEtjcazZDzZeulUuoqLGfihp5N+SOquXfw2kOVtwor+QpNKSdEaJ/fODTDGhPdqp4xztK"
    "o3yru61YAf9NHVUpyIOaoiSJtwk05oh+FKrLFuW6MrXDsiqiOor8Q2i27/kQ0dXIQy7euK"
    "JGh23KsaIGZlRvRR8Isoc1a6r1avhtlFG1XcGPAxPqFU6RdoHmi0VGFrAn9NiecDCpfF0a"
    "FVrO7DN8xxEBouGLXgNaDeX+EH5xIPCCgeaJqHRgoHkKbAYDzZNgsyJMVhXtVPkT6hf1I3"
    "NvMGj2JtOsn4i2nGgW6YI7Qhp59ocJqXLe7WA1jMwL7RgN/zvRRA7z8nwcy1gEW4mBTEF2"
    "u51M1Qir1TJeM8fk8GRNVzbhM6GwR907NOHweFzjlJWDJ+E3dHyLuMex9fnY9JeryTNXNA"
    "Rf6osad7mYNp1KtR8WFBsG+1If7EtQ2rZd40f/S9vuLfrnxesKwT8vsjqPUnP1db62LVnm"
    "wS2OCY/GDwLcfQeEP0ZqTzO76HGujNxh5Ju4hK9naiAu7iSfUDQ6fXsmeLd9+Io6ZGEbgK"
    "rnr0IyhKyR9Al8WqXq9Wlx1evTXNVryMzZ/0Hs4XmtKpTReEhMK2dFg8S0UEGqww2FZP8M"
    "eZy3oBvowdv0FNwQUNpjPxb0xDyzsxW9cvRiT6GtYEpPba5e9WCTTgytFTNwbpSZLsMRFX"
    "LsggC6JBXuPb+1liJWjtoo1ElGaIINg7gux9MkE3RPVp4wEob9rj0WNLiO21dnUu86WKHD"
    "jDzpXIGMvN4cdaMSCydk5HWdkXcQLadMB8+8rnZu553GuWA6lgfiuL7RSE8M9qO8/WjOmU"
    "EaIJyje8QOGj2FNizn4I6xZbG1rjJ7Ibo6Uti92t1r1rR+KiR7PIoXdL4g7p4O45bbK4oW"
    "AeNGDRwyhPv0kLx5frAukoU/m1kkTlrRRc2UdXTQ0jdr7tAI+fiTg23vECFoLBg1tFV0qu"
    "CvUAP6NdBnK2K7DWyeKh1kUfTZ4GlYzCVNWJwiBB73mcfsgTimX0tFVkj22fVa9lQ9SMFM"
    "MQ3WwTlDNgT/dBrm1y8r4Pz6ZSHQ4lE2bIX/TNuj2KorDKQIQQ6oIQeYxMKbBpaJHB309h"
    "SfOOSBknUex2I3fkIBRdmbO/HrZ1xDpnXJNl75U77vFo2iIrK0IEH2WYKEnPqnwWeIcnoS"
    "bIac+ifBZih6CEUP+xLE1lbRw8gbq9H96/dwHBDe2ihWqAwJlSF3gkiYgR26c/cKAdN1ON"
    "VQoWq1z8dQQbK4Jjh2o8DWnZD6xKe6DWYaElpdB2vL06ogYDs6ycqDtsdmNKxKdxSLeVHZ"
    "B/qHrPHgiwoPSYcT7CEH2yZbBu1NggKpI0HDue4S/r98hIEdZ4NEuYiNbLPLn05EntlE20"
    "al6zW/2d/sSZBsPBHVXolD0JxvR3uEMP+nrO1KsLEIJiRLUc9izRxvMZLPZNUL0RpYrCor"
    "wO6z1GvIwG21XiF4vA/B41B+tYPyq+I0qAFoPB7Q1KAJ2cFNjoROvFvQDLfrcFBwgzwRwy"
    "m4QZ4Cmx+t5uwBMfUQis4OB87SnPl9Vp3tKaQHXXb2UDHdpe5s1+as2KpcYNJSrc5bzFpM"
    "Hbq9hqqw0ShFAoSFSBYREBUBxB8WwQ7fDqLvT/TR3GH+6r2sMSAOwMDMRF35u4JOQDbzFp"
    "xlmiqqnS/X3Pzku8SpULfA/22cwnks6AotUOiXny5vLlE4N7q6RXzLoy9fP33K9SFSvor8"
    "yU2+iyTc9mWi2dPfBixlfbCUySzzGX9lmaaabIkGnKEDNbiCGizfi/GS2r6n83cVWtJydJ"
    "BGnTeoBSAVhzlsQVclBHgho/HpafWQ0Th8HkMA65NgcyzO15CjVRpoZAQWug7hjBTfGnAq"
    "JLA5wd65DdKW7Z2RxWVHTL+G0xzkLt0KqfKKpiC9OLu9OPtweZS/oVqA9MdonmFiql7Kel"
    "Afx4QchdtqrMdKJG6x4dhRBlVquxUSJOGJ79EkjkucyPBBJQRxLSILLcbuiYmwp++ttfOM"
    "zQ2/irN7e+Rh+D0h7rAvd++oxJq6YhY1NnnAiwuZJBQDLFvbfiupkgyd4ti5sipyEEC3ew"
    "DdUpxP001NkT5NBVI99M14gpYa3zaZTZrY41RCMLr2mcdgPQJ7x2MrktvtHVWSyJfYuW8n"
    "UdP8zKcaEN6d5h+mMCtWuWNMt+rd5ngZDd2qff/E1jIqSlCgNXbRlMz4y8WV5kiDxjbXiW"
    "cecRD13qHJv2diQtmoOkiTGCGhFET/Xi82f2rSD7tbRtvoWjFASCigy3Uf1elgD9RR9RIK"
    "6Nq3g0Yn37M6uMcEAPtOirRTN7FCIQFJMVcuNDCd1kM0TQWglovfykW6owQ+vBIeWSE8vb"
    "Mq+B0jKW1HZMOqTQMTubPoKidhr9ItRMGVM9tdS9EzJ7srT0sld1kBBicDt9cQsRH/+jZb"
    "W8ScC6+VpD1GE8N3HCLqelA3oI0TH6SnCyOuwnEh21hgey7cZCsLG8TUFAzpYAGtrL7Cjk"
    "cNusK2F/LX9ac5iT3lbHP8uKVsmnh7foMC9Dj8JYVutzC/IRrGmS40C4NwLoiVfj0KS/bI"
    "lUGl6INKoXCkBuhpKpAJsoKWXxdQ5QUFMLOtyrLHXVVQ85QAbrYJBr85coiWdDwNhg/QNd"
    "9+fxGHPOShLcy6CUdDx81cx81Yxqtse4kpwPiyg/GFLz+jJgk1qYrbOE0EiWO6Qler8VLn"
    "NKLz4tbHMc2Qaof95eTk9PTNyfPT129fvXzz5tXb5zG2+UdlIJ9f/ShwTm1zXbMcroiIyk"
    "l10c8QAgsas8BwiEm9BizIEAILGrNA9Kz3NeiXd7n3dbAPQexrv8e9YiPJ7O+ynnIK1R4b"
    "ykWGjYPtJxcZl2psZ4VkgPu5HTUm5994PEvx5QORFm6toTh4ONpqJybxuErJFVHp2yAXIr"
    "R1PXORxebHaGJO0ILxr4+wZYUWXHuDsG9SIfaiJd5wEvIeTRYTYdOltiuLNC+wuyCuPvei"
    "6wW1ZuS0Dc+FkA+wz/b/tGvJ6lVDox2cwNmeJlvn2h3qhXtaRYA8LRYgT3MCpOfWtw+4oB"
    "iVyJuVFCPN+VpsYtQdq2BdrGNdXOh2uI2djR7whU4z2oTlv4YD9XmIXgw1R/r86svZzT9j"
    "rONcjk/XX34816B9/s+7y7N+CfE/Eex4U4ILBflkwHZhfpEaW6F3zMphBpeHAtHZJc4DcR"
    "MpOyhgKbusBO3Fw/KWHhKLuSMZZr1eMBG8wUeLspkWtXWCfJcLVRDgw8Xj0AqQ5EGSP9BT"
    "sE5wQLLra4CapgJQsy5Xr7YEGpOABNpYAhVReFrLcbEcqpCANFpTGu2RfPRzEqhUJCGpQ7"
    "bLSKvM6Cod9oiQRuxEYHnHJRKEDdm26pkrCoJjNBeVI55phZ/a9DXrxaQvwuq1wrN4VCoX"
    "LnxeBF19Qd89+xfjUpj5bISeWWTmPfs+VzY8/cXEyuN7smnyzeSz3b5Z9utAoC2If4d2wk"
    "PlxEdCMzp/qtp0o/EDNOu2Hw4aXww1AY5oBgjyi5O3laIv3paEX7zN4iwvyDogxwT7Q/go"
    "uLq7usDSKFfBuBjhHL4NemPs3BajEcgvjrsKcS4BtI22GB7By1qutXB8o/3bs4us61M4eP"
    "Ea1JdKEUIRsd4VmOqRNn/j20cFWrx4NNqqvTvhqErBSu6CrTljZeiQcBuQ5TEKEmhF/JBx"
    "j7wFdZHD1jLr1OWnCB89Qi5Dok+FoKQeWmPhbxADRJ95fZBSVwtV8G3Y/nLKn4BfAxTbQz"
    "5Ia6hi4vWqiahCAnBmla/gAMmhWejPSAiG5NBoLfTrEJSsvUmpLStYUYew2j64DOGAku/2"
    "7IgjttmIAWk6wL9xmphooGY24UCWEnjQlAccjFA3qeqLTij6UVJeLHvQJeV7pNLeBtL6UY"
    "FaGz0ebVVtXWVkBae0oIn8ycdosrKwPUEzh5A/SJDkErcyEOkvBJsTGUY3Memcfx51LRGd"
    "SuYinQa7XpJrIwaKHBmdM3sv636zv9mTFf8nmYiqTwRzzXgtYgJDShkxOJLKsnh3XEnJ9W"
    "2yco/RHV0S2cF78v/4WRes+HOwiW7//ukZp+PPlo087QbnXVX3daTGSZpRueuaX4/ybJZt"
    "r8MG3L8eSQDASd0PXT5iY1WxPhoPUv02qZ6smKGJeS+GNiYYILYdJM1Qz6q1c2OCAcJ78v"
    "x5BXz5qEKA5bNMdKI8p2sgHBPs0a9qsel0sx+3avuVA1ziccF1XkvoVmkgAnSHfCQh4tUB"
    "PhoPoO+SBMYl5xpG2Wg4FEnLJS9KvUNnKylOqUtoIK9uVCOvLmMHdzy3QThBihDaVfUtmg"
    "A6zz05NkfWibpMVungRe4zh2f8MrToH424nKUFTveZ0wbzHbdun5MUEURQZL3Sa7t2qoVK"
    "A4DmOjdDF8wd4cw5yKALZttdMPOnaguoXsQTDRTX1FVSAVl5ULYA7NcwtXWgsKr3Sa9aGp"
    "35JvU+sfmRxj8ePxuVOcdFNUdvbIXDtnrGf1kwZFIzdBcz+d93iE/PtZEfmG1tRmjtUM8j"
    "tnADC38yn9B2gwahIoJbfBQ0HMq7v9uefLv7+dejQKoOErr5XyJfKGQ0DlsHsem/iOEpH4"
    "LHuA8e4/qqFFhDDkCDUt/Aqm+SSgOp1X9m8eSLjHHdSkVZOsA1jyvTOO6K3dIJxQA9/+0n"
    "TIbXrgSpBsoZsgFC3X4MS0rCqWxjUYngdEgj+mj90g8HzSG1S3/qqJumCNetdRkmJHuM0u"
    "pKw+m+o58M+9ae0GUNR1QqgFkLc09yHa5Mslwxj9jG5m9kc6Qx52RGjMqMOjQZG1XxqZL0"
    "8PP17V1QHHiNXTQlc98OqgNTmQMgMu4RE50/hDWFBPWCNWacXSbS953mM4tKdbId0ZI/YM"
    "GOxp6MU5ZF73KGHSUGAiw2vbDYpNhYOZhXJRqgNN/+ZZG8IFUxVl6p4QHccjpFdOhU3r/h"
    "+AEi+6pStP+rkmj/V/lo/5qF6oZbo66TXIopMzdjkQOYx7gsYjdFBkG7o+ZBu70vXnHk+L"
    "YtcDvEw7mox2hxj62iFqOHnLDfWnC/SHsgTq20IIUELCrNLSriwK1/RO9wOh8O3l0dzhBt"
    "34QbB+Ff7omN59r3puz3I41tJ3wyKrPpsGRMlaYK1CSIzGbE8AJDzNJ3PbSQsTRIGr1z8T"
    "OBvcZhHokLKr6TgxxiMMcU8TVr5tyP0A0x+WP+fzbztA0Z9rW2rGPBFybuBMluD5zQt8M2"
    "WDNMLWKO0CTIeJokTWynZI7tY/TV9qiFJhbBLhn74o+JMEPJhfhX5OIuot4xmgQT8bd7gp"
    "bYuXe/2eKLmfyiG4m2WUskIpNkywlzSW20xvfE5WRcM5mIAcLANacPxB5x8vuwMZdswxVV"
    "rBTTuXxDRJjRJd/0LuV8rxzFZPIvHp4/pk/A5tUbm9c9/5m19Nlw/AAV2vYtXXu0FWTlo+"
    "2b+LANBSu8sZguR7okMT0hgTpcrWsEIJ4OVjxN5dP7pAGLEypgb6/ZK3rmNUnaT8gg/7PP"
    "/FXk8Frvb0IG/O0zf6WyWcO+HI+HyjGaSt5cLa9nqw8JHhHM5/0BUDFc1D1vMqRw5vT5zI"
    "ntT3W5nCIEHveZx8RxdK3N7sjvRRXfI4Ih9N4q4+TlP+7KdemUsycanlWwexPn+dUl5h01"
    "7ol3pPEDKE9HZb4AX9Sa95KBVRwCTIxGAVESmylmei/DMqkpzOrSMC/HiErOLkus1Xwk4v"
    "vPonxqrdW/9QWqGL59F0I8e2TujthR86ZSyMCA0buLqidH51/ZVHdmio9LD8t/hQMqNbVb"
    "UWIQ4W60mD2XrsBj6UH0yEScXnw/+cKpGAZJjZDQ3Eehr1F0mjdEnQyL/6FvZdfe9EEN/8"
    "DkLmnjAv6h/9ImxOQn7IQzn+/msE2AFBvcSTBYHMqysgVa4g0/hQn/LlOCPenqDI9q2UHA"
    "pXO+WlhfIZxeHvDS20q99yjjhU3GuYrLVbhTq57rasUNNZJfNpqPouIgxL9v5z+4OztM0z"
    "2I8NHgCOtq13ZdCR3cnj1ze4oLsIaNMBoO5tastdBjni7xqthyHY0HKLNQBhJVnTMioYCg"
    "6OZnQSC81sE9oejH0SzWG8zRDBEpTVhxEBp/zk/XiM1pSnBA9JnLod5fl8UKGfC3z/yFwI"
    "XWxL8Ztam7aFrMXyWFV6bPrwwUnu+2UjrUng72TtPa0xdntxdnHy4fq/T0rcEPMt8i5o1v"
    "H2n8MqnnozIHjRuNHDt+5QbNpi/8yEvpTMEomiLxO3v4ntjIEN2J2ex9kEvG1mEKFo3T0U"
    "QVohFasDV5kH4Qe6M4LkTqFp9A5+3e9/LaukgScfHdlJQvxYsCLpE+uEQiJlU12kfjB+gS"
    "eVklUellcZ7Sy1yaEqRLDFoEAxPTYNnck6CSD7IX6aXtOdqii+rjUhkm6Gk6JvHIrSLMF7"
    "J2E3mBPYRZ8Y4soPLMRVPf5He9kC+WmFqujN9YYxGzEeWMm/zzDQpWzssoHcy/PXDj30cJ"
    "7iKqKxJcowQmMZz8vhKlXzkMMXtiweT3cQikHwr10St7JAk5pPKPP0G06YNoA9EeHUZ7CN"
    "Tr+Lqi8f3wdA0qCMF3apUsDYcPruByJ/UeQcQbrIgHic9Ph7+KrFdV+FJIwFRebiqPpGGw"
    "lJdZypUN1SdD+Rfm0Rk1cPizczpm6vmoTMm0syPrpTTYQiMUyp2ocrYijsvsYzQRcuMEza"
    "hlhclZXM1yxXChCgqJPeq1GGuOFrbnPtY1cOx+ueYqaFpcCBo+btFFVbxBI+3LOTkCjRQ0"
    "UtBIQSMFjbRHwu3BaSxCvmjAY4UMNNI+8xc0UtBIQSPdqpH+7JAZcYjg0hbdVBk5qqqljl"
    "dpogqBXcaCUSOMpDLpbCZioWYOW0ql0Hd9bAmF8p2orC00QIQDrTFSOA22JC6abvjnxgLb"
    "NrF04VvdLKIN0orelEjVCAkgWgsUyL4da10rkNHWr4GvQjJAiFtuf7TGtkc02/ecMYtgW4"
    "9wQpRtHcOpDhDhEkjPr68/pcTX86tstbCvn88vb757ITHng2hwX+eTQEC6BOkSpEt9YgCx"
    "vc+YWjp5Mn5WKkFKr+8yGlZBZhRjA2EOB//myMiAN8buA7nOd9NF6LCMfBPSXtBXR0Tny3"
    "J01JPFlBzqeWF8vk5+7H7BfcTaxThvc27IqkvRtCCo9kFQfbQL6HBMVlvRVdJjyXJl1ayu"
    "pNIMUDZtP1mD68wuvzK0u7asObVKNUCgO+nfIwvx1dYFFKo9KgPxJwerDfQiuq1vu/zQnQ"
    "k9yVA5x+accJ1HJ07Hz0rF6akYNQ67n1URp1f+1KIG4hSB4CqTU0URUGIKi6dDTL5xKbbe"
    "8yErT8b4zBkzpTgbSLqWqQxzEVfUNohPQmcUR20NMxL1XtbcLlSDcNsH4fa+nohw36Zs0K"
    "POfu13TAzesrG2cWJZd+k0XcMe0wd0QUGT6T5xA8SF6uLCBXFC96vWoas+LhUajMzArWLD"
    "zw6TBi5pEwvCfYWfdCWskvIKZ74j6GRb5aBGhvS+4g3/DVj4U0UGqsXYvSuqXvDxK6rrNN"
    "HROqKe+hlyCHVdn4R1OoS1zia/e2jC5QhhRAuqqDvkgUWPRWzzlHBphISF3H13LCIbw3rr"
    "4SfylZrI5YRNcGVhg//LDjpJy7NVVIVCU/5Q/k5hKgxWSck0xU5mYjvMspYkqM4VftukWn"
    "r4paQao3yjnA+6yKQoQTGrGRWVjQMx04cgbEW7JYd4YXE4hWJ/5eFedCVytVwezvaXU533"
    "qqTiS0wxOAn2pIoEe1IswZ7kJFiDv211wI3GDw7a9sMzoFJR5zZZLpmMPepZNbdwmg7wro"
    "Z3lDhWB2uVZoA4v3hdAeYXWdVJ6ZjxOgcyF6TzABcnBUXjISkopcy2UpA90oKamBcytGBg"
    "6J2BQWV1opDV5HOKEJjcayZzPZvy6RpwOU0JeUp95nJo52mUiqZSApcPgcsOwa7O1lIske"
    "Yph9DyeQ95vBnDZ0XbVoZqf/atLsFu2cSVsiHXhjYmA2w12IbKfj0LeIoIkguyfcNi50hN"
    "WHOEAC2kwewxDSbt1dsxGeYyNdlhwrs1JSb3xqYSY264GHdzdXF3lNvDLeD7RJON9JgGF1"
    "ILqF7EEw0U19TVXYDso0eSfKQS47JoEjlkVDGihH8Fq2JYyd2CoJ8/fAz6rChTjJDPGRsU"
    "Klc+fiZb2iNqvuPDHeL4tix9LtKrZOOVfDxJFwtAnGl/7tcRKg594It42tu1LBZSIYJAyF"
    "HDQMglNpt0blHIwHjdO4NX/0Ig76IcvfLL605J5at2ganJf9svsZ/YOnuPuOGFI69/GY4Y"
    "5A1zPBGzg45hUe4wCYc904RDtjs1XFyHcXGB170J4J143R+wRU3qbcYm3tTpsJuja2QO7Z"
    "tZv2VrqL8yG+ZLpClBWABhoUBYYP5KX5c9fFIuEiRjqpS2k6PfoQl/930yETewTGEwuDrB"
    "vx1iDlpSm/8v32NBUfSJ4Tuiet5m8h5hG3Ghw9vI41o8DG5uFy0JtvlMlr7S3T7W3C42/K"
    "qpvw6iRB9EiccNqH7s+6rjkhcCLH22ZTnABZmWhx+13j7EULGxq3KC8sbQ2cbmZUKtrzsd"
    "Dtq3/5eTk9PTNyfPT1+/ffXyzZtXb5/HYm3+UZl8e371oxBxU/hrIgDC67fWmaHQDC886L"
    "RKpktxoktBHga/seuo0GmqfijSYr3BKNIWXVKPy5Ae1lSILTxxMlSgROcPlAAiLvOP9a7u"
    "LdiqhACvNhrO8ZpEaacIIXy3bwaKdAiZ2SgOPyED/vaZv5Szid+tDzpxt6xgXopujyXzIg"
    "XuYCvmQSGcJ/Fegf1+sGyuYb9P9gNzTOJo1K7zkO7j326IFfc31YcEXos5Dva6zAUE/tml"
    "d+NHDs8aby4fiFwv5+NIPR+VeTrmwcgxiYdWCt2j9pT9LkLlgkqMxERygrA6k8G/zQi5Hn"
    "NE9SNZRglhm3Nd1ECiLjJFeSU8Zb4nIuvQRPzNT4SJ6Mtjh+Wd9BF9e1pXW4wphEo8l4uO"
    "I2dHUaWlcHpB4BCDcHGiYq2lFFPGYhrJM6i21F93i7I5qhr3FJIBGq1fVKlj86K4js2LXB"
    "2b+KWrgbFKM0CQO6mv0n/Py57a0L6tAu7bYmzf5qCdMrNmhdaIAkKSVem4TkjyQjacr+UT"
    "UEj64RAYVGQdh8LRvAXF7IgJgBmtM0MVTHMs2VanIkUKunzvdHmV0YoyUofJChmYuvvMX6"
    "7Uiva1dQQ3hWRwsls7AUk9CWb9RMw5cS5tz9G2C1Efj8qMPZYcOCbxyK22nmubILFTOfAi"
    "wYS5RESLCjPKZMkeSJiRPUGuv0QeQ38Qhx2ja9vaBI0++P4lZt6S09qsWjuNgf0gtRgbsv"
    "FRuZEmiVsdbTPLqPCFZ2KBTUa8mMoa0jw6rr8Gi0yi1ZZRsKu7UkQKdqae25lUHtdAPUMG"
    "FToOzuaxP5tS67W9o3O4Br4KyQAhbj9aGi8FXGOZ8qEzMBWH9mYpIcL3sCJ8ewd9lyG+4G"
    "Xp3MsSS8+Vd3BEMEB42/cA1LfAgHXtEKwvkYZXQyZXaUAgLy+ZF2vCaXBr1x2rGmTUU1C3"
    "lh1T91Svqo59kc2QbolDw/2QsWGlno/KjFhBW6WxmwytFLFkYddDAW1QRyWYAK0p3ye+h+"
    "Z45QY1VBy2FsFCFjNEn7bpRn7IV7BdHNgQZOM5L9VKTh+ttIc1obJLf86vUYnd5nGbMPUo"
    "U/ikWsRKScBKVqTi4qdmJxcqvNHw/Sm6z7sCtoWMp554OIJ7WXMvxBd2abEOkcEZiwjb74"
    "NfxGHqsiUR0TVojTmews8w9TcjFPQfdahBgjPXZvxUtuf8BDcWmP/XPUYTaj8wPiCsuhEe"
    "8Oqhnr8O9rPk9tugqBWokn6x3XUQSBlbuoBmnBOiSjwJhsRNTKquFNNWWypfkqTiOiFhjZ"
    "VkFZZq/pZwibiyDLhZ+nxdQ7fPLj0CYMfr3I4Xn5lVAY4J9hgLsiK2KUA6UMkTDP5dG/xd"
    "fyprQDTxbOVpwbfV2LdlUtdo6mLM0wIjGjOi8esA70JbLHDITPQQMJtwIU87GDvEvr3tge"
    "5Vv85higwCXzNXcD62ZOpvuOJa14CZphqgpNNJ7l2AGlliqimWtQ3smGyAaJ9Wkt5PS8T3"
    "07z8bjEDW/X6yMcUezw4iL2fo6P9LvIO8XzHHvtOrd2cphrcCc1f+4onR+nRkdvNoYm4hi"
    "tEoWilAtzj2qxarv+2chj/lcs6G1chGdyufV3FCPi62Aj4OmcEhFpRhdAPKTSqR+3ugc3d"
    "sXmFaZNXWSGD/NI+89ewmNvssFYJgce95nHszs7xuLRJeUK0g8P5cPgKjbR7EhUMLZ6rxA"
    "TXbvEcBqjsiGrSZ+kgX/wqHZ6Tc692rLUiOAWJ8DtWz8zUABjIVk7bNzyybKPG6JUXqOhD"
    "xGiFNyLNe0eYfg5mGSpIgQ9uR4xu5CRDgqjz+F754hXF+EZvZXGcb5jbEo2rVLskbJYrki"
    "9sJCc4RhO2Irao+UotIpMp5OdojUWjvBlzkPhv+CK9kwNcgj0ReLvgv1VfzaSjdWrG89ao"
    "M5KAWbfKSNwwR957/CfWWy0gr76cGqMcr7xlRf+31O9bkeKAW/TLT5c3l0iOgdjbXsTegs"
    "7UqgrqUa+ejzMmGKAbuROnvUzdaBIMlCGEkCwITzx0RkSXbQb+smY7EQn02anRZ0cVwmpY"
    "ahMiuCez5eVth1lWg9pqOUIwgmfOBCiOAcUxemCxrVAcI3/GtmMJDycaKLBpk8B2ZJMTsw"
    "V0L1OTHeT5uhXg3BXTq9oukblYY9pTLMnFhr2VMqiSVc9zNiJ5ntPF5rYgiT5MEj1GE4fM"
    "ZK68MKuFnz5zETWFiU58tuI/ZYQm4dJjOTx+JD/TG/r2t3R3tr9o5ZqGP4ux+2pZ+9ECgq"
    "L6/GqGb4JNjeXE6CarVVjF/63SKqE1kQ9BV7eInxDoy9dPn8Cw2A/DImSdd551znc+EenN"
    "tQyOKaLBVU9oPyErPIFqwNsY2J7JS/sw5qaP+cqh/2mywYX/d4K1Ni/ojt+mBV6ewSQElQ"
    "WNXv7jLmUkzHV5SnVBi4ZnWz8dYDEQmdWxt2og7d99UIO9B/4HKMnSdUkWiz5ojpJSD09E"
    "skcPz+PYcFv08Mx8a0YtS1fashTrFN0eAY8/OVjE+fXj6iKfyyTriGIAMske5D2L1ku2p8"
    "Ms0XFaRfQ4LRY9TnOih0ndld8slzZDCglafU7QEgZVTdxyoWAZjx9MkaHW0vsja3bN10Uh"
    "g1elz68KVBd4EmyGtPNh8xdihyB2qA8RGDs11oHUs0dMPQvR0gSnJDgWx6Y4yZitoSmfmU"
    "02QQuHOSMuEt//GE2mvrsZ+7ZHrQm6J2TlIm/N0MphBnFdPmzmsCXC7j1HLkwLExEljL9u"
    "+RCUbpboLtQkgK9upEnkTKuzhBJE1HY4S7hCvWiWBk0ownW2d6GAcJI+hJNArMOwYh36bD"
    "LsxBx7EF5hfmsRcz8gg0sYXMLgEm7gEmazsastpFye95dQgWMY3JSNNvKrSvfiq5J78ZUu"
    "nxsq/3Yte8hrfTzVHMrF+opKAzmWuWLKJvXGNtNJdIVSRoYKioDnuu1ETaYrAhqPB4crOF"
    "yflqcmsUHWZXGaErjcZy6DW/1JsNlkNmkSTJaQwWvcZ/6CW71l+VtxWdWANE0FoEKswiPU"
    "OVE8pzsCO7y6wVlo0y9sr6pwnNnY2njUcC8W2Ja6Wy7gITtkVBb5gKPBYyMZXa3orhwval"
    "pwcQC5/jIIWAgK33oMTQniVxUxj9G1bW0QeSAOorZLHL5dRshlwXCbobVDvVTFXFEj419s"
    "WlCDdy/L1oyVSJXGcS1WJd4gi/z2mrkQENCHgAAoyte6WLUk2PWdWk5qhWSAnrv2e3Qejn"
    "tU4+9oDdeWPaLypM8BWq48RzRgGum16hxEZuSZuz2aY79+gUHEceS0wUeWrW/FO1omWd+G"
    "L3EVuTp64bdL1T+xNVr6xiISbsM7Di34MnzrmFyOlZ+HbSjW1FvwTzD6zceOEGWDvhQL/n"
    "Qk+lHwiaZkzmVfEQU8EV9jkhep97DmN/ubPYnuElkzjyxX3kbK3OtF0AtDluYm5nsh0Lti"
    "0qUMgcb8m8jgKMRfCs8tEs0zArgiG6hXWCCXl4nxtSV3QRAzGKT2RxcpQWoHqR2kdpDaQW"
    "oHqR2k9qchtQsrt02sy4eC4tSp56UyuxGMHJOHynWqb9mSCIl4HpiVI6l5JK3LHrGlwCwt"
    "y6HdmkuxxJq954IvQxZ1+RAXzekDcUW2nmwVx1wqJa6JO0EW33dOXmjfy6pCbL9lwlIeTi"
    "JN6Ym5HKMQr2M0oeYkEOFd5K+EypA0wuOyvPhW/Mu+R5Owg5dUAvh3Wcrlua4wZX5hOexf"
    "j+5JIL+XC+/hqEp941KcHovfFFYk1MrwYb1nV1Z7lpWeM1mAlfIL02vi1lSGsrNNK7lqzr"
    "VQ8u9v/tkeU0qKdYhwh1UVxMLhAxR0X7+sIJG9flkokolHGZksD2zhpm4eeduzUKPWw5jr"
    "7E6dxDOEvdl+2bX6AXIQ/HgAusKjNSDt2SnUjjFIg+Nfb6+/FASQ6l4Panjo/6R0OqwXQ8"
    "CQeidypb6zVb0zaIsJznunb/1EsLbcivp4VEXbWkQjK0cdcapnLrLY/J3UXRxsm1yVmJAV"
    "MxaTEeJ/CjVmJJUQC7teot2EoUKB8mOjSOvQBhm1vsr2mCJwFfTBVfCYYn6Pqny0L+TLV6"
    "cOtDEByKkV5NT96FCDy17sybV6RhxqLHQ3avik9DLFyZht12gxuC1fUE/FKrWj/l58ET0Q"
    "x6X1ikAoJAM8M09evapSo+DVq+IaBeJZRr3nL1UNhMPhA0T3RaUKEC9KKkC8yFeA4Ct62r"
    "STYu1QIQEd8ZB0xD//P91zkVc="
)
