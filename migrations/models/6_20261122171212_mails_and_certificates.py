from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "scheduled_run" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(40) NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_scheduled_r_name_3d825b" UNIQUE ("name", "due_at")
);
COMMENT ON TABLE "scheduled_run" IS 'A due time of a schedule that was taken care of; the row makes it happen once, however many workers there are.';
        CREATE TABLE IF NOT EXISTS "sent_mail" (
    "id" UUID NOT NULL PRIMARY KEY,
    "user_id" UUID,
    "template" VARCHAR(40) NOT NULL,
    "message_id" VARCHAR(200) NOT NULL,
    "counted" BOOL NOT NULL,
    "sent_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "ix_sent_mail_user" ON "sent_mail" ("user_id", "sent_at");
CREATE INDEX IF NOT EXISTS "idx_sent_mail_sent_at_98dde6" ON "sent_mail" ("sent_at");
COMMENT ON TABLE "sent_mail" IS 'A mail that a mail server took from us; its id is that of the outbox row, so it is written once.';
        CREATE TABLE IF NOT EXISTS "badge_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kid" VARCHAR(64) NOT NULL UNIQUE,
    "public_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "badge_key" IS 'A public key that ever signed a credential; kept for good, so that old credentials stay verifiable.';
        CREATE TABLE IF NOT EXISTS "certificate_file" (
    "id" UUID NOT NULL PRIMARY KEY,
    "content" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "certificate_file" IS 'The PDF of a certificate, under the certificate''s own id: a rerun overwrites it.';
        CREATE TABLE IF NOT EXISTS "certificate_template" (
    "id" UUID NOT NULL PRIMARY KEY,
    "look" JSONB NOT NULL,
    "validity_days" INT,
    "updated_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "certificate_template" IS 'How the certificates of a course look from now on; the id is the course''s.';
        CREATE TABLE IF NOT EXISTS "digest_entry" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(32) NOT NULL,
    "data" JSONB NOT NULL,
    "url" VARCHAR(500) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "ix_digest_user" ON "digest_entry" ("user_id", "sent_at");
COMMENT ON TABLE "digest_entry" IS 'News that was over the reader''s budget of mails and waits for the daily digest.';
        CREATE TABLE IF NOT EXISTS "notification" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(32) NOT NULL,
    "data" JSONB NOT NULL,
    "url" VARCHAR(500) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "read_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "ix_notification_user" ON "notification" ("user_id", "created_at", "id");
COMMENT ON TABLE "notification" IS 'One piece of news for one person. `data` fills the texts of its kind in the reader''s language.';
        CREATE TABLE IF NOT EXISTS "notification_preference" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(32) NOT NULL,
    "channel" VARCHAR(8) NOT NULL,
    "wanted" BOOL NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_notificatio_user_id_8dea67" UNIQUE ("user_id", "kind", "channel")
);
COMMENT ON TABLE "notification_preference" IS 'A choice that differs from the usual one: whether a kind of news comes by a channel.';
        CREATE TABLE IF NOT EXISTS "certificate" (
    "id" UUID NOT NULL PRIMARY KEY,
    "version" INT NOT NULL,
    "number" VARCHAR(24) NOT NULL UNIQUE,
    "code" VARCHAR(32) NOT NULL UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "course_title" VARCHAR(200) NOT NULL,
    "language" VARCHAR(16) NOT NULL,
    "look" JSONB NOT NULL,
    "completed_at" TIMESTAMPTZ NOT NULL,
    "issued_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "revoked_reason" VARCHAR(500),
    "status_list" INT NOT NULL,
    "status_index" INT NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "enrollment_id" UUID NOT NULL REFERENCES "enrollment" ("id") ON DELETE RESTRICT,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_certificate_enrollm_f2e0cb" UNIQUE ("enrollment_id", "version"),
    CONSTRAINT "uid_certificate_status__450196" UNIQUE ("status_list", "status_index")
);
CREATE INDEX IF NOT EXISTS "ix_certificate_user" ON "certificate" ("user_id", "issued_at");
COMMENT ON TABLE "certificate" IS 'Proof that a person completed a course, as it was that day: names and looks are copies.';
        ALTER TABLE "outbox" ADD "key" VARCHAR(200) UNIQUE;
        ALTER TABLE "outbox" ADD "failed_at" TIMESTAMPTZ;
        ALTER TABLE "outbox" ADD "lease_until" TIMESTAMPTZ;
        ALTER TABLE "outbox" ADD "starts" INT NOT NULL DEFAULT 0;
        CREATE INDEX "ix_outbox_open" ON "outbox" ("due_at") WHERE "done_at" IS NULL AND "failed_at" IS NULL;
        CREATE FUNCTION outbox_tells() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('lectern_outbox', '');
            RETURN NULL;
        END $$;
        CREATE TRIGGER outbox_tells AFTER INSERT ON "outbox"
            FOR EACH STATEMENT EXECUTE FUNCTION outbox_tells();
        CREATE SEQUENCE certificate_place;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP SEQUENCE IF EXISTS certificate_place;
        DROP TRIGGER IF EXISTS outbox_tells ON "outbox";
        DROP FUNCTION IF EXISTS outbox_tells();
        DROP INDEX IF EXISTS "ix_outbox_open";
        DROP INDEX IF EXISTS "uid_outbox_key_907ba9";
        ALTER TABLE "outbox" DROP COLUMN "key";
        ALTER TABLE "outbox" DROP COLUMN "failed_at";
        ALTER TABLE "outbox" DROP COLUMN "lease_until";
        ALTER TABLE "outbox" DROP COLUMN "starts";
        DROP TABLE IF EXISTS "badge_key";
        DROP TABLE IF EXISTS "certificate";
        DROP TABLE IF EXISTS "digest_entry";
        DROP TABLE IF EXISTS "sent_mail";
        DROP TABLE IF EXISTS "scheduled_run";
        DROP TABLE IF EXISTS "certificate_template";
        DROP TABLE IF EXISTS "notification_preference";
        DROP TABLE IF EXISTS "notification";
        DROP TABLE IF EXISTS "certificate_file";"""


MODELS_STATE = (
    "eJztfXtz2zi251dB6R+nt9Su2HneZHerbEfd7RnHzvhxe+Z2piSYhCSMKULhw4rS2999Af"
    "BNghRJkTJFn6qp6ZjEAajfAcHzPn8OFkwnhn144jrzG2LblJmDD+jPgYkXhP9DdXuIBni5"
    "jG6KCw6+N+R4zAeO7djIe9uxsObwe1Ns2IRf0omtWXTpeEsNrkyCbDozf6bmB7SaYwcZbM"
    "ZcBxFTtw/R5IGa+gRRG03wkk7Qi3uCLWL9hJiFJks8I/ySxtgDJT8digV1pvEVqTlreO6v"
    "5ldzsrTYI9HH2JFEqzkxkTMnCGsac00+ObYdZM/ZiuiIOjZaYtteMUsX82GkcbQQFRSc1o"
    "cIvbAdsvzZXXoP75r0m0vGDpsRPq/Ff8If/+aX+VOS78QWf/45mFJi6PLfA9cm1pjqgtIi"
    "j+xBPtpAUJDvS8tbwQ4mCThKv4/jTBqLSSQL10t5fyDJOdPkH38J0uXDWK6a2BneuvL6OK"
    "C9uzv/9IscKThxP9aY4S7MaPRy7cz5ksFw16X6oaAR92bEJBZ2iB7bKqZrGP7OCi55EPEL"
    "juWSEBs9uqCTKXYNseEG/3vqmprYZ8jfxpRz3SQrjtn/9Z8wNno8vry6Hd+MbsfjQWabii"
    "dJ7S7/ksYx5mhR0xFQ//mXN2+Ei7w6EAuc/XZy/eLV258kEsx2Zpa8KVEb/CUJsYPHEYMj"
    "sMVGzcJ9NseWGu5gfApw/qB1oA4uRFhH73IIH3+D2sJ0sMDfxwYxZ86c//m+AOL/PrmWKL"
    "+XIDN+8njH0qV/41jcEVBH0GoWEVCINycD8Cd+x6ELogY5SZmCWvdJD4N/tAV8gOJu9/Lt"
    "+efRze3J5y9i+oVtfzMkXie3I3HnWF5dp66+eJviSjgJ+v389jck/kT/c3U5Sr8g4bjb/x"
    "mIZ+LnFxubbDXGehyT4HJwKcFmcTbzM4+YNRidpgVWd5rV4Ve6Kp8ThA0w2f8iAY+b5zEX"
    "cCifrgaTk5TwKneazTGxtiKbk5TwMu8Dl7k8ZXtqY1k5N0tZS+LtGG+T8u6r4xIC76vjXI"
    "lX3EqKvFJv5OqtqXir8rFOUu1Qs9iNWvHq5csyOL98mQ+0uJdEmr8EQg+vAnOMpHcYv31d"
    "AuK3r3MRFrcUW7maKSJG0qQ9orvfgw12B2HhmT4ozQ6BbSgJ7S/MInRm/p2sJcDn/DmwqR"
    "EFoL7Z5c6fZj8hja5GXwoLr0KTWHxD8d/OfzFx5K+/5h/G6/OzW8+Ido+1hxW29HEO1haZ"
    "cr7Mxw7/oJmKE+PUp//l79fEwA5Vfu58wK+9uW7FVD0CXuLIjlkMvwSy2VuL40X6Cjb5N0"
    "z31xYrqTBTmMDTmObbwBOcLG8EN6j5gNgU4cA4fGAjbc5/vrjoz4m83fERTeQ/xnNsz6Ut"
    "GqMHsiY6EheGyCSPxJKmaTlMbRhveb2KtuzAHM3fo80G7ATCcXcDGLE7bMSOtpDidKMmtt"
    "Zq2JN0Kfjv1w6x9/eMU0F8enF1mlDduPxzen55cv2vF59P/vlTQn+7uLr8NRgfZ8fpv25H"
    "JylZidq2W0uXThCCxaTTujQYxp4Fm7nMWedNjpGBSazL/LVdTeNiDauq3KbpthBW9oe7G2"
    "WSGK6RmFkF1QQVWA2KrQYxeXxLw0Eq7Gg/wd1oP0jursomhDaVYmm5USjDgUUnXwn2rMVe"
    "YFQ5HfjEDAKpDtGELDA1PE3TRmJX6B/9i2OueMobIsJKwzb5ecoMnauil7+coSmzFgibur"
    "jvbYOs7tviOpt1XtBEu6CJSgZXMcqHBLszye/Qv1TK8XFc4Pg4zjg+wleoMsoBUTNIb97W"
    "+43zlC88ln9UwDlB1MMdfVzKlXdc4Mo7zrryLGbkgDwy3UVGoEm6qX3aHTr0bMfVfVdtBc"
    "AHN7d3n0aXtx+QT//VPL/kIsjd2e3V9QdEBeiu5jDrq3ny6fP55QeE9QU109/YMkw6eluC"
    "R0dpHSxikbiV5FAQbp1jYsx/HzKE/QsiaOWVoDaX8Bz6qHgvThnf8tjMsyfG6NL2XE7Y1k"
    "sRnP07NudeXV0kzA6n57cpkO8+n474ZpfY80HUE/7PL2+VX9VHYlG+UB37j3ICsAR12RK0"
    "mOIxMQXOCg2h8DVLUe7wRQuv7O2bZjAN533vc4LEQ4odfuU9/3L7n4/mP9biYBn/YGYljB"
    "NEO4T57vZsNzg3HyAF6S3P4ivhLvWabE5SAps7x+aMpb1MNJkdBM9kRYYKcWT9tL8nI3Q1"
    "jS34z5VIbAtXfK7eArakjcQonixp7+ITE3K70LSaAOozn6jfSHE9RZtjQ0hBZFuwpvgsmK"
    "qveFlEY1yFX49FRYGtI4W9uc74n33Fy2HOcjuUbv0ZeokOwdpczLIVQmfMtWxy4+DptK9A"
    "EdNihrEggmYrrEbhRH2FCpsmc02NNADWSWyqvsI1s5i73BKnX8Ucn8nivlepNuk0UUpWW3"
    "/wxCR9hQg7Dlkst37nvFn6CpJBH8m4GQX5gk/VcwX5P+x+S5D+xu77Co5OucaiMLlVgeeT"
    "nGNkOta6rzCZzKFTqjVhY7mMTdVXuJYWmRKLcKmnQbC+hJP2FTaNWP7P3Ra3s2imPoHVZq"
    "Rw0vapKiGZNo4WFJHMDN0YPDwSyZ5IeChkWG4gB4lUVmYStCSWzcwhEnmq69WcvweiJuOL"
    "FXXmaKJJ3XVM9clPoj6jGO9dysYOt7dMzdKPG3Jl3W/jBJjF1R7R77+NrkcofFB0foMu7y"
    "4uBvI1U6wu954/uPKjeJTVHubq1n8giKPuQhx1xPwKmCeIID9JERYxxSLEMovpLwbDTkFk"
    "RESXgnUqCNv6kh0dvtw9pJ+u7k4vRujL9ejs/Ob86jLpqpU3xaUoxOd6dHKRjqYTR814QU"
    "1XKTCcmzlYZ+hSaNP2LFVtIc0flv/n5+Oj1+9ev3/19vV7PkQ+ZXjlXQEzFIGKEqJ8a8QG"
    "bOOEAG4aXIj1qHNi7EWsB5S22lWSKpS22qa01dnJzdnJp9FTpaWGsSMqPTMWV1KgYgZRLO"
    "XUyxOvsJHI+0TeDftDogKSrTG+L4ey+r/Q7TRyiCZzDmyYQiqbA2hzLBbiauKQz4ge+LvP"
    "byI84zxQZKruatV2lE/RaSCAGdoMdOVMHBboc1UTCXucQ3hUKmHqqCBh6iibMOW9r1mE/3"
    "ZzdZlTeSKkSEtrVHPQ/0MGtVuTh2Mb+96lhkNN+1Cs9xSbWiCUENwCnMOSWDEWnCkKYokJ"
    "TtPKNhQke9KCZHNarQJxML6Hxw00NenAPt87FbFDxd72xxq7d1yW7WdqFnxL0wKnu8xpaH"
    "fxHLgMhj0w7IFhT2nYi3KdFJa9RCJUvmkvSryqZtuziemg+zUS9EM0Y0yXhjcRp8HROkST"
    "pWvxrUikbU2W0FiPiTeYb07ijOPtPrU5NmfEu59v2GtvSdmuNCpuJ7uUeo1F+L+xE9VqR7"
    "LpmajwnqiC4zc45SMxX2pGBYjSEqDNmQBRRL/IGnr2V5OZxloaH6XFUVgixbqypp5pr4hF"
    "9CGymbcuRmIm/pwWn535UxNLDA0fUJglbWQyR6SlbNkX1QewhKky2jZgq+zKMT8ssFUGnM"
    "0gXlDnKSLpoQmhhRodYB97UvsYlKlsu3wilIzLB7yVknFgmKxzwOyditshwySwGbpQAH/B"
    "UgWWqk5CureWqnihGZWxKlWIpsBeFS9/U9ZkZfMt8jM1hRHFJig0A62wjSw6mzvSQOPdFF"
    "VipDFmhSnfHYdoZOr8L0daa8QZO5T/csVCzPKuWpTYKrPVrpataPCJCQ0lDD1xvMeSdA3W"
    "ng4clcMCa88D/5lV9LNgfA8VYQgV6cBXf+9EOdDIngWb5Sc0y+HcfKtwPKRZZdKsQLnt9a"
    "sCyi0ot6DcKpXbRFVQhXKbrhqar9wmapWWVW6l6igCIVZzYnqxCy7/f9MRFVmErmgjg2/G"
    "j+iBLB3RuC/ZjV7GUchkKIUG2+jcCjX1j3Dni5U899C/U7orqJRdUCkj/mQwz9crE0Q9VC"
    "6hAUU3Prz7KE2BtNxv/oK0DNIySMtZaVlWh1dIyUHV+HzpOKhMX6U59oGdklhfXP9yht4e"
    "v3r/0yGa2IR/NZ2xTbBBdBnES0zNWi8d2dhaZgPZDlmGQcGyPoC4IhwxelGz7FbXleHKK4"
    "uZs7FcbOIHFyN5TQrtNhKKBMKGgaJmEaLwnpThvWccIv5/1ED+VNirgzCljwT55ZoQnjFo"
    "1d2xg7FISk9srCzuRWGoGVKIRI2LFVUiUUGIfxZCHv9pU2ot6jE6RQvifJc5HX6RVUfqLN"
    "ddlCCr5TLqGE99p9F/HR+/evXu+OWrt+/fvH737s37l6H3KHuryI10ev6r8CQl+Jp1LcUk"
    "nQq+uhQVeOzUsFY/uuJ0cGx1+dgCK0SPrRCb9RqwQeTZILz+awOFFeIsLLOeb4eISrGXc8"
    "+J0Vyt5xvB8XKTdQtPufa9dO8Nas+JzEfGljbnmrd+iL5YVBOqtyXVcH6Ls9wrmj/RXEv0"
    "pFhP1L66thbarP3/MZCLSkdeQoURdQ/BNNAJ04DhKroW5vvugvHNuO2e9LRKZf6WSo08Kk"
    "iNPMqmRjrUMSplV4cEPXSLtpILabuLBfZiz0tv4YhkdygP2joWkhi/KYXxmwKM32Qxjj9Z"
    "Budb8j1H1UqR9QDrIi1g9M/bhAKQqa2ZsBkGw9MFN1MWQw7MjFXb3XGaHkCeCtsvs7vf52"
    "/u99kTGs8q1ZINxkMl2eLdXqOSrE6nU6rxn1Bpvyep+ldBoPmKJAY2Zy6eVZJL4jQ7PFW8"
    "8lP7CPJSaFFjqUBVsw6nCME+XNc+HCirlT6eMZr+HSWvytR+ya/8kglKxEusUdVpnbu54y"
    "Q92tmNGd+xphHbHut4XSX/KEUFwCp6aZkWM4wxWxKzVvpelhx8HF32cfgM0wxm18vXVNAD"
    "x7vMcTadEms8F9buCkdnigqOzuzR6bsJarxESUp4fbr8+oSOmtJW1IBgh+qgdFztSCM8Lu"
    "UNKHAGZDTCwN1W/02CuLC9eJcCX2oNRqdIgc9d5vMjsWylTyRX3IhR7C7y7GhPBA2Ij34W"
    "bw10Xu4tmzNhcflxXAnJczpV2Mh9sl/+fk0MnONEToRn3QQT7SfXM1FzSacNsW1Rim8rnC"
    "7kJH2FyCbSO7olRjfeLH0FyTNsLYig2QqnUThRX6HCpslcUyMNgHUSm6qvcM0s5i63xOlX"
    "MUdfAbLIIyWrLRG6lpP0FaJvLv3xQ1V7rwpE/+CT9BUggz6SsR3U5d1OGOBT3Xgz9RUtjV"
    "gOnYpU+2331Fk0U5/Aaj+bwhPKc1MqQpl9U17FOFQTNmdX/D5nyCFYm4s0Bj8Bwuu2hr1+"
    "bNk8iXIkylJlUd6HTP1J1ylTNlUTY4oLbMd/NfRS24dMCi4O5zhQRqa7yKR9JaAPaLsc9T"
    "+4+v1ydP1B9CYk1lfz7Gp8fnlze313dnvFr2psTAXIruYwfvfk5ub85vbk8vYDf4FsKn62"
    "89W8ub37NBLXbMfVfVH46UP1wO5Y503ZC4NUsi6DPFGrnYkJIkh9zVZ3hkzi7eAsyCSOBI"
    "stc4mj7NX9hHVjPnHiLU1kFF/zY+P6/Ox2kNm3DeD6TCvFRZg+TZq2b8VW6BSRfTtfnTCi"
    "MSXStL3Rh2iiscWSA8BvTKRaMHFNg2kPEzRnhi7Lp1mu4dVSw0t6uJCKA7+8RqJ5M5pxZd"
    "tUpWc3v0CZtGxhZ/H1kIR+kvzcMZtKJDZrK96vGEcnFmgqT/6ZztdUICu57axk6LTUor52"
    "z3RFzkl+HnIwvgfZsLtOQH6kOmFj16rUQDtB1L8sKv66lzwxCo+MzJkRfJMrfAdjJFt8DD"
    "uGdjOqqV+qNotmbmxejALSABRpAFboeUy5URgzCDbzsllDqnThWE7W1vkbXtlx4dirq4vE"
    "EXx6nj5j7z6fjvjnTu5gPoh6GlUWbSafCyvO3UK442SAdwW8I+0ri3h+MYgk1VYlITp2eu"
    "y69oOn7FbBPqIA3OvjHur45b+TcZLdBbHv0ZcS0gIahRPcc3VOi71zz0FawLNgM+TGPQ8+"
    "g7e9cZOGn99QEdMkFYAKPven8bnbUV7NltD2L0MnjW3yna3sfI8b7ZjY+42kjX2JzdUT3J"
    "OZUY/b5/kEGI0ee5bo02Y8R/A+KwI6Yq96fkRH7GQpE9KxxJYjoyii0viBSSPsmDe12AK9"
    "RCvqzKnX4Nobq4rg2Hq+zQEbjcRoBIcKBGl0RhAZIgjSeLogDbB9grGuG/rK3mn3YKx7Fm"
    "wGY93z4DMY68Cu1BXbRxm7UhnTBxTM2bkiHysJo9DlkwVj8tV5khy3UaO/MglaEovz6cBG"
    "livUa4u5s3lMIcdIt9jSS+dGFnFci+uH+IHwv7huiCacStE7r8mJy2SOizfBNcslkA8DnL"
    "wv7GbtP0J1UzZ5UUpIWPS19uIbrQ9Fy5dMn3e/xVc06KNgaN6K6PffRtcjJH8ZOr9ELw74"
    "buOSy8EQHaww1/bMmfinLBRNdPFPP+qL//ETGEu6YSzZi+rF3r5qC9i2yxdz9dxW2UryMY"
    "4odgiyTYzpbiB++7oExG9f50IsbqUgdqvYovzREDCWiVQnlkYqNYWPUUBDeHXrlFpGgBQp"
    "WHs6bgXw5Zo61tsULdh7usxpLjtTq15fnAQlcLnLXPZVlrFrOlSRSFTM6Awx8LrLvCYcwn"
    "pfaB3O7L3gsIFtZ2wTYtbgcpoWON1lToM3BgqVdQ9OcG5BobKOorpNoTKIlYZY6TZ7SDgO"
    "WSy3bh/hzdJXkKBM+xM67VMHVm5VxfiRtqm64jh+lm724P/GVvyWhZhJkDQZC78tojaipr"
    "zmTeqVY1/N1x9kAP1UlEVkU0QdG3nH0RA9kKWDbMbvYweZTBT+QgvXdrzBeMYxzbr5d7r6"
    "V/OrOVlhR5sT3SvtKNZxiPXIoRErrvg1gmzCN4Fu+1MRKmIGkMNcbc4n5o/6SCwDL4fyES"
    "2dWPkxBsloCr/4ZTrEAJzY4MR+8tOvbQc2f3ez4ObXl/GHb1Vcpp4LO9rR9y41HGrah2LZ"
    "p9jNrdacGfunXBVHrYIUirVlfbb+F6bSfo9IurHnxXqKPf/Hv/doq+srYjg19nmG7gnDEl"
    "52Z1tbZMmseg7qFClYwLtsAeeCTU02Jykh4KTTbIaAk+fCacgXfBZsjkXdV7McZAjB5ZYS"
    "fXzDWjVYE0QAabEXM2kp29Lj1svu2MOU3y3z1pbwaEbtd7ZEuHepeWl0Ey9vpxowJT13Co"
    "9BxrWX7zAIPAVj8lg64++GLYgopDPz7OML9khE/p1BsMV3AmKmsItj33D/AfHFian/zExj"
    "PUSOsMX7NXik6VxY8cUfwmyc8Q20ulLFuj+Zty2xQUo1lU2CPRZ+CckMqAP01B/6fK8AtB"
    "JqsZVQjboWoId0Xw+pZPjukMm7V24eUAZBGew2pKAMgjK4J+h2Vxk8MU3GP2Qkr+xL4v6w"
    "SBXE6ZElirkuOC78uQLViu+TKf8XEzFZ1lpEbyXKrX6U/5aBWdRGn7H1oLOVsi1vY/NuU9"
    "y1lE4XRw1qu3bn4zIs0OmgtmvbtV2hR6xSkWujRyyUfK3Fin3TqfnNOauaRJcgAp0j03QS"
    "Ej0hM3EnsDaemei92Q0g2/PcxMQJ2CnF7VeLucuBQmPzbgyLVDV/t8zCkaV8dvEuGQd24E"
    "WzkWtK7xjXqsSTqL1wFWg31NqUvxYyYLqoF8n/ZuDOV4uC8aAVldOKQFSvs6H3TlSHaMtn"
    "wWZQH0B96IqY21TV/gVZ3HOxLgt5lSoAUoD9LGfqEeStVgGIQ5anEkSIllMMxouIoFQV/y"
    "Cszk+8l5Ooy/LnjlTK/qGaIsvpgOjfRdHf2zHVII/TwKcMSp7tUDIIj5QtBYPQ1rKfoG6U"
    "C+KvaEIsODu5OTv5NIJyZ7std9amDHFNHilZqcQH/06h5GBFYzYKC7+LYPwoDF9E6D/YcQ"
    "vhB3QkojXeiMANy/b78zjku3OITtCc6jrxBIegPS+zkMlkoH9W3mh7sTKtgUBm6aLMIvmd"
    "xftmgQ0jt7RDSNSn/rGvjt+9DYs7iD+K6jrcfD65uMgWdxBvTBbM/JCNYDyEbFQO2fAOpR"
    "r2wQQhpNx32joItv7nwGaw9T8LNoOtHwwk3YMTXCdQE76jqHbVSBKU8lZlykRVvguSZGKD"
    "SjlVHGuNpAHjm0t/HKLJ0sDmBE0tQn4QGz0SSyaWDP0SBcJ4YROif0QTkUg+EfksoqUmv4"
    "0M+qgIzmppjRLFjMVi4r9BxrvpSndTYf9kQZPoZVwiwcZDfBwsl5NZk+pbnEmHC1besKD7"
    "LVzQck2zdOfi/4MOaFR3+2Dz8wikx7b3FNWey/C72BY9VGp2dH6D+NuPLu8uLiAJqRvWK/"
    "91yQCea7mKCPpkumqsOGn3C3XssDny+xLBi+9zQxffpwMX96E0+oAm+x7soB5K4zXS0x+F"
    "CqexgnSLo3l/DIMVNE4oa1sH4L2z1dju/YI6NRmdogUbe5c5rROsG9RUfJmKuRynAw53mc"
    "NCk81yN7+YVDAe6kklONxEPSls2itlaHA+N2IkwJDGGWJrzFJZeA2G82IfAooUN6aCpFcH"
    "3aeru9OLEfpyPTo7vzn3wQ9PNnlT2qC+GTSwS55cpPAVsn51jBNUNXHeI+mwCaCXxNLUlb"
    "7yYY7RwGYugzG2baJQKE8ZMwg2c0AOiVIY33OqXkF8enV1kTigT8/TcTx3n09HXJ3/KQl1"
    "1g4FdRdbU+Bj3oOyoMZIAE7wwO/QAx/4q7b0E//Dn2Y/Id3oJ469nyV871AWdBdlQSHCoe"
    "0Ih7iSYT00051clL3sEdytptvGIcuPBAkQ3RgNMl4EIzeGhNzOCRKjRQKLSErhPLCljcJP"
    "pfVnHKIVdeayrKlFsM3vy2bX2fCPBuZThnrE4lyCKWWUAiTCdDCUIM6hSrJxggwEupR87A"
    "dOVUQ1SQWgKs3I1a3IWxuR98cY0Yq1eCq+S1RZ7T3fyhYnAjNbGTMbkwtVwTgiAYRLWuVr"
    "oJwkA7t8GahXc0UN74IO9nNVCe9uda/f07ObEF0oPllu5KfnxmlqBeHtz7HSSo5uoNpVLL"
    "idoALhr9hEGlMyt7Q1xXI39hPYzYWMEzurUzk1//D1yIHClBLeGxbZUb7FR5WyoVCdmA51"
    "1l4hkID+I1qJaiHUQTZe2yI1w9RtYQqhTpQHozaibDthxUYzcb8Us6n8aZtzYUKNfUMyDJ"
    "hlumCWCRmbgTw3xyNOAlkeCu+65lqWcGb4714FaBWUu0P4aE/gxZY2p4+1QqdTpBBX2+W4"
    "WqhO8izYDNVJngWbIS4KAnmeWj/dHMhTJhwiUKmyeFeJiAiUzv+ORL2eoN5qVEQatgJ1Po"
    "bsZq0+LnKXK5qxYpbO4Unq4kNkivavSJtjkz//BzTh8DhcpJcVLCb+E1quQezDgMY+1N3F"
    "cnIgy34u1NUz2lxMGVsRt3bkFM0ABb4LCjyUaGhWu+x+iYY2wUzWDnhbpnZAWqiM1Q54m6"
    "3RQBZVHETB+F6Au2vv0FP4+esZng5f7h7yJpzPNuHr6QqI8ys7RxS1Tt+OmZuaPnxFUqJf"
    "zqrs+Rsj6YMLOXkCvypTveVVfvWWV5nqLeCm3/1B7OBZpZT0YDxEqRSzokaUiq8gVeFGjG"
    "T3DOlRcCeY82sdSPtn54U4/13YeyPzzNY232iq/YS2hN03sbk6FphEfwyUVkzPFF9kuvRH"
    "bDRXnsiiu/F+RB/5V2sh4oOoiXydZIgmWNOIbXM8dTJBD2TpyEZEfANNp6J7ET+GdSR+dd"
    "ZG2coKFcOVoiLZZYKU6I9xVH8cQpQ6bOF0qGNUKuwZEvTCbLSDnu97UTpVt/DUaWvntl00"
    "VQimY3kgjqsbjdTEYD/K2o9mnBmkBsIZut25RtoyfTYedefFdttjbBhspSrTlIuuihR2r3"
    "L36hWtnzGSHR7FczqbE3tHh3HDZcJFvbBxrWpuKcJdekjevdxbF8ncnU4NEmYFqKJmisq7"
    "KenrVXqrhXx4ZW9rvQUIanNGufJVE/8YNaBfAX22JKZdw+YZp4Mw9S4bPDWD2aQOixOEwO"
    "Mu85g9Ekt3K6nIMZJddm+RvQH2UjCLmQar4Jwi64N/Ognz29clcH77OhdocSsdtsJ/pulQ"
    "bFQVBhKEIAdUkAMs8kjJKot3vt85ooCSQvW9ztVzMCH3cpBvoli693zfzWu58dO0IPJ0We"
    "SBLNvnwWcIy3kWbIYs22fB5kSj8LLxCQkiiLyCpvW7a1pfJt82cB8qlNXqFch7hLcy7LKh"
    "rOS+whTvQLslVBd8qhtvpj6h1Waso4DsxKuUrIh4jN0dFsU9Sh5GBZdLhD+aiD8+/2QaRO"
    "fPhTzaQzTxyy3JdGlJK6MRRUl6R1RUw4jvgTC/GllkaWCN6IroxxYWUGZlL7HlUI0ucdgq"
    "w3bvM4nZiahIyw1jqpPEG4Ik3W/jGNBj/5dIRqiCJdHvv42uRygYxpnOlyYa4VwQK/0xiL"
    "V9/jfEVXYhrrJeD+/G2nd39ESsBXLMzutWBTT2ggKY6Vid9HFXFtQsJYCb9gLxL0cG0YKQ"
    "X294D0Oqm3ewWeSxgsPBHw0hp5mQ06dqw9G1/foEWbJTUWtYU9g58muXJoggvje7nx28HC"
    "9UWied5cf+hzR9qtbzX8fHr169O3756u37N6/fvXvz/mWIbfZWEcin578KnBPbXOV854qI"
    "cEhVRT9FCCyozQLNIjp1arAgRQgsqM0CkbTlKtAvTvNyVbD3QexrPskrZiOpEFQVo9phRF"
    "Vg2NjjgCrPuFRhO8dIerifm1FjMp6vp8mKF7bg0SORZmmlodi7OdxoJybhuFJFPYPeBl4m"
    "u2/rOrCRwWaHaKJP0Jzxx0fYMHwLrrlG2NWpEHvRAq85CfmIJvOJsOlS05bdTOfYnhNFS4"
    "9dLKg0IydteDZU9gT7bPdPu4asXhU02t4JnM1pslU+u3394DZfnM+xq9sHbFCMCuTNUoqR"
    "4nzNNzGqjlWwLlaxLs5VO9zE1loN+FylGa0dLxe1P1Cf+uiFUHOkT88vT67/pS49eapA+/"
    "Rft6OTbgnxvxFsOfcE5wry0YDNwvw8MbZE2aulxUR2mCc628R6JHYkZXvt8gjW5n6BKm8Y"
    "dZBYzB5yWVtHqzkTwRvM66ZnUFMlyLe5UAkB3l88DK0ASR4k+T09BasEB0S7vgKoSSoANV"
    "Plp7IEGpKABFpbAhVReBXLEsdIQBqtKI12SD76EgUq5UlI8SGbZaRlanQJKckmQhoxI4Hl"
    "A5dIENY05prOAZdJLH5rJiLDD5TCT2X6ioU9kx9Cl4tXFeJX45FgglQiVhDBKksbovNL9O"
    "LgP4xLYfrBEB0YZOoc/DSQ72zug4mVxw9kXefJ5L3tniz9OBBoC+Lfvp3wFSSV4BiogGiM"
    "ZAs4Oxak1AyawflT1qYbjO+hWbf5cNDww1AR4ICmhyAfHZepHsRHFYRfZCoI7UUZY+/T3d"
    "YHrNUKTVMuRzJFPG5B0cyIBBqKlaiW6RCs6I9X4Frzx0PVq82nsPfi1SiAkCCE+gedq3/Q"
    "IW3+2jUHOVq8uDXcqL1bboUOxPacrYKmwMJtQBaHyEugFfFD2gNy5tRGFlt5TTb4KcJHD5"
    "HNkCg9KSipg1ZY+BvEAK6K53QfbmuhEr4N6D385FoCKLY7VcXE61UR0RgJwJlWvqA/9qDR"
    "Fq17oGTtTEptWMEKin5X9sGlCHuUfLdjRxwx9VoMSNIB/rXTxERNdL0OB9KUwIO6POBg+L"
    "pJWV90RNGNlsVi2b1uWdwhlTYocZWj1sYqYG1Qbe3YyBJOaUET+JMP0WRpYHOCphYhP4iX"
    "5BJWPBPpLwTrExlGN9HpjF/nf1hEDjPYTKTTYNuJcm3EQJEjo3Jm72Tdr+ZXc7Lk/yQTUf"
    "WJYK4Zr0RMoE8pIwaHUlkW744tKbm+TZb2IbqlCyLbak7+Fz/rvBW/eJvo5h8XB5yO31vU"
    "8rTLKvol3deBGhdU3i9yXfPPozyb0fkNury7uPD81RIAcFJ3Q5ev2ndhq4YLz0qqJ0umKW"
    "Le86ENCXqIbQtJM9AetuX2sN45XQHhkGCHflWD3d+vd+NWbb5ygE0cLrjOKgndcRqIAN0i"
    "H0mIeFWAD8YD6NskgXHJuYJRNhgORdIyyYtS71DZSvJT6iIayKsbVsirS9nBLadO278EIf"
    "RG6Vo0AfRGeXZsDqwTVZkcp4MXucscnvKPoUF/1OJymhY43WVOQwOcxiMo2MqsnGoRpwFA"
    "U4B+c+mPinjGSADO4gZNAqostJXbM/3Dn2Y/Id3YnCm2oXJaM2VP1QZQhaZXKWTlQdkAsH"
    "d+amtPYY1/Tyq3EmvTRX7i6tS5YLOBwj8e3hsWOcdFNUdnbPjDNnrGf58zpFPddxcz+d8P"
    "iE/PtZGfmWmsh2hlUcchpnADC38yn9C0sRZUmRSXvIZDWfd305Nvdj//MfCkai+hm/8l8o"
    "V8RmO/dRC7/w/RnNhF8Bh3wWNcozEwWEO6r0HF38Cyb1KcBlKr/0rjyRcZ46qVitJ0gGsW"
    "V6Zw3OW7pSOKHnr+m0+Y9D+7EqQKKKfIegh18zEsCQmntI0lTgSnQxLRezLlKlQWzny3fk"
    "SxlWN/f9Bsxa+Pp07Fll0BAaC+Beq6LsJ1K30MI5IdRmm1peG039FPhn0rT+iihiNxKoBZ"
    "CXNHch3OdbJYMoeY2vrvZD1QmHNSI4ZFRh0ajQ2q+JRJevhydXPrFQdeYRvdk5lretWBqc"
    "wBEBn3iInOH8KaQrx6wQozzjYTqftO85lFpTrZjmjBbzBvR2NHxinLoncZw04sBgIsNp2w"
    "2CTYWDqYN07UQ2m++Y9F9IKUxTj2SvUP4IbTKYJDp/T+9cf3ENk3paL93xRE+7/JRvtXLF"
    "TX3xp1reRS3DN9PRY5gFmMiyJ2E2QQtDusH7Tb+eIVA8s1TYHbPh7OeT1G83ts5bUY3eeE"
    "/caC+0XaA7EqpQXFSMCiUt+iIg7c6kf0Fqfz/uDd1uEM0fZ1uLEX/uWO2HiuXOeefR8obD"
    "v+nWGRTYdFY8o0VaA6QWQ6JZrjGWIWru2guYylQdLonYmf8ew1FnNIWFDxgxxkEY1Zuoiv"
    "WTHrYYiuic5v8/+ZzFE2ZNjV2rKOBV+Y2BMkuz1wQtf022BNMTWIPkQTL+NpEjWxvSczbB"
    "6iO9OhBpoYBNtk7Io/JsIMJRfij8jFXUSdQzTxJuJv9wQtsPVgfzXFg+n8QzcUbbMWSEQm"
    "yZYT+oKaaIUfiM3JuGYyEQOEgWtGH4k55OQPfmMu2YYrqFgpprP5hggwowu+6W3K+V46ik"
    "nnD+6fP7pLwObVGZvXA/+ZlfRZf3wPFdrmLV07tBWk5aPNm3i/DQVLvDaYKke6IDE9IoE6"
    "XI1rBCCe9lY8TeTTu6QGiyMqYG+n2St65tVJ2o/IIP+zy/yNyeGV3t+IDPjbZf5KZbOCfT"
    "kcD5VjFJW8uVpezVbvEzwhmC+7A2DMcFH1vEmRwpnT5TMntD9V5XKCEHjcZR4Ty1K1Nrsl"
    "3/MqvgcEfei9VcTJ0T9vi3XphLMnGJ5WsDsT53lnE/2Wag/EGSj8ALG7wyJfgCtqzTvRwD"
    "IOASZGI48ois0UM32UYZlUF2Z1aZiXY0QlZ5tF1mo+EvH9Z1A+tdLq3/gCZQzfrg0hnh0y"
    "dwfsqPilipGBAaNzH6qOHJ1/Y/eqM1NcLjws/+MPKNXUbkmJRoS70WDmTLoCD6UH0SETcX"
    "rx/eQKp6IfJDVEQnMf+r5G0WleE3UyDP6HupVdc9N7Nfw9k7ukDQv4+/5LkxCdn7ATzny+"
    "m/02AVJssCfeYHEoy8oWaIHX/BQm/FnuCXakq9M/qmUHAZvO+Gp+fQV/ennAS28rdT6ilB"
    "c2GmfHXK7CnVr2XI9X3IhH8stG80FUHIT4d+38B3dni2m6exE+6h1hbe3atiuhg9uzY25P"
    "8QGsYCMMhoO5NW0tdJijSrzKt1wH4wHKNJSeRFXljIgoICi6/lngCa9VcI8ounE0i/V6cz"
    "RDREodVuyFxp/x09Vic5ISHBBd5rKv91dlcYwM+Ntl/kLgQmPi35Sa1J7XLeYfJ4VXpsuv"
    "DBSeb7dSOtSe9vZO3drTZyc3ZyefRk9VevpG4weZaxD92jUHCr9M4v6wyEFjByPHllu6Qb"
    "PuCj/yQjpTMAqmiPzODn4gJtJEd2I2/ejlkrGVn4JFw3Q0UYVoiOZsRR6lH8RcxxwXInWL"
    "T6Dydu96eWVdJIm4eLZYylfMiwIukS64RAImlTXaB+N76BJ5XSZR6XV+ntLrTJoSpEv0Wg"
    "QDE1Nv2dyRoJJPshfpyHQsZdHF+O1CGcbraTom4ciNIswlWdmRvMAe/ax4SxZQObDRvavz"
    "b72QLxaYGraM31hhEbMR5Izr/PoaeStnZZQW5t8cuPHnIMJdRHUFgmuQwCSGk+9LUfqVwx"
    "CyJxRMvo99IF1fqA9e2YEk5JDKP/4C0aYLog1Ee7QY7SFQr+LrCsZ3w9PVqyAE16pUstQf"
    "3ruCy63UewQRr7ciHiQ+Px/+xmS9ssJXjARM5cWm8kAaBkt5kaU8tqG6ZCi/ZA6dUg37Pz"
    "ujYybuD4uUTDM9slpKgyk0QqHciSpnS2LZzDxEEyE3TtCUGoafnMXVLFsMF6qgkNiDXouh"
    "5mhgc+ZiVQPH9perr4ImxQWv4eMGXTSON2ikXTknh6CRgkYKGilopKCRdki43TuNRcgXNX"
    "gcIwONtMv8BY0UNFLQSDdqpF8sMiUWEVzaoJvGRg7LaqnjZZKoRGCXNmdU8yOpdDqdilio"
    "qcUWUil0bRcbQqH8ICprCw0QYU9rDBROjS2Ije7X/Lo2x6ZJDFX4VjuLKIO0gjclUDV8Ao"
    "jWAgWya8da2wpksPUr4Bsj6SHEDbc/WmHTIYrte8qYQbCpRjgiSreO4VR7iHABpKdXVxcJ"
    "8fX0PF0t7O7z6ej6xZHEnA+i3vc6mwQC0iVIlyBdqhMDiOl8xtRQyZPhvUIJUnp9F8GwEj"
    "KjGOsJc9j7N0dGBrwx9uDJda6dLEKHZeSbkPa8vjoiOl+Wo6OOLKZkUcfx4/NV8mP7C+4i"
    "1i7EeZNzQ1ZdCqYFQbULguqTfYD2x2S1Ed1YeixZLI2K1ZXiND2UTZtP1uA6s80/GcpdW9"
    "ScOk7VQ6Bb6d8jC/FV1gViVDtUBsIre6sNdCK6rWu7fN+dCR3JUDnF+oxwnUclTof3CsXp"
    "ezFq7Hc/KyNOL917g2qIU3iCq0xOFUVAiS4snhbR+cal2PjIhywdGeMzY0yX4qwn6Rp6bJ"
    "iNuKK2RnwSOqU4aGuYkqh3suZmoRqE2y4Itw/VRISHJmWDDnX2a75joveWjZWNE4u6Syfp"
    "avaY3qMPFDSZ7hI3QFwoLy6cEct3vyoduvHbhUKDlhq4UWz4YjFp4JI2MS/cV/hJl8IqKT"
    "/hzLUEnWyr7NXIkN5XvOa/AQt/qshANRh7sEXVCz5+SVWdJlpaR9RTP0EWobbtEr9Oh7DW"
    "meS7gyZcjhBGNK+KukUeWXBbxDbfEy6NEL+Qu2uPRWSjX2/dvyJfqYlcTtgElwbW+L9Mr5"
    "O0PFtFVSh0z2/K3ylMhd4qCZkm38lMTIsZxoJ41bn8p42qpfsPJdWY2BNlfNB5JkUJil7O"
    "qBjbOBAzvQ/CVrBbMojnFoeLUeyuPNxRWyJXw+XhTHdxr/JeFVR8CSl6J8Eel5Fgj/Ml2O"
    "OMBKvxt60KuMH43kHbfHgGVCpq3SbLJZOxQx2j4hZO0gHe5fAOEseqYB2n6SHOR29LwHyU"
    "Vp1iHTPeZkDmgnQW4PykoGA8JAUllNlGCrIHWlAd80KKFgwMnTMwxFkdKWQV+ZwgBCZ3ms"
    "lcz6Z8uhpcTlJCnlKXuezbeWqlosUpgcv7wGWLYFtla8mXSLOUfWj5vIM83pThs6RtK0W1"
    "O/tWm2A3bOJK2JArQxuSAbYKbH1lv5oFPEEEyQXpvmGhc6QirBlCgBbSYHaYBpP06m2ZDD"
    "NKTLaf8G5Micm8sYnEmGsuxl2fn90OMnu4AXyfabKRGlPvg9QAqmfhRD3FNfHpzkH2ySNJ"
    "fqES46JoEjlkWDKihD+CUTKs5HZO0JdPv3h9VmJTDJHLGesVKo9dPpAt7RHVP/DhFrFcU5"
    "Y+F+lVsvFKNp6kjQUgzrQ739chyg994Is4yq9rUSxkjAgCIYc1AyEXWK/TuSVGBsbrzhm8"
    "uhcCeRvk6BV/vG5jqXzlPmDx5L/NH7Hf2Cr9HbH9D478/MtwRC9vmOOJmOl1DAtyh4k/7E"
    "ARDtns1PDh2o8PF3jd6wDeitf9ERtUp856rON1lQ67Gbpa5tCumfUbtoa6S71mvkSSEoQF"
    "EBbUwsIJsag2V8kH/p1CkQBHYzYJAfmMbfijm3viKL+5imPGP1O6GwfbyCFTIyA+30mbHx"
    "Hfh6jB4zdvykRnvnmTH50p7iWPdvFSVUDYH95DdI9KOb+PCpzfR6pY4xzLRr6MmG/X2IGY"
    "+DQfysYEwif9mP31/wGlw0cc"
)
