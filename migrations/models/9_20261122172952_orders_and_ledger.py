from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "coupon" (
    "id" UUID NOT NULL PRIMARY KEY,
    "code" VARCHAR(40) NOT NULL,
    "code_key" VARCHAR(40) NOT NULL UNIQUE,
    "kind" VARCHAR(8) NOT NULL,
    "value" BIGINT NOT NULL,
    "currency" VARCHAR(3),
    "course_ids" JSONB NOT NULL,
    "limit_total" INT,
    "limit_per_user" INT,
    "starts_at" TIMESTAMPTZ,
    "ends_at" TIMESTAMPTZ,
    "is_active" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_coupon_created_d06694" ON "coupon" ("created_at", "id");
COMMENT ON TABLE "coupon" IS 'A coupon: `value` is a percentage or minor units of `currency`; an empty list of courses means all.';
        CREATE TABLE IF NOT EXISTS "gateway_event" (
    "id" UUID NOT NULL PRIMARY KEY,
    "gateway" VARCHAR(12) NOT NULL,
    "event_id" VARCHAR(200) NOT NULL,
    "kind" VARCHAR(80) NOT NULL,
    "body" BYTEA NOT NULL,
    "headers" JSONB NOT NULL,
    "query" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ,
    "outcome" VARCHAR(40) NOT NULL,
    CONSTRAINT "uid_gateway_eve_gateway_364034" UNIQUE ("gateway", "event_id")
);
CREATE INDEX IF NOT EXISTS "ix_gateway_event_done" ON "gateway_event" ("done_at", "received_at");
COMMENT ON TABLE "gateway_event" IS 'The inbox: a verified event as it came, stored before anything is done about it. `done_at` when it was.';
        CREATE TABLE IF NOT EXISTS "number_series" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(20) NOT NULL UNIQUE,
    "used" INT NOT NULL
);
COMMENT ON TABLE "number_series" IS 'The last number of a series without gaps; the row is locked by the transaction that takes the next.';
        CREATE TABLE IF NOT EXISTS "course_order" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" VARCHAR(24) NOT NULL UNIQUE,
    "gateway" VARCHAR(12) NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "coupon_code" VARCHAR(40) NOT NULL,
    "buyer_name" VARCHAR(200) NOT NULL,
    "buyer_email" VARCHAR(320) NOT NULL,
    "locale" VARCHAR(16) NOT NULL,
    "return_url" VARCHAR(2000) NOT NULL,
    "invoice" INT UNIQUE,
    "problem" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "paid_at" TIMESTAMPTZ,
    "closed_at" TIMESTAMPTZ,
    "coupon_id" UUID REFERENCES "coupon" ("id") ON DELETE RESTRICT,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_order_user" ON "course_order" ("user_id", "created_at");
CREATE INDEX IF NOT EXISTS "ix_order_state" ON "course_order" ("state", "expires_at");
CREATE INDEX IF NOT EXISTS "ix_order_created" ON "course_order" ("created_at", "id");
CREATE INDEX IF NOT EXISTS "ix_order_coupon" ON "course_order" ("coupon_id");
COMMENT ON TABLE "course_order" IS 'What somebody wants to buy, at a price that no longer changes. `invoice` is a number without gaps.';
        CREATE TABLE IF NOT EXISTS "ledger_entry" (
    "id" UUID NOT NULL PRIMARY KEY,
    "movement_id" UUID NOT NULL,
    "kind" VARCHAR(24) NOT NULL,
    "account" VARCHAR(40) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "gateway" VARCHAR(12) NOT NULL,
    "cause" VARCHAR(80) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "order_id" UUID NOT NULL REFERENCES "course_order" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_ledger_entr_cause_722639" UNIQUE ("cause", "account")
);
CREATE INDEX IF NOT EXISTS "ix_ledger_entry_at" ON "ledger_entry" ("at", "id");
CREATE INDEX IF NOT EXISTS "ix_ledger_entry_order" ON "ledger_entry" ("order_id");
CREATE INDEX IF NOT EXISTS "ix_ledger_entry_movement" ON "ledger_entry" ("movement_id");
COMMENT ON TABLE "ledger_entry" IS 'One posting; those of one `movement_id` sum to zero. Only ever added.';
        CREATE TABLE IF NOT EXISTS "order_item" (
    "id" UUID NOT NULL PRIMARY KEY,
    "user_id" UUID NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "open" BOOL NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "enrollment_id" UUID REFERENCES "enrollment" ("id") ON DELETE RESTRICT,
    "order_id" UUID NOT NULL REFERENCES "course_order" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_order_item_order" ON "order_item" ("order_id");
CREATE INDEX IF NOT EXISTS "ix_order_item_course" ON "order_item" ("course_id", "open");
CREATE UNIQUE INDEX IF NOT EXISTS "uq_order_item_open" ON "order_item" ("user_id", "course_id") WHERE open;
COMMENT ON TABLE "order_item" IS 'One course of an order. `open` while the order waits for its payment: the seat is held.';
        CREATE TABLE IF NOT EXISTS "payment" (
    "id" UUID NOT NULL PRIMARY KEY,
    "gateway" VARCHAR(12) NOT NULL,
    "reference" VARCHAR(40) NOT NULL UNIQUE,
    "ref" VARCHAR(200),
    "payment_ref" VARCHAR(200) NOT NULL,
    "url" TEXT NOT NULL,
    "state" VARCHAR(12) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "live" BOOL NOT NULL,
    "fulfilled" BOOL NOT NULL,
    "reason" VARCHAR(200) NOT NULL,
    "lie" VARCHAR(32) NOT NULL,
    "disputed_at" TIMESTAMPTZ,
    "looks" INT NOT NULL,
    "look_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "paid_at" TIMESTAMPTZ,
    "order_id" UUID NOT NULL REFERENCES "course_order" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_payment_order" ON "payment" ("order_id");
CREATE INDEX IF NOT EXISTS "ix_payment_look" ON "payment" ("look_at");
CREATE INDEX IF NOT EXISTS "ix_payment_ref" ON "payment" ("gateway", "payment_ref");
CREATE UNIQUE INDEX IF NOT EXISTS "uq_payment_ref" ON "payment" ("gateway", "ref") WHERE ref IS NOT NULL;
COMMENT ON TABLE "payment" IS 'One try to pay an order at a gateway. `ref` is the gateway''s id of the page, `payment_ref` of the payment.';
        CREATE TABLE IF NOT EXISTS "refund" (
    "id" UUID NOT NULL PRIMARY KEY,
    "reference" VARCHAR(40) NOT NULL UNIQUE,
    "ref" VARCHAR(200) NOT NULL,
    "state" VARCHAR(12) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "of_sale" BOOL NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "problem" VARCHAR(200) NOT NULL,
    "asked_by" UUID,
    "credit_note" INT UNIQUE,
    "tries" INT NOT NULL,
    "look_at" TIMESTAMPTZ,
    "busy_until" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ,
    "order_id" UUID NOT NULL REFERENCES "course_order" ("id") ON DELETE RESTRICT,
    "payment_id" UUID NOT NULL REFERENCES "payment" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_refund_order" ON "refund" ("order_id");
CREATE INDEX IF NOT EXISTS "ix_refund_payment" ON "refund" ("payment_id");
CREATE INDEX IF NOT EXISTS "ix_refund_look" ON "refund" ("look_at");
CREATE INDEX IF NOT EXISTS "ix_refund_created" ON "refund" ("created_at", "id");
COMMENT ON TABLE "refund" IS 'Money that goes back. `busy_until` keeps two processes from asking for it at once.';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "refund";
        DROP TABLE IF EXISTS "course_order";
        DROP TABLE IF EXISTS "gateway_event";
        DROP TABLE IF EXISTS "order_item";
        DROP TABLE IF EXISTS "ledger_entry";
        DROP TABLE IF EXISTS "coupon";
        DROP TABLE IF EXISTS "number_series";
        DROP TABLE IF EXISTS "payment";"""


MODELS_STATE = (
    "eJztfXtz4zay71dB+Z9JbimusT2vnbn3VtkeJ/Gux87anpPdk2xJMAlJWFOEwocVZU+++w"
    "HAF0iCFEmRMkV31dZmLKIB6dcg0O/+z8GCmcRyD099b35HXJcy++Aj+s+BjReE/0P3eIQO"
    "8HKZPBQfePjBkuMxHzh2lZEPrudgw+PPpthyCf/IJK7h0KUXLHVwYxPk0pn9HbU/otUce8"
    "hiM+Z7iNime4gmj9Q2J4i6aIKXdIK+eSDYIc63iDlossQzwj8yGHuk5NtDsaDJDL4itWct"
    "z/2r/as9WTrsiZhj7Emi1ZzYyJsThA2D+TafHLsecudsRUxEPRctseuumGOK+TAyOFqICg"
    "pOG0KEvnE9svzOXwZf3rfpbz4Ze2xG+LwO/wm//It/zL8l+Z244s//HEwpsUz57wPfJc6Y"
    "moLSIU/sUX61A0FBfl86wQpuNEnEUfr7WGXSWEwiWbheyucHkpwzTf7xpyBdPo7lqqmdEa"
    "wrPx9HtF+/Xn7+Xo4UnHgYG8zyF3Yyern25nzJaLjvU/NQ0IhnM2ITB3vEVLaK7VtWuLOi"
    "jwKI+Aee45MYGzP5wCRT7Ftiwx3836lvG2KfoXAbU851m6w4Zv8//IbK6PH4+uZ+fHdxPx"
    "4f5Lap+CaZ3RV+ZHCMOVrU9gTU//kzmDfBRX56IBY4//H09puTd99KJJjrzRz5UKJ28Kck"
    "xB4eJwxOwBYbNQ/3+Rw7erij8RnA+RdtAnX0QYJ18i7H8PE3qCtMDxb497FF7Jk3539+KI"
    "H4v05vJcofJMiMnzzBsXQdPjgWTwTUCbSGQwQU4s3JAfyZP/HoguhBTlNmoDZD0sPoH10B"
    "H6G42718f/nl4u7+9MtPYvqF6/5mSbxO7y/Ek2P56Trz6TfvMlyJJ0E/X97/iMSf6L9vri"
    "+yL0g87v6/D8R34ucXG9tsNcamikn0cfRRis3ibOZnHrEbMDpLC6zuNavjW7oun1OELTA5"
    "vJGAx+3zmAs4lE/XgMlpSniVe81mRaytyeY0JbzM+8BlLk+5gdpYVc7NUzaSeHvG27S8e3"
    "JcQeA9OS6UeMWjtMgr9Uau3tqat6oY6zTVDjWL3agVJ69fV8H59etioMWzNNL8JRB6eB2Y"
    "FZLBYfzuTQWI370pRFg80mzleqYIhaRNe0R/74MNdgdh4Zk+as0OkW0oDe33zCF0Zv+NrC"
    "XAl/x7YNsgGkBDs8vXcJr9hDT5NLkpHLyKTWLqhuK/nf9i4slff8svxtvL8/vAiPaAjccV"
    "dsxxAdYOmXK+zMcev9BszYlxFtJ//7dbYmGPaq+7EPDbYK57MdWAgJc4smOm4JdCNv9ocb"
    "zIfoJtfoeZ4dpiJR1mGhN4FtNiG3iKk9WN4Ba1HxGbIhwZh1+5yJjzny8+DOdEwe74hCby"
    "H+M5dufSFo3RI1kTE4kPRsgmT8SRpmk5TG8Y73i9mrbsyBzN36PNBuwUwqq7AYzYPTZiJ1"
    "tIc7pRGztrPexpugz8D2uPuPt7xukgPru6OUupblz+Obu8Pr395zdfTv/xbUp/u7q5/iEa"
    "r7Lj7J/3F6cZWYm6rt9Il04RgsWk17o0GMZeBJu5zNnkTVbIwCTWZ/66vmFwsYbVVW6zdF"
    "sIK/vD3Y0yiYJrImbWQTVFBVaDcquBIo9vaTjIhB3tJ7gb7Qfp3VXbhNClUiwtNxplOLLo"
    "FCvBgbU4CIyqpgOf2lEg1SGakAWmVqBpukjsCvNT+OGYK57ygYiwMrBLvpsyy+Sq6PX352"
    "jKnAXCtimeB9sgr/t2uM5mnRc00T5oopLBdYzyMcHuTPI79C9Vcnwclzg+jnOOj/gVqo1y"
    "RNQO0pu39X7jPOULj+UfNXBOEQ1wRx9XcuUdl7jyjvOuPIdZBSBf2P4iJ9Ck3dQh7Q4deq"
    "7nm6GrtgbgB3f3Xz9fXN9/RCH9r/blNRdBvp7f39x+RFSA7hsec361Tz9/ubz+iLC5oHb2"
    "jq3CpKN3FXh0lNXBEhaJR2kOReHWBSbG4vchRzi8IIJOXgnqcgnPo0+a9+KM8S2P7SJ7ok"
    "KXtedywq5eiujs37E59+bmKmV2OLu8z4D89cvZBd/sEns+iAbC/+X1vfZWfSIO5Qs1sf9o"
    "JwBLUJ8tQYspHhNb4KzREEpfswzlDl+0+JO9fdMsZuCi+74gSDym2OEtH/iXu78+2r+sxc"
    "Ey/oPZtTBOEe0Q5q/357vBuf0AKUhveRG3hL80G7I5TQls7h2bc5b2KtFkbhQ8kxcZasSR"
    "DdP+no7QNQy24D9XIrEtXOpcgwVsSVuJUTxd0sHFJ6bkdqFptQHUFz7RsJHieooxx5aQgs"
    "i2YE3xeTTVUPFyiMG4Cr8ei4oCW0cKB3Od8z+HipfHvOV2KN2HMwwSHYKNuZhlK4TOme+4"
    "5M7D0+lQgSK2wyxrQQTNVlhdxBMNFSps28y3DdICWKfKVEOFa+Ywf7klTj+IOb6QxcOgUm"
    "2yaaKUrLa+8MQkQ4UIex5ZLLd+54JZhgqSRZ/IuB0F+YpPNXAF+d/sYUuQ/soehgqOSbnG"
    "ojG51YHns5zjwvac9VBhsplHp9Row8ZyrUw1VLiWDpkSh3Cpp0WwfoonHSpsBnHCn7stbu"
    "fJTEMFizkmcbaE6UbMMSSAugylThuHdTU2s9bjkiqbuaEbo6svRDYsEi4cGbccCYoi15fZ"
    "BC35ZmD2CIlE3vVqzg8KUbTymxX15mhiSOV+TM3Jt6KApRgffJQPru5umYa1MTckE/u/jV"
    "NglpfDRD//eHF7geIvii7v0PXXq6sD+WppVpd7Lxxc+6sElPW+zM19+IUg0LwPgeYJ82tg"
    "niKCBC5N3MgUixjUPKbfWwx7JaEjCV0G1qkg7OomOzp8vXtIP998Pbu6QD/dXpxf3l3eXK"
    "d92fKh+CiJgbq9OL3KhhuKo2a8oLavlagu7QKsc3QZtGl3pryukOZflv/nu+OjN+/ffDh5"
    "9+YDHyK/ZfzJ+xJmaCI5JUTF5poN2KqEAG4WXAiGaXJi7EUwDNT+2lUWL9T+2qb21/np3f"
    "np54vnytuNg2t0eqYSeFOiYkZhPtXUy9Og8pNIjEXBA/djqkSUazC+L0eyPYLQ7QxyiCZz"
    "DmycYyu7JxhzLBbiauKIz4ge+bvPHyI84zzQpPLuatVulE/RiiGCGfow9OVMHJXoc3UzLQ"
    "ecZHlUKaPsqCSj7CifURa8r3mE/3p3c11QmiOmyEpr1PDQ/yCLup3Jw8rGfvCp5VHbPRTr"
    "PcemFgilBLcI57hmmMKCc03FMDHBWVbZhoptz1qxbU7rlWiOxg/wuIGuLz3Y53unIvaoGt"
    "7+WGP3jsuyP0/DinhZWuB0nzkN/UBeApfBsAeGPTDsaQ17STKYxrKXyhQrNu0lmWn1bHsu"
    "sT30sEaCfoRmjJnS8CbiNDhah2iy9B2+FYm0rckaI+sxCQbzzUm8sdoP1Zhje0aC58WGve"
    "6WlP1ck+p/so1r0HmF/xt7STF7JLvCiRL4qTJBYQdYPhLzpWZUgCgtAcacCRBF9IssMuj+"
    "ajPbWkvjo7Q4CkukWFcWHbTdFXGIOUIuC9bFSMzEv6fDZ2fh1MQRQ+MvKMySLrKZJ/J2tm"
    "wcGwJYwVSZbBuwVfblmB+V2CojzuYQLymElZAM0ITQQRETsI89q30M6nh2XV8SauoVA95J"
    "TT0wTDY5YPZOxe2RYRLYDG06gL9gqQJLVS8h3VtLlVqJR2esylTqKbFXqfWBqpqsXL5Fvq"
    "O2MKK4BMVmoBV2kUNnc08aaIKHooyONMasMOW74xBd2Cb/y5PWGnHGjuS/fLEQc4JPHUpc"
    "ndlqV8vWNPgoQkMFQ4+K91iSrsHa04OjclRi7XnkP7OOfhaNH6AiDKEiPbj1906UA43sRb"
    "BZXqF5DhfmW8XjIc0ql2YFyu2gXxVQbkG5BeVWq9ymyqZqlNtsWdVi5TZVzLWqcitVRxEI"
    "sZoTO4hd8Pn/254oWSN0RRdZfDN+Qo9k6YnOhjiVFSXjKGQylEaDbXVujZr6S7zzxUqBe+"
    "hfGd0VVMo+qJQJf3KYF+uVKaIBKpfQoaMfF+8+SlMgLQ+bvyAtg7QM0nJeWpbl8zVSclRW"
    "v1g6jkr31+ke/srNSKzf3H5/jt4dn3z49hBNXMJvTW/sEmwRUwbxEttw1ktPdv6W2UCuR5"
    "ZxULCsDyA+EY4Ys6ybeKfrynDllcPs2VguNgmDi5H8TArtLhKKBMKWhZJuGqLwnpThg+84"
    "Qvz/qIXCqXBQB2FKnwgKyzUhPGPQy7xnB2OZlJ7aWHncy8JQc6QQiaqKFXUiUUGIfxFCHv"
    "9pU+osmjE6QwvifJ85Hd/IuiN1VuguSpE1chn1jKeh0+gvx8cnJ++PX5+8+/D2zfv3bz+8"
    "jr1H+UdlbqSzyx+EJynF17xrSZF0avjqMlTgsdPDWv/oUung2OrzsQVWiAFbITbrNWCDKL"
    "JBBA3qDjRWiPO4zHqxHSIpxV7NPSdGc7WebwQvyE02HTzl2vfSf7CoOycyHxk7xpxr3uYh"
    "+smhhlC9HamG80ec5UHR/InhO6Jpx3qi99V1tdBm7f+XA7modOSlVBhR9xBMA70wDVi+pq"
    "1jse8uGt+O2+5ZT6tM5m+l1MijktTIo3xqpEc9q1Z2dUwwQLdoJ7mQrr9Y4CD2vPIWTkh2"
    "h/JBV8dCGuO3lTB+W4Lx2zzG6jfL4XxPfi9QtTJkA8C6TAu4+Md9SgHI1dZM2Qyj4dmCmx"
    "mLIQdmxurtbpVmAJBnwvar7O4PxZv7Q/6ExrNatWSj8VBJtny3N6gka9LplBr8J9Ta72mq"
    "4VUQaL8iiYXtmY9nteQSlWaHp0pQfmofQV4KLWosFah61uEMIdiHm9qHI2W11uWp0AzvKD"
    "mpUvuluPJLLigRL7FBdad14eZWSQa0s1szvmPDIK47NvG6Tv5RhgqA1fTSsh1mWWO2JHaj"
    "9L08Ofg4+uzjCBlmWMxtlq+poQeO95njbDolzngurN01js4MFRyd+aMzdBM0eInSlPD69P"
    "n1iR01la2oEcEO1UHpuNqRRnhcyRtQ4gzIaYSRu635mwRxYXvxLkW+1AaMzpACn/vM5yfi"
    "uFqfSKG4oVDsLvLsaE8EDYiPfhFvDXReHiybc2FxxXFcKclzOtXYyEOy7/92Syxc4EROhW"
    "fdRRPtJ9dzUXNppw1xXVGKbyucruQkQ4XIJdI7uiVGd8EsQwUpMGwtiKDZCqeLeKKhQoVt"
    "m/m2QVoA61SZaqhwzRzmL7fE6Qcxx1ABcsgTJastEbqVkwwVogdsP24J0BmfYqjw/ObTP/"
    "7QlSasA9Df+SRDBciiT2TsRmWLt5OV+FR3wUxDRcsgjkenohLBtnvqPJlpqGAxxxRd2LbD"
    "6UZMcumRxZBQ6j4lJ9DsCvNyYsVvU3LOONY1N6fo/DxnyCPYmItcmDCLJmjZh4Omfvlkm2"
    "ok2np3SfKQzB/LFrvTduYTY8qrtKu/Ghry7UM6DtepCrxwF7a/yOUOpqCPaPucOnJw8/P1"
    "xe1H0eCSOL/a5zfjy+u7+9uv5/c3/FODjakA2Tc8xp+e3t1d3t2fXt9/5C+QS8XP9n617+"
    "6/fr4Qn7meb4b61PPHe4LxusmbshdWzXRxD3mi1jsTU0SQP50vEQ7p6NvBWZKOnggWWyak"
    "JynQ+wnrxqT01FuaSku/5cfG7eX5/UFu37aA6wstN5hg+jy5/qErRKNTJE6SYnXCSsZUyP"
    "UPRh+iicEWSw4AfzCRasHEty1mPE7QnFmmrMHn+FZQkA8v6eFCKg784zUSHcDRjD4RW5fj"
    "3/4CVXL7hTUq1ENS+kn6umMulUhs1laCXzFOTizQVJ79mi7WVCC1vevUdmjX1aG+9sBMTe"
    "JScTJ7NH4AKdW7zmJ/oiZhY9+p1YU9RTS8VDz+ulc8MUqPjNyZEd3JNe5BhWSLy7BnaLej"
    "mob1jvNoFgZ4KhSQS6LJJXFi93XGicKYRbBdlBIdU2WrD3Oyrs7f+JMdVx++ublKHcFnl9"
    "kz9uuXswt+3ckdzAfRQKPKo83k98Kac7cUbpUM8K6Bd6J95REvriiSptqqrkjPTo9dFxAJ"
    "lN062CcUgHtz3GMdv/o9qZLsLhNij25KyC1pFU5wzzU5LfbOPQe5JS+CzZBg+TL4DN721k"
    "0aYZJMTUzTVAAq+Nyfx+fuJslZW0I7vDSvLLbpd7a281012jGx91vJPfxJmWsguKfT6562"
    "TxaLMLp4Gli2WJfxHNH7rAnoUF714ogO5WSpEtKxxI4noyiS/gqRSSNuuzh12AK9RivqzW"
    "nQJT0Yq4vg2Hq+zQEbrcRoRIcKBGn0RhAZIQjSeL4gDbB9grGuH/rK3mn3YKx7EWwGY93L"
    "4DMY68Cu1BfbRxW7UhXTB1Rd2rkir9QV0ujy6apDxeo8SY/bqNHf2AQticP59MpFji/Ua4"
    "f5s7mikGNkOmwZpHMjh3i+w/VD/Ej4X1w3RBNOpWnA2ObEVTLHxZvg29USyEcRTsENu1n7"
    "T1DdlE1elhISVw5uvPhG60PZ8hXT5/3f1BUt+iQYWrQi+vnHi9sLJH8ZurxG37ziu41LLq"
    "9G6NUKc23Pnol/ymrjxBT/DKO++B/fgrGkH8aSvSiBHeyrroDtugY2V89dna2kGOOEYocg"
    "u8Sa7gbid28qQPzuTSHE4lEGYr+OLSocDQFjuUh14hih9FDVrJdQ7A7O13sCp3rV5yCt0o"
    "oFrD37YgUI5Zom1tsMLdh7+sxpLjtTp1lzpRQlcLnPXA5VlrFve1STSFTO6Bwx8LrPvCYc"
    "wmY3tAln9l5w2MKuN3YJsRtwOUsLnO4zp8EbA4XK+gcnOLegUFlPUd2mUBnESkOsdJeNSD"
    "yPLJZb9yAJZhkqSFDMvk6fDeGC1mgAXdWy76egv9vAhsyhXlh5Uj32N1WgHKv3zeYohx/Z"
    "ij9yELMJkmZ14dtG1EXUlp8FkwYl61fz9UeZZDAVpSPZFFHPRcGRPUKPZOkhl/Hn2EM2E8"
    "XR0MJ3vWAwnnFM86EQO139V/tXe7LCnjEnZlD+UqzjEeeJQyNWXPHPCHIJ3wSmG05FqIir"
    "QB7zjTmfmH/VJ+JYeDmSX1Hs9+I4jHTESVggNBuGAY5+cPQ/++nXtZOfv7t5cItr8ITDty"
    "rA08zNn+zoB59aHrXdQ7Hsc+zmTuvyjMNTLs+VjTkqKikUtMv7tcMbptZ+T0j6sefFepo9"
    "/8u/9mirmytieQ32eY7uGUM3XvdnWztkyZxmTvwMKXgJ+uwl4IJNQzanKSEop9dshqCcl8"
    "JpyKl8EWxWMhPqWQ5yhOCWzIg+oWGtHqwpIoC03NObtpRt6ZUcZBv6UcY3mXtrK3h9kxZF"
    "WyI8uPTFLLqpl7dXTarS3k2NxyDn/ix2GESegjF5qpwVeccWRBQbmgX28QV7IiJH0SLY4T"
    "sBMVvYxXFouP+I+OLENr9jtrUeIU/Y4sM6RdJ0Lqz44g9hNs75BjpdqWZtpNzbltoglRrv"
    "psEeC7+EZAbUSnrui77YKwDtljpst9Sg9gfoIf3XQ2oZvntk8h6UmweUQVAG+w0pKIOgDO"
    "4Juv1VBk9tm/GLjBSVxkk9H5Wpgjg7skLB2wXHhX+vSLXi+2TK/8VETJazFtFbqZK0n+S/"
    "ZWAWddEX7DyabKVtXdzavNsUwK2k06moQf3b/lwuoxKdDurfdl3/FvroahW5LvroQlncRq"
    "zYN52aP5yzuomGKSLQOXKNOSEZFrI3dwJr69mbwZvdArIDz99MnYC9Utx+cJi/PNBobMGD"
    "UZmqFu6WWTyyks9O7STyyo28aC7ybekd41qV+CZ6L1wN2g31SOWvhQyYPupF8r85uIvVom"
    "g8aEXVtCIQ1Zts6L0T1SHa8kWwGdQHUB/6Iua21dlgQRYPXKzLQ16nBIAUYL/ImQYEeadV"
    "AFTIilSCBNFqisF4kRBU6nQQhdWFifdyEn3rgsKRWtk/VlNkySEQ/fso+gc7ph7kKg1cZV"
    "AWboeSQXykbCkYxLaW/QR1o1ygvqIpseD89O789PMFlITbbUm4LmWIW/JEyUonPoRPSiUH"
    "JxmzUVj4WQTjJ2H4IkL/0VUthB/RkYjWeCsCNxw37GHkkd+9Q3SK5tQ0SSA4RC2MmYNsJg"
    "P98/JG14tVaZ8EMksfZRbJ7zzedwtsWYWlHWKiIfXYPTl+/y4u7iD+KKvrcPfl9OoqX9xB"
    "vDF5MItDNqLxELJRO2QjOJQa2AdThJBy32vrINj6XwKbwdb/ItgMtn4wkPQPTnCdQN38nq"
    "LaVyNJVO5clymTVEIvSZJRBlVyqnjOGkkDxm8+/eMQTZYWtido6hDyB3HRE3FkYskoLFEg"
    "jBcuIeYnNBGJ5BORzyLajvLHyKJPmuCsjtaoUMxYLCb+G2W82750N5X2mBY0qX7PFRJsAs"
    "TH0XIFmTWZ3s65dLho5Q0L+r/FCzq+bVfu7vz/0Cua1N1+tfn7CKTHbvAt6n0vK+z0W/al"
    "MrOjyzvE3350/fXqCpKQ+mG9Cl+XHOCFlquEYEimq9aKk/a/UMcOG0h/qBC8+KEwdPFDNn"
    "BxH0qjH9B034Md1ENpvUZ69lKocRprSLc4mvfHMFhD44Sytk0A3jtbjes/LKjXkNEZWrCx"
    "95nTJsGmRW3NzVTOZZUOONxnDgtNNs/d4mJS0XioJ5XicBv1pLDtrrShwcXcUEiAIa0zxD"
    "WYo7PwWgwXxT5EFBluTAXJoA66zzdfz64u0E+3F+eXd5ch+PHJJh9KG9RvFo3skqdXGXyF"
    "rF8f4xRVQ5z3SDpsA+glcQx9pa9imBUa2MxVMMauSzQK5RljFsF2AcgxUQbjB041KIjPbm"
    "6uUgf02WU2jufrl7MLrs5/m4Y6b4eCuoudKfCK96AqqAoJwAke+B164CN/1ZZ+4r+H0+wn"
    "pBv9xMr7WcH3DmVBd1EWFCIcuo5wUJUM57GdDu6i7OWA4O403VaFrDgSJEJ0YzTIeBGN3B"
    "gScj8nSIwWCSwiKYXzwJU2ijCVNpxxhFbUm8uypg7BLn8um13nwz9amE8b6qHEuURTyigF"
    "SITpYSiByqFasnGKDAS6jHwcBk7VRDVNBaBqzcj1rchbG5H3xxjRibV4Ku4lqq32XmxlU4"
    "nAzFbFzMbkQnUwTkgA4YpW+QYop8nALl8F6tVcU8O7pIP9XFfCu1/d6/f07CbEFIpPnhvF"
    "6bkqTaMgvP05VjrJ0Y1Uu5oFt1NUIPyVm0gVJXNLW5OSu7GfwG4uZJzaWVtYnBwyczD/st"
    "sZnW6DWUywOlW3Op1hW2tukp+PyuxMD9GICi15XI+/PMK8E6n3qWIpIzR12AKt5tSYy3Qh"
    "kSFk8p2m68KzzVSNG+9szggSaECrnf6c8KMS0xS02um6qDR2jDl9ahTtnCGFUNg+h8JCQZ"
    "EXwWYoKPIi2AwFRaACRl9Uy7aKh8dawnaq5d/DafZW3MhrlamkJY791gjRPz7zaQa0JztV"
    "vOMdpVG+1d1WrID/po6qFORBTWJzXWYdaMwR/ShUly3KdWVqhyU7ROUN+YfQbD/xIdhD1E"
    "MuXruivIRtyrHUS2p56ANBdrBmTbVeDb9lLpUAbVbw48CEejU/pF2g+WKRkQXsCT22J8SM"
    "zUFeWDdDJYHKGZqMBcN3HBEgGr7oNaDVUO4O4aM9gRcMNC9EpQMDzUtgMxhoXgSbFWGyqm"
    "inyp9QeqcfmXuDQbM3mWb9RLTlRLNIF9wS0sizP0xIlfNuC6thZF5ox2j4X4kmsp+X5/NY"
    "xiLYSgxkCrKb7WSqRlitTu6KOSaHJ2u6sgmfCRlzbPPv/xFNODwe1zhl0dpJ+A0d3yLuYW"
    "x9PjT9xXLySnb6WegL5na5mDadSrUfFtTJBftSH+xLUJW1XeNH/6uy7iz65+hdheCfo6zO"
    "o5QLfZcvy0oWeXCLY8Kj8YMAd9cB4c+R2tPMLnr4eveQt5Fv4hK+nqmBuLiZW0LR6PTtme"
    "Dd9uEr6pCFFeyrnr8KyRCyRtIn8EmVgs0nxQWbT3IFmyEzZ/cHsYdntapQRuMhMa2cFQ0S"
    "00IFqQ43FJLdM+R53oJuoAdv00twQ0Bpj91Y0BPzzNZW9MrRiz2FtoIpPbW5etXfSzoxtF"
    "bMwLlRZroMR1TIsQsC6JJUuE/81lqIWDlqo1AnGaEJNgziuhxPk0zQI1l6svc430DTqWhY"
    "zo9hE4lfrUu962CFDjPypHMFMvJ6c9SNSiyckJHXdUbeXnRLMh089brauV33SRKC6VgeiO"
    "P6RiM9MdiP8vajGWcGaYBwjm53rpGuTJ+tB4UG5RzcMbYsttJVZi9EV0cKu1e7e82a1k+F"
    "ZIdH8ZzO5sTd0WHccmdA0SJg3KiBQ4Zwlx6S96/31kUy96dTi8RJK7qombKODlr6Zs0dGi"
    "Eff7K37R0iBI05o4a2ik4V/BVqQL8G+mxJbLeBzVOlgyyKPhs8DYu5pAmLU4TA4z7zmD0R"
    "x/RrqcgKyS4bNst2oHspmCmmwTo4Z8iG4J9Ow/zuTQWc370pBFo8yoat8J9pexRbdYWBFC"
    "HIATXkAIc8UbLK413sd04ooIp4c69z/RRhSA0+KDZRLP0Hvu/mjdz4WVoQefos8kAS+Mvg"
    "M4TlvAg2QxL4i2AzVOmDKn19ibpqq0pf5D7UKKv1mw4OCG9t2CWUMoRShltB1Gq3haGCZH"
    "H1ZuxG4YVbIXXFp7oLZhoSWl2HzMpXsCBsNno9y0Nnx2Y0rEqPCot5UfI9/UNm2vsizz7p"
    "M4E95GDbZIugyURQpnIkaDjXXcL/n48wsOOskUjaX8tmp/zpRGT7TLTNLLpe81f7V3sSpH"
    "xORM1N4hA049vRHiHM/ykrbBJszIMJyUJUFVgxx5uP5DNZe0A0aBWryjqcuyy4GTJwU8VN"
    "COHtQwgvFMHsoAimOA1qABqPBzQ1aEKOZpMjoROXDbQk7TooD2z7L8QaCLb9l8DmZ6v8uU"
    "dM3YfSn8OBszRzeZe1P3sK6V4X/9xXTLep/tmlOSuylWqsWYoZtdiY5SiDKlWuDAkS29In"
    "NImNShNp+1HsRythFrIYeyQmwp6+POXWMzY3GimSymazUfg9wWjUl4tiVGo0sqixzgNeHA"
    "ucUAww87v9aowlPsNiw0dZIhZYP7a3fizE+fSwrimApqmg/DyUnnqBerBvm8wmTULcVEIw"
    "afWZx6Ccg3L+3IrkZuW8SljbAjuP7UTZmF/4VAPCu9PgkRRmxSp3jOlGvdscL6KhG7XvH9"
    "lKxmAICrTCLnogU/5ycaU50qCxzXXiqUccRL2PaPKfqZhQ9noIfFwjJJSC6N+r+fpPTexI"
    "d8toe0UoBggJBTSK6KM6HeyBOqpeQgGFb7fQ6OR7Vgf3mABg30qRdup6xRQSkBRzCcyB6b"
    "QeomkqALVc/FYu0i0l8OHFX2eF8PTOquAki6S0LZEN80gGJnJn0VVOwl75ykS0/KntrqTo"
    "mZPdlaelkrsM38fJwM0B4DbiX99mK4uYM+G1krSHaBL2E5cN1yStrGcsZG/p6cKIq3Bxhz"
    "YufS8tbBBTE+3dwQJaWX2JHY8adIltL+Sv6z/kJPaUs83x46rsaeIN/jb/t7EC9Dj8JYVu"
    "N/Tzjxe3FygaxpkuNAuDcC6IlX45CPMt5MqgUvRBpVA4UgP0NBXIBFlBy68LqPKCApjZap"
    "/Z464qqHlKADdbR4rfHDlES4qGB8MH6Jpvv0SXQ57y0BamdoSjoWh1rmh1LONVtr3EFGB8"
    "2a7P1pSaJNSkKmcoqURQIVyXpbQcL3ROIzor7h4Q0wwp8esvx8cnJ++PX5+8+/D2zfv3bz"
    "+8jrHNPyoD+ezyB4FzapvryvdxRUSkvdRFP0MILGjMAsMhJvUasCBDCCxozALR9sXXoF/e"
    "KMbXwT4Esa/9NjGKjSSzv8vKsipUO6zJGhk29rgka2BcqrGdFZIB7ud21Jicf+P5LMUXT0"
    "RauLWG4uDhaKOdmMTjKiVXRHULglyI0Nb1ykUWmx2iiTlBc8a/PsKWFVpw7TXCvkmF2IsW"
    "eM1JyCc0mU+ETZfarqywMcfunLj63IuuF9SakdM2PBdCPsA+2//TriWrVw2NdnACZ3uabJ"
    "1rd6gX7kkVAfKkWIA8yfcZdOvbB1xQjErkzUqKkeZ8LTYx6o5VsC7WsS7OdTvcxs5aD/hc"
    "pxmtvaDG4XCgPgvRi6HmSJ9dXp/e/jPGOs7luLq5/uFMg/bZP+8vTvslxP9IsOM9EFwoyC"
    "cDNgvz89TYCoX/lg4T/WUC0dklzhNxEylbFr0LSuQFvUODYdRDYjF3JMOsV3Mmgjf4aNEN"
    "26K2TpDvcqEKAny4eBxaAZI8SPJ7egrWCQ5Idn0NUNNUAGquT3BtCTQmAQm0sQQqovC0lu"
    "NiOVQhAWm0pjTaI/nopyRQqUhCUodslpGWmdFVyiMTIY3YicDykUskCBuy5ugrLpM4/NFM"
    "VI54pRV+atPXrBeTvgh9Ll7ViF9VI8EEqUSsJIJV+LwIurxG37z6N+NSmPlqhF5ZZOq9+j"
    "aISC/8YmLl8SNZN/lm8tl23yz7dSDQFsS/fTvha0gq0TFQA1GFBGqspNGMzp+qNt1o/ADN"
    "uu2Hg8YXQ02AI5oBgnx0XKX/MB9VEn6R60EsL8g6IMcEO+zxHFzdXV1gnfZ4nnI5kmnicU"
    "tKeyckDUt7NwL56LCrEOcSQNso7e0RvKjlWgvHQ9/szadw8OI1qC+VIoQiYr0rMNUjbf7W"
    "tw8KtHjxaLRRe3fCUZWCldw5W3HGytAh4TYgi0MUJNCK+CHjEXlz6iKHrWTWqctPET56hF"
    "yGDIu5gpJ6aIWFv0EMEE2C9EFKXS1Uwbdh+4sH/gT8GqDY7vNBWkMVE69XTUQVEoAzq3wF"
    "B0gOzUJ/RkIwJIdGa6Ff+6Bk7UxKbVnBYktiu+MGPrgM4YCS73bsiCO22YgBaTrAv3GaGJ"
    "cXpa5VP08sQwk8aMoDDkaom1T1RScU/SgpL5bd65LyPVJpo+7GBWqt0vx4g2rrKiMrOKUF"
    "TeRPPkSTpYXtCZo6hPxBgiSXuJWBSH8h2JzIMLqJSWf886hriehUMhPpNNj1klwbMVDkyO"
    "ic2TtZN+jdy/9JJqLqE8FcM5YNe0NKGTE4ksqyeHdcScn1bbJ0D9E9XfCvQm00+T/8rAtW"
    "/CnYRHd/v3rF6fizRSNPu8F5V9V9HalxkmZU7rrm16M8m9HlHbr+enUV+KslAOCk7ocuH7"
    "GxqlgfjQepfpNUT5bM0MS8F0MbEwwQ2w6SZqhn1dq5McEA4T1+/boCvnxUIcDyWSY6UZ7T"
    "NRCOCXboV7XYw8N6N27V9isHuMTjgmu9HtYqDUSAbtOxmot4dYCPxgPo2ySBccm5hlE2Gg"
    "5F0nLJi1Lv0NlKilPqEhrIqxvVyKvL2MEdz20QTpAihHZVfYsmgM5zL47NkXWiLpNVOniR"
    "+8zhKb8MLfpHIy5naYHTfea0wXzHrdvnJEUEERRZr/TKrp1qodIAoLnOzdAFc0s4cw4y6I"
    "LZdhfM/KnaAqrn8UQDxTV1lVRAVh6ULQD7NUxtHSis6n3Sq5ZGp75JvSs2O9D4x+NnozLn"
    "uKjm6I2tcNhGz/jPc4ZMaobuYib/+xHx6bk28h2zrfUIrRzqecQWbmDhT+YT2m7QIFREcI"
    "uPgoZDefd325Nvdj//chBI1UFCN/9L5AuFjMZh6yD28G9ieMqH4DHug8e4vioF1pA90KDU"
    "N7Dqm6TSQGr1n1k8+SJjXLdSUZYOcM3jyjSOu2K3dEIxQM9/+wmT4bUrQaqBcoZsgFC3H8"
    "OSknAq21hUIjgd0og+W7/0/UFzSO3SXzrqpinCdWtdhgnJDqO0utJwuu/oJ8O+tSd0WcMR"
    "lQpg1sLck1yHS5MslswjtrH+G1kfaMw5mRGjMqMOTcZGVXyqJD38dHN3HxQHXmEXPZCZbw"
    "fVganMARAZ94iJzh/CmkKCesEaM842E+n7TvOZRaU62Y5owR+wYEdjT8Ypy6J3OcOOEgMB"
    "FpteWGxSbKwczKsSDVCab/+ySF6Qqhgrr9TwAG45nSI6dCrv33D8AJF9Wyna/21JtP/bfL"
    "R/zUJ1w61R10kuxQMz12ORA5jHuCxiN0UGQbuj5kG7vS9eceD4ti1w28fDuajHaHGPraIW"
    "o/ucsN9acL9IeyBOrbQghQQsKs0tKuLArX9Eb3E67w/eXR3OEG3fhBt74V/uiY3nxvce2O"
    "8HGttO+GRUZtNhyZgqTRWoSRCZTonhBYaYhe96aC5jaZA0eufiZwJ7jcM8EhdU/CgHOcRg"
    "jinia1bMeRyhW2Lyx/x/NvO0DRl2tbasY8EXJu4EyW4PnNC3wzZYU0wtYo7QJMh4miRNbB"
    "/IDNuH6KvtUQtNLIJdMvbFHxNhhpIL8a/IxV1EvUM0CSbib/cELbDz6P5qiy9m8otuJNpm"
    "LZCITJItJ8wFtdEKPxKXk3HNZCIGCAPXjD4Re8TJH8PGXLINV1SxUkzn8g0RYUYXfNO7lP"
    "O9chSTyb94eP6YPgGbV29sXo/8Z9bSZ8PxA1Ro27d07dBWkJWPNm/i/TYULPHaYroc6ZLE"
    "9IQE6nC1rhGAeDpY8TSVT++TBixOqIC9vWav6JnXJGk/IYP8zz7zV5HDa72/CRnwt8/8lc"
    "pmDftyPB4qx2gqeXO1vJ6tPiR4RjBf9wdAxXBR97zJkMKZ0+czJ7Y/1eVyihB43GceE8fR"
    "tTa7J78XVXyPCIbQe6uMkxf/uC/XpVPOnmh4VsHuTZznV5eY99R4JN6Bxg+gPB2V+QJ8UW"
    "veSwZWcQgwMRoFRElsppjpkwzLpKYwq0vDvBwjKjm7LLFW85GI7z+L8qm1Vv/WF6hi+PZd"
    "CPHskbk7YkfNm0ohAwNG7y6qnhydf2UPujNTfFx6WP47HFCpqd2SEoMId6PF7Jl0BR5KD6"
    "JHJuL04vvJF07FMEhqhITmPgp9jaLTvCHqZFj8D30ru/amD2r4ByZ3SRsX8A/9lzYhJj9h"
    "J5z5fDeHbQKk2OBOgsHiUJaVLdACr/kpTPh3eSDYk67O8KiWHQRcOuOrhfUVwunlAS+9rd"
    "T7hDJe2GScq7hchTu16rmuVtxQI/llo/koKg5C/Pt2/oO7s8M03b0IHw2OsK52bdeV0MHt"
    "2TO3p7gAa9gIo+Fgbs1aCz3m6RKvii3X0XiAMgtlIFHVOSMSCgiKbn4WBMJrHdwTin4czW"
    "K9wRzNEJHShBV7ofHn/HSN2JymBAdEn7kc6v11WayQAX/7zF8IXGhN/JtSm7rzpsX8VVJ4"
    "Zfr8ykDh+W4rpUPt6WDvNK09fX56d376+eK5Sk/fGfwg8y1i3vr2gcYvk3o+KnPQuNHIse"
    "NXbtBs+sKPvJDOFIyiKRK/s4cfiY0M0Z2YTT8FuWRsFaZg0TgdTVQhGqE5W5En6Qex14rj"
    "QqRu8Ql03u5dL6+tiyQRF99NSflSvCjgEumDSyRiUlWjfTR+gC6RN1USld4U5ym9yaUpQb"
    "rEoEUwMDENls09CSr5LHuRXtieoy26qD4ulWGCnqZjEo/cKMJck5WbyAvsKcyKd2QBlVcu"
    "evBNftcL+WKBqeXK+I0VFjEbUc64yT9fo2DlvIzSwfybAzf+c5DgLqK6IsE1SmASw8nvS1"
    "H6lcMQsycWTH4fh0D6oVAfvbIHkpBDKv/4E0SbPog2EO3RYbSHQL2Orysa3w9P16CCEHyn"
    "VsnScPjgCi53Uu8RRLzBiniQ+Pxy+KvIelWFL4UETOXlpvJIGgZLeZmlXNlQfTKUXzOPTq"
    "mBw5+d0zFTz0dlSqadHVkvpcEWGqFQ7kSVsyVxXGYfoomQGydoSi0rTM7iapYrhgtVUEjs"
    "Ua/FWHO0sD3zsa6BY/fLNVdB0+JC0PBxgy6q4g0aaV/OyRFopKCRgkYKGilopD0SbvdOYx"
    "HyRQMeK2SgkfaZv6CRgkYKGulGjfQnh0yJQwSXNuimyshRVS11vEwTVQjsMuaMGmEklUmn"
    "UxELNXXYQiqFvutjSyiUH0VlbaEBIhxojZHCabAFcdHDmn9uzLFtE0sXvtXNItogrehNiV"
    "SNkACitUCB7Nux1rUCGW39GvgqJAOEuOX2Rytse0Szfc8Yswi29QgnRNnWMZxqDxEugfTs"
    "5uYqJb6eXWarhX39cnZx+82RxJwPosF9nU8CAekSpEuQLvWJAcT2vmBq6eTJ+FmpBCm9vo"
    "toWAWZUYwNhDkc/JsjIwPeGHsM5DrfTRehwzLyTUh7QV8dEZ0vy9FRTxZTcqjnhfH5Ovmx"
    "+wV3EWsX47zJuSGrLkXTgqDaB0H12S6g/TFZbURXSY8li6VVs7qSSjNA2bT9ZA2uM7v8yt"
    "Du2rLm1CrVAIHupH+PLMRXWxdQqHaoDMSf7K020Ivotr7t8n13JvQkQ+UMmzPCdR6dOB0/"
    "KxWnH8Socdj9rIo4vfQfLGogThEIrjI5VRQBJaaweDrE5BuXYusTH7L0ZIzPjDFTirOBpG"
    "uZyjAXcUVtjfgkdEpx1NYwI1HvZM3NQjUIt30Qbh/riQiPbcoGPers137HxOAtG2sbJ5Z1"
    "l07TNewxvUcXFDSZ7hM3QFyoLi6cEyd0v2oduurjUqHByAzcKDb85DBp4JI2sSDcV/hJl8"
    "IqKa9w5juCTrZVDmpkSO8rXvPfgIU/VWSgWow9uqLqBR+/pLpOEx2tI+qpnyKHUNf1SVin"
    "Q1jrbPK7hyZcjhBGtKCKukOeWPRYxDY/EC6NkLCQu++ORWRjWG89/ES+UhO5nLAJLi1s8H"
    "/ZQSdpebaKqlDogT+Uv1OYCoNVUjJNsZOZ2A6zrAUJqnOF3zaplh5+KanGKN8o54MuMilK"
    "UMxqRkVl40DM9D4IW9FuySFeWBxOodhdebijrkSulsvD2f7iQee9Kqn4ElMMToI9riLBHh"
    "dLsMc5Cdbgb1sdcKPxg4O2/fAMqFTUuU2WSyZjj3pWzS2cpgO8q+EdJY7VwVqlGSDOR+8q"
    "wHyUVZ2UjhnvciBzQToPcHFSUDQekoJSymwrBdkjLaiJeSFDCwaG3hkYVFYnCllNPqcIgc"
    "m9ZjLXsymfrgGX05SQp9RnLod2nkapaColcHkfuOwQ7OpsLcUSaZ5yCC2fd5DHmzF8VrRt"
    "Zah2Z9/qEuyWTVwpG3JtaGMywFaDbajs17OAp4gguSDbNyx2jtSENUcI0EIazA7TYNJevS"
    "2TYS5Sk+0nvBtTYnJvbCox5paLcbeX5/cHuT3cAr4vNNlIj2lwIbWA6nk80UBxTV3dBcg+"
    "eyTJ91RiXBZNIoeMKkaU8K9gVQwruZ8T9NPn74M+K8oUI+RzxgaFypWPX8mW9oiaH/lwhz"
    "i+LUufi/Qq2XglH0/SxQIQZ9qf+3WEikMf+CKe9nYti4VUiCAQctQwEHKBzSadWxQyMF73"
    "zuDVvxDI+yhHr/zyuldS+apdYGry3+ZL7Ee2yt4jbnjhyOtfhiMGecMcT8TsoGNYlDtMwm"
    "GvNOGQ7U4NF9d+XFzgdW8CeCde9ydsUZN667GJ13U67OboGplD+2bWb9ka6i/NhvkSaUoQ"
    "FkBYKBAWmL/U12UPn5SLBMmYKqXt5OiPaMLffZ9MxA0sUxgMrk7wb4eYgxbU5v/P91hQFH"
    "1i+I6onreefELYRlzo8NbyuBYPg5vbRQuCbT6Tpa90t4s1N4sNv2jqr4Mo0QdR4nkDqp/7"
    "vuq45IUAS59tWQ5wQabl/kettw8xVGzsqpygvDF0trFZmVDr606Hvfbt/+X4+OTk/fHrk3"
    "cf3r55//7th9exWJt/VCbfnl3+IETcFP6aCIDw+q11Zig0wwsPOqmS6VKc6FKQh8Fv7Doq"
    "dJqqH4q0WG8wirRFF9TjMqSHNRViC0+cDBUo0fkDJYCIy/xjvat7A7YqIcCrjYZzvCZR2i"
    "lCCN/tm4EiHUJmNorDT8iAv33mL+Vs4nfrk07cLSuYl6LbYcm8SIHb24p5UAjnRbxXYL8f"
    "LJtr2O+T/cAckzgatesspPv+b7fEivub6kMCb8Qce3td5gIC/+zSu/EDh2eF1xdPRK6X83"
    "Gkno/KPB2zYOSYxEMrhe5R+4H9LkLlgkqMxERygrA6k8G/zQi5HnNE9SNZRglhm3Nd1ECi"
    "LjJFeSX8wHxPRNahifibnwgT0ZfHDss76SP6drSuthhTCJV4LhcdR86OokpL4fSCwCEG4e"
    "JExVpLKaaMxTSSZ1Btqb/uFmVzVDXuKSQDNFofValjc1Rcx+YoV8cmfulqYKzSDBDkTuqr"
    "9N/zsqM2tB+qgPuhGNsPOWgfmFmzQmtEASHJqnRcJyR5LhvO1/IJKCT9cAgMKrKOQ+Fo3o"
    "JidsQEwIzWmaEKpjmWbKpTkSIFXb53urzKaEUZqcNkhQxM3X3mL1dqRfvaOoKbQjI42a2d"
    "gKSeBLNeEXNGnAvbc7TtQtTHozJjjyUHjkk8cqOt58YmSOxUDrxIMGEuEdGiwowyWbAnEm"
    "ZkT5DrL5DH0B/EYYfoxrbWQaMPvn+JmbfktDar1k5jYD9ILcaGbHxUbqRJ4lZHm8wyKnzh"
    "mVhgkxEvprKGNI+O66/BIpNotWUU7OquFJGCnanndiaVxzVQz5BBhY69s3nszqbUem3v6B"
    "yuga9CMkCI24+WxgsB11imfOgMTMWhvVlKiPDdrwjf3kHfZYgveFk697LE0nPlHRwRDBDe"
    "9j0A9S0wYF3bB+tLpOHVkMlVGhDIy0vmxZpwGtzadceqBhn1FNSNZcfUPdWrqmPXshnSHX"
    "FouB8yNqzU81GZEStoqzR2k6GVIpYs7HoooA3qqAQToBXl+8T30Awv3aCGisNWIljIYobo"
    "0/awlh/yFWwXBzYE2XjOS7WS00cr7WBNqOzSn/NrVGK3ed4mTD3KFD6uFrFSErCSFam4+K"
    "nZyYUKbzR8d4ru666AbSHjqScejuBe1twL8YVdWqxDZHDGIsLm++BncZi6bEFEdA1aYY6n"
    "8DM8+OsRCvqPOtQgwZlrM34q2zN+ghtzzP/rHqIJtZ8YHxBW3QgPePVQz18Hu1ly821Q1A"
    "pUSb/Y7DoIpIwNXUAzzglRJZ4EQ+ImJlVXimmrLZUvSVJxnZCwxkqyCks1f0u4RFxZBtws"
    "fb6uodtnlx4BsON1bseLz8yqAMcEO4wFWRLbFCDtqeQJBv+uDf6u/yBrQDTxbOVpwbfV2L"
    "dlUtdo6mLM0wIjGjOi8esA70JbLHDIVPQQMJtwIU87GDvErr3tge5Vv85higwCXzNXcD62"
    "5MFfc8W1rgEzTTVASaeT3LsANbLAVFMsaxPYMdkA0T6pJL2flIjvJ3n53WIGtur1kY8pdn"
    "hwEHs3R0f7XeQd4vmOPfadWrs5TTW4E5q/9hVPjtKjI7ebQxNxDVeIQtFKBbjntVm1XP9t"
    "6TD+Kxd1Nq5CMrhd+66KEfBdsRHwXc4ICLWiCqEfUmhUj9rdA5u7Y/MS0yavskIG+aV95q"
    "9hMbfZYa0SAo97zePYnZ3jcWmT8oRoC4fz/vAVGmn3JCoYWjxXiQmu3eI5DFDZEtWkz9Je"
    "vvhVOjwn517tWGtFcAoS4besnpmpATCQrZy2b3hk0UaN0UsvUNGHiNESr0Wa95Yw/RTMMl"
    "SQAh/clhjdykmGBFHn8b3yxSuK8Y3eyuI43zC3JRpXqXZJ2CxXJF/YSE5wiCZsSWxR85Va"
    "RCZTyM/RCotGeVPmIPHf8EX6KAe4BHsi8HbOf6u+mklH69SM561RZyQBs26Vkbhhjrz3+E"
    "+st1pAXn05NUY5XnnDiv5vqd+3JMUBt+jnHy9uL5AcA7G3vYi9BZ2pVRXUo149H2dMMEA3"
    "cidOe5m60SQYKEMIIVkQnrjvjIgu2wz8Zc12IhLos1Ojz44qhNWw1CZEcE9my8vbDrOsBr"
    "XVcoRgBM+cCVAcA4pj9MBiW6E4Rv6MbccSHk40UGDTJoHNyCYnZgvoXqQm28vzdSPAuSum"
    "V7VdInOxxrSnWJKLDXtLZVAlq57nrEXyPKeLzW1BEn2YJHqIJg6Zylx5YVYLP33lImoKE5"
    "34bMl/yghNwqXHcnj8SH6mN/TtbunubH/RyjUNfxZjj9Wy9qMFBEX1+dUM3wSbGsuJ0U1W"
    "q7CK/1ulVUJrIh+CLu8QPyHQ9derKzAs9sOwCFnnnWed851PRHpzLYNjimhw1RPaT8gKT6"
    "Aa8DYGtmfy0i6MueljvnLof5pscOH/nWCtzQu657dpgZdnMAlBZUGjF/+4TxkJc12eUl3Q"
    "ouHZ1k97WAxEZnXsrBpI+3cf1GDvgf8BSrJ0XZLFok+ao6TUwxOR7NDD8zw23BY9PFPfml"
    "LL0pW2LMU6RbdDwONP9hZxfv24usjnMsk6ohiATLIDec+i9ZLt6TBLdJxUET1OikWPk5zo"
    "YVJ36TfLpc2QQoJWnxO0hEFVE7dcKFjG4wdTZKi19P7Iml3zdVHI4FXp86sC1QVeBJsh7X"
    "zY/IXYIYgd6kMExlaNdSD17BlTz0K0NMEpCY7FsSlOMmZjaMoXZpN10MJhxoiLxPc/RJMH"
    "312Pfduj1gQ9ErJ0kbdiaOkwg7guHzZ12AJh95EjF6aFiYgSxl+3fAhKN0t0F2oSwFc30i"
    "RyptVZQgkiajucJVyhXjRLgyYU4Tqbu1BAOEkfwkkg1mFYsQ59Nhl2Yo7dC68wv7WIuRuQ"
    "wSUMLmFwCTdwCbPp2NUWUi7P+0uowDEMbspGG/ltpXvxbcm9+FaXzw2Vf7uWPeS1Pn7QHM"
    "rF+opKAzmWuWLKJvXGNtNJdIVSRoYKioDnuu1ETaYrAhqPB4crOFxflqcmsUHWZXGaErjc"
    "Zy6DW/1FsNlkNmkSTJaQwWvcZ/6CW71l+VtxWdWANE0FoEKswjPUOVE8p1sCO7y6wVlo0y"
    "9sr6pwnBKHGvMDTZxD+GRUFueAkzGb4hyKQd0cR1DLc13ct0x3XGpU7JCD/XWetqJiF3uo"
    "n4jj0nq2YoVkgH6P47dvq5gy374tNmWKZxlTJn+paiAcDh8gukeVDMVHJYbio7yhmK/oaW"
    "+nv97dXBdomglJVguhhof+B1nU3eNLSgeuACOle+SyxrMJ4hnpS0xwphO/dnmZ/fm/z5SQ"
    "2w=="
)
