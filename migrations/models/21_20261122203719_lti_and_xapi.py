from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "webhook" (
    "id" UUID NOT NULL PRIMARY KEY,
    "url" VARCHAR(2000) NOT NULL,
    "description" VARCHAR(500) NOT NULL,
    "events" JSONB NOT NULL,
    "enabled" BOOL NOT NULL,
    "off_reason" VARCHAR(16),
    "failing_since" TIMESTAMPTZ,
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "ix_webhook_created" ON "webhook" ("created_at", "id");
COMMENT ON TABLE "webhook" IS 'An endpoint of somebody else. No events means all. Secrets are sealed: AES-GCM, bound to this row.';
        CREATE TABLE IF NOT EXISTS "webhook_delivery" (
    "id" UUID NOT NULL PRIMARY KEY,
    "webhook_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "state" VARCHAR(12) NOT NULL,
    "tries" INT NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ,
    "log" JSONB NOT NULL,
    CONSTRAINT "uid_webhook_del_webhook_4bc079" UNIQUE ("webhook_id", "event_id")
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_webhook_delivery_waiting" ON "webhook_delivery" ("webhook_id", "due_at", "id") WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS "ix_webhook_delivery_log" ON "webhook_delivery" ("webhook_id", "created_at", "id");
CREATE INDEX IF NOT EXISTS "ix_webhook_delivery_created" ON "webhook_delivery" ("created_at");
COMMENT ON TABLE "webhook_delivery" IS 'One event on its way to one endpoint: written with the event''s cause, so it is its own outbox.';
        CREATE TABLE IF NOT EXISTS "webhook_event" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(40) NOT NULL,
    "key" VARCHAR(100) UNIQUE,
    "at" TIMESTAMPTZ NOT NULL,
    "data" JSONB NOT NULL
);
CREATE INDEX IF NOT EXISTS "ix_webhook_event_at" ON "webhook_event" ("at");
COMMENT ON TABLE "webhook_event" IS 'Something that happened, told by ids; its id is the message''s. `key` makes a second one impossible.';
        CREATE TABLE IF NOT EXISTS "lti_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kid" VARCHAR(64) NOT NULL UNIQUE,
    "public" JSONB NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "lti_key" IS 'A key of ours (RSA): the public half as a JSON Web Key, the private half sealed.';
        CREATE TABLE IF NOT EXISTS "lti_platform" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "issuer" VARCHAR(500) NOT NULL,
    "client_id" VARCHAR(255) NOT NULL,
    "deployments" JSONB NOT NULL,
    "login_url" VARCHAR(2000) NOT NULL,
    "token_url" VARCHAR(2000) NOT NULL,
    "keys_url" VARCHAR(2000) NOT NULL,
    "token_audience" VARCHAR(2000),
    "trusts_email" BOOL NOT NULL,
    "trusts_roles" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_lti_platfor_issuer_a8fb29" UNIQUE ("issuer", "client_id")
);
COMMENT ON TABLE "lti_platform" IS 'A platform as an admin has registered it.';
        CREATE TABLE IF NOT EXISTS "xapi_sent" (
    "id" UUID NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "ix_xapi_sent_at" ON "xapi_sent" ("at");
COMMENT ON TABLE "xapi_sent" IS 'A statement that the record store has taken; the row''s id is the statement''s.';
        CREATE TABLE IF NOT EXISTS "lti_course" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE CASCADE,
    "platform_id" UUID NOT NULL REFERENCES "lti_platform" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_lti_course_platfor_30f6c2" UNIQUE ("platform_id", "course_id")
);
COMMENT ON TABLE "lti_course" IS 'A course whose staff (or an admin) let a platform send learners into it.';
        CREATE TABLE IF NOT EXISTS "lti_identity" (
    "id" UUID NOT NULL PRIMARY KEY,
    "subject" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "platform_id" UUID NOT NULL REFERENCES "lti_platform" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_lti_identit_platfor_469e7b" UNIQUE ("platform_id", "subject")
);
COMMENT ON TABLE "lti_identity" IS 'Somebody of a platform (`subject` is its `sub`), and their account here.';
        CREATE TABLE IF NOT EXISTS "lti_placement" (
    "id" UUID NOT NULL PRIMARY KEY,
    "deployment" VARCHAR(255) NOT NULL,
    "resource_link" VARCHAR(255) NOT NULL,
    "lineitem" VARCHAR(2000),
    "lineitems" VARCHAR(2000),
    "scopes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "platform_id" UUID NOT NULL REFERENCES "lti_platform" ("id") ON DELETE CASCADE,
    "quiz_id" UUID NOT NULL REFERENCES "quiz" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_lti_placeme_platfor_db47ae" UNIQUE ("platform_id", "deployment", "resource_link")
);
COMMENT ON TABLE "lti_placement" IS 'One link on a platform to a quiz here, and where its marks go (Assignment and Grade Services 2.0).';
        CREATE TABLE IF NOT EXISTS "lti_score" (
    "id" UUID NOT NULL PRIMARY KEY,
    "subject" VARCHAR(255) NOT NULL,
    "percent" DOUBLE PRECISION,
    "measured_at" TIMESTAMPTZ,
    "sent_at" TIMESTAMPTZ,
    "sending_until" TIMESTAMPTZ,
    "placement_id" UUID NOT NULL REFERENCES "lti_placement" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_lti_score_placeme_f415a4" UNIQUE ("placement_id", "subject")
);
CREATE INDEX IF NOT EXISTS "ix_lti_score_user" ON "lti_score" ("user_id");
COMMENT ON TABLE "lti_score" IS 'What a platform is to know of one person''s result at one link, and what it knows.';
        CREATE TABLE IF NOT EXISTS "lti_ticket" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(12) NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "platform_id" UUID NOT NULL REFERENCES "lti_platform" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "ix_lti_ticket_expiry" ON "lti_ticket" ("expires_at");
COMMENT ON TABLE "lti_ticket" IS 'A step that one browser may take once, and soon.';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "lti_key";
        DROP TABLE IF EXISTS "lti_placement";
        DROP TABLE IF EXISTS "xapi_sent";
        DROP TABLE IF EXISTS "lti_score";
        DROP TABLE IF EXISTS "lti_platform";
        DROP TABLE IF EXISTS "lti_ticket";
        DROP TABLE IF EXISTS "lti_identity";
        DROP TABLE IF EXISTS "lti_course";
        DROP TABLE IF EXISTS "webhook_delivery";
        DROP TABLE IF EXISTS "webhook";
        DROP TABLE IF EXISTS "webhook_event";"""


MODELS_STATE = (
    "eJztfW1z4za25l9B+UsnW4qr2+632713q2y3k/iOu52x3ZvJpm9JEAlJGFOEQpBWlLnz3x"
    "cHfCdBiqRImaJRNZO2RRxQfgCC5zzn7V9HS2YSix+fee7ijnBOmX30Af3ryMZLIn5QXR6h"
    "I7xaxRfhAxdPLTkei4Fjnhg55a6DDVdcm2GLE/GRSbjh0JXr3+roxiaI07n9A7U/oPUCu8"
    "hic+a5iNgmP0aTB2qbE0Q5muAVnaDvpgQ7xPkeMQdNVnhOxEcGYw+UfH8MNzSZIe5I7XnL"
    "c3+zv9mTlcMeiTnGrhRaL4iN3AVB2DCYZ4vJMXcRX7A1MRF1OVphztfMMWE+jAyBFqIgIW"
    "QDiNB33CWrH7yV/+U9m/7hkbHL5kTM64g/4ff/Fh+Lb0n+JBx+/dfRjBLLlD8feZw4Y2qC"
    "pEMe2YP8akcgQf5cOf4deDhJuKL0z3FykcYwiVzCzUpeP5LiYtHkL/8G0dXDWN41tTP8+8"
    "rPx6Hs169Xn36UI2ElpmODWd7SjkevNu5C3DIc7nnUPAYZuDYnNnGwS8zEVrE9ywp2VviR"
    "D5H4wHU8EmFjxh+YZIY9Czbc0f+eebYB+wwF25iKVbfJWmD2f4JvmBg9Hn+5uR/fXd6Px0"
    "e5bQrfJLO7go8MgbFAi9ouQP2vf/vzxrjIT4/gBhc/n91+d/r2e4kE4+7ckRclakf/loLY"
    "xeN4gWOwYaPm4b5YYEcNdzg+A7j4ok2gDj+IsY6f5Qg+8QR1henREv85tog9dxfi1/clEP"
    "/fs1uJ8nsJMhMnj38sfQkunMAVgDqG1nAIQAFPTg7gT+KKS5dEDXJaMgO1GYgehz90BXyI"
    "4n738v3V58u7+7PPv8D0S87/sCReZ/eXcOVEfrrJfPrd28yqRJOgX6/uf0bwK/p/N18usw"
    "9INO7+/x3BdxLnFxvbbD3GZhKT8OPwo9Qyw9kszjxiN1jorKxe6l4vdfSWrrvOKcEWFjl4"
    "I+k1bn+NhYJDxXQNFjktqR/lXi9zQq2tucxpSf0wH8IqC32K+2ZjVT03L9lI4+3Z2qb13d"
    "OTCgrv6UmhxguX0iqvtBuFeWsrnqpirNNSe7Qs9mNWnL58WQXnly+LgYZraaTFQwB2eB2Y"
    "EyKDw/jt6woQv31diDBcUmzlelREQqRNPqK/74MtvAMwPLMHJe0QckNpaH9kDqFz+29kIw"
    "G+Et8D2wZRABrQLl+DaQ4T0vjT+E3h4HVEiSU3lPjbxV9MXPnX34oX4+3Vxb1Pok2x8bDG"
    "jjkuwNohM7Eui7ErXmi24sQ4D+R//NstsbBLla+7APBbf657mGpAwEsc2QlL4JdCNn9peb"
    "LMfoJt8Q4zg3vDnVSYKSjwLKbFHHhqJauT4Ba1HxCbIRySwy84Mhbiz4cPgzmRvzs+oon8"
    "YbzAfCG5aIweyIaYCD4YIZs8EkdS03KYmhjv+H41ueyQjhbP0XYCO4Vw0t2gSewek9jxFl"
    "KcbtTGzkYNe1ouA/904xJ+uGecCuLz65vzlOkm9J/zqy9nt7999/nsH9+n7Lfrmy8/heOT"
    "y3H+2/3lWUZXopx7jWzplKBmTHptS2ti7Fkss9A5mzzJCTFNifV5fblnGEKtYXWN26zcDs"
    "rK4azuVp0kgWusZtZBNSWlWYNy1iChj+9IHGTCjg4T3K38QXp31aYQujSKJXOjMIZDRqfY"
    "CPbZYj8wqpoNfGaHgVTHaEKWmFq+pckR7ArzY/DhWBie8gJEWBmYkx9mzDKFKfrlxws0Y8"
    "4SYduE6/42yNu+Hd5nu82rLdE+WKJygeuQ8pHA/ij5PfqXKjk+TkocHyc5x0f0CNVGORRq"
    "B+nt2/qwcZ6JG4/lLzVwTgkNcEefVHLlnZS48k7yrjyHWQUgX9reMqfQpN3UgeweHXrc9c"
    "zAVVsD8KO7+6+fLr/cf0CB/Df76otQQb5e3N/cfkAUQPcMlznf7LNPn6++fEDYXFI7+46t"
    "skiv3lZYo1dZGyxeIriUXqEw3LqAYix+HnKCwwsi6OSRoFxoeC59VDwX50xseWwX8YkJuS"
    "yfKwS7eijCs3/PdO7NzXWKdji/us+A/PXz+aXY7BJ7MYj6yv/Vl3vlW/WROFTcqAn/o5xA"
    "M0F9ZoKWMzwmNuCssBBKH7OM5B4ftOiTg33SLGbgovd9QZB4JLHHt7zvX+7+9dH+yxoOlv"
    "FfzK6FcUpojzB/vb/YD87tB0jp9JZn8ZbwVmbDZU5L6mXu3TLnmPYq0WQ8DJ7Jqww14siG"
    "yb+nI3QNgy3FnyuR2BWu5FyDBWxFW4lRPFvRwcUnpvR2sLTaAOqzmGjYSAk7xVhgC7Qgsi"
    "tYM3wRTjVUvBxiMGHCb8ZQUWDnSGF/rgvx61Dxcpm72g2l+2CGQaJDsLGAWXZC6IJ5Did3"
    "Lp7NhgoUsR1mWUsCMjthdRlNNFSosG0zzzZIC2CdJaYaKlxzh3mrHXH6Ceb4TJbTQaXaZN"
    "NEKVnv/MKDSYYKEfemS9qG5XcXTTRUqICttU3sjMXB4tBd9aiLYLZLMdlm8JDNCDFbAuxH"
    "4nsnhojXjFq77qsfqTVYvRy7LlmudlYQ/FmGCtIfHv1rDCaaQ3c29v4u5roJpjpYp245XB"
    "Z9JON2yM9rMdXAyc9/sumOIP0Xmw4VHJPOCVe4U+rA80nOMWilwGYunVGjDf78S2KqocK1"
    "csiMOERYtC2C9Us06VBhM4gT/Lk7a+rxTEMFizkmcXaE6QbmGCpAlkvHFMJbqbuz5Xft0i"
    "t/qsEe8QAXN5jTAlR3MM2QcKqVfZWq9uLn4hYViApxvbHJPRP/qVT0BaY8i2cciH5fM2ct"
    "7YVXFTPPuulLypnnhm5NY7uEsiMIYmVkglho5EJRFWYTtBInM7NHCCqmbNYL8daG6uDfra"
    "m7QBNDelHE0TT5HiqFw3j/o3wWW3e3aViEfEvVFu+PcQrM8rrj6NefL28vUfRF0dUd+vL1"
    "+vpInkuKu8vtFAyu/VV8yXpf5uY++EI6o68PGX3x4tfAPCWkM+UVAbozDMk+eUx/tBh2S2"
    "J0Y7kMrDMQ7Or9/+r45f4h/XTz9fz6Ev1ye3lxdXd18wXuEgcNyovwURxsfnt5dp3N64Cj"
    "Zryktqc0b67sAqxzchm0aXc+066QFl9W/PPDyavX716/P337+r0YIr9l9Mm7ksVQpMxIiI"
    "qp5i3YJgU1uFlwddRxkxPjIKKOdZHVVt+sJeVSdJHVKkVSioqsXpzdXZx9unyqAilRFLPK"
    "zkxEOJeYmGE8dTXz8swvsQkVSJB/gX9I1eLkBhP7ciT7UIFtZ5BjNFkIYKNiJrJNlbHAcC"
    "NhJo7EjOhBPPviIsJzsQaKmin7ums3xif0vAph1g2v+nImjkrsubolLQZczeJVpdT9VyWp"
    "+6/yqfv+85pH+L/ubr6oEY4lstoaNVz0P8iivDN9OLGxpx61XGrzY7jfU2xqQCiluIU4R8"
    "VZE0twoSjNChOcZ41tXRr3SUvjLmi9Xhjh+AEeN7q9Xg/2+cGZiD0qO3w4bOzBrbJshNiw"
    "9HBWVq90n1daN157DqusiT1N7GliT0nsxVn3CmYvlZJfTO3FJQDqcXuc2C6abhDIj9CcMV"
    "MSbxCnIdA6RpOV54itSCS3Jou5bcbEHyw2J3HHycbzxgLbc+JfLyb2urvlN/ubnSizDE2C"
    "gqAn8TN2465BSLbfhV5DqXqMUmoNI7G41ZwCiJIJMBYMQIToF1nNmX+zmW1tJPkoGUdgIu"
    "G+srqzzdfEIeYIcebfFyOYSXxPR8zOgqmJA0OjLwi0JEc2cyFBehd+Eh5uH8AKVGW8bTRX"
    "2ZdjflTCVYYrm0O8pOJoLDJACqGDanGaH3tSfkwXTO+6kLcuXlwMeCfFizUx2eSAOTgTt0"
    "fEpF5m3Q9Nr69mqjRT1UtID5apSpY8VJFVmZKIJXxVshBjVcqKiy3yA7WBROEERTTQGnPk"
    "0PnClQSNfxHqFUoyZo2p2B3H6NI2xW+uZGvgjB3Jnzy4EXP8T6E0j4q22tdtaxI+CaWhAt"
    "GTxHssRTea7enBUTkqYXsexJ9Zxz4Lxw/QENahIj146x+cKqctsmexzAVF9QrzraLxOs0q"
    "l2aljdtBPyrauNXGrTZulcZtqj69wrjN1q8vNm5TVfOrGrfSdIRAiPWC2H7sgif+a7tQPw"
    "psRY4ssRk/ogeycqGFNE5lRck4CpkMpbBgW51bYab+Hu18uJPvHvrvjO2qTco+mJTx+uQw"
    "L7YrU0IDNC51K7R+vHgPUZvS2vKw11dry1pb1tpyXluWfYoUWnLYv6hYOw57JFVQim0E1d"
    "M8233BMxrrd7c/XqC3J6fvvz9GE07EW9Mdc4ItYsogXmIbzmYl9sJHNJHZQNwlqygoWNYH"
    "gE/AEWMqFOb93FeGK68dZs/H8maTILgYyc+k0s4RGBIIWxaK25ZB4T2pw/vfcYTEf6iFgq"
    "mwXwdhRh8JCso1ITxnFT1MWkvvg5ae2lh53MvCUHOiOhI1qVbUiUTVSvyzUPLEnzajzrLZ"
    "QmdktTrf55WO3siqI3Ve6C5KiTVyGfVsTQOn0X+cnJyevjt5efr2/ZvX7969ef8y8h7lL5"
    "W5kc6vfgJPUmpd866lhKZTw1eXkdIeOzWs9Y+upJw+tvp8bGkWYsAsxHa7RnMQRRyE3wn4"
    "SMFCXERl1ot5iLgUezX3HIwWZr3YCK6fm2w6eCas75U3tShfEJmPjB1jISxv8xj94lADTG"
    "9HmuHiklhyv2j+xPAc6KCzmah9dV3daLv1//uRvKl05KVMGKh7qKmBXlADlqfon13suwvH"
    "t+O2e9LTKpP5Wyk18lVJauSrfGqkS12rVnZ1JDBAt2gnuZDcWy6xH3teeQvHIvtD+airYy"
    "GN8ZtKGL8pwfhNHuPkN8vhfE/+LDC1MmIDwLrMCrj8x33KAMjV1kxxhuHwbMHNDGMogJmz"
    "ers7KTMAyDNh+1V29/vizf0+f0Ljea1asuF4XUm2fLc3qCRr0tmMGuJPqLXf01LDqyDQfk"
    "USC9tzD89r6SVJmT2eKn75qUMEeQVW1FgaUPXY4Yyg5oeb8sOhsVrr5ZmQGd5Rclql9ktx"
    "5ZdcUCJeYYOqTuvCzZ0UGdDObo18x4ZBOB+beFMn/ygjpYFV9NKyHWZZY7YidqP0vby49n"
    "H02ccRLJhhMd4sX1Mhr1e8zyvOZjPijBfAdtc4OjNS+ujMH52Bm6DBQ5SW1I9Pnx+fyFFT"
    "mUUNBfZoDkrH1Z4swpNK3oASZ0DOIgzdbc2fJB0XdhDPUuhLbbDQGVG9zn1e50ficKVPpF"
    "DdSEjsL/Ls1YEoGjo++lk8Nbrz8mCXORcWVxzHldI8ZzMFRx6I/fi3W2LhAidyKjzrLpzo"
    "MFc9FzWXdtoQzqEU3044XctJhgoRJ9I7uiNGd/4sQwXJJ7aWBGR2wukymmioUFH7kbq4hS"
    "11FU00VKiwbTPPNkgL++osMdVQ4Zo7zFvtiNNPMMdQAXLIIyXrHRG6lZMMFSLMoY5wGw9c"
    "NNFQoZpRi4wNC9PljlD9KCa6gHmGitQU2w87YnQuphgqPH949K+/VKVB6wD0dzHJUAGy6C"
    "MZ87Bs+E4wXYup7vyZhoqWQRyXzqASyK576iKeaahgMceELoi74XQDk1y5ZLAHuOXS8Uqg"
    "MGPOri+7a5fGaW9Dwar79EGfhSrMIYxIqm2JhOOIF9ueTvjrgiGXYGMBeXtBxp/fXhT7DU"
    "jziYHVRJS1OeNER5nrmi3MqewiCmPKO0ok/2rdPPQQUgcdVpTbdml7y1yecwr6ULbPaW5H"
    "N79+ubz9AM14ifPNvrgZX325u7/9enF/Iz412JgCyJ7hMnH17O7u6u7+7Mv9BwSWGfzZ7j"
    "f77v7rp0v4jLueGVhYTx+brh1tTZ6Ug/DApAsRyRO13pmYEtK1HvLtDHTpjN3gLCmdESsW"
    "OxbPGJzeOsoU0Eg9pakSGrfi2Li9urg/yu3bFnB9pqVRY0yfpi5J4LZV2BSxQ7fYnLDiMR"
    "Xqkvijj9HEYMuVAEBcmEizYOLZFjMeJmjBLFPWC3U8yy8eilf0eCkNB/HxBq2FnY7m9JHY"
    "qnok7d+gSh0SYO4COyRln6Rfd4xTicR2a8X/K8bxiaUtlSd/TRdbKroMR9dlOHRrwQ7ttS"
    "kzFUmWxYU3wvEDKP+w74obj9QkbOw5Vp3NnBIaXtqweNwrnhilR0buzAjfyTXegwmRHV6G"
    "PUO7HdM0qM2eR7MwGD0hofPeFHlvThQ/knGiMGYRbBeVb4ikspXShVhX52/0yZ4rpd/cXK"
    "eO4POr7Bn79fP5pXjdyR0sBlHfosqjzeT3wopztxTupJjGuwbesfWVR7y4+lFaaqcaSD07"
    "PfZd7Mg3dutgH0to3JvjHtn41d+TSZH9ZW0d0JtS58G1Cqd2zzU5LQ7OPafz4J7FMutk8O"
    "exztrb3jqlEST01cQ0LaVB1T73p/G58ziRdEdoh5eSmsU2/czWdr4nSTsGe7+VPOlfEnMN"
    "BPd0KvDj7sljIUaXjwPOH8Oui41FG6l20URDgqrL0Jfw6FPEviROxeLgl8QhXCX6ZYUdVw"
    "acxG1zQvYn6qY7c9gSvURr6i6oLeNU/LGqYJed59se29JKOEt4/up4lt7obCOk41meLp5F"
    "08Sa1+yHaXdwRIjmNZ/FMmte83mss+Y1NQXXF5qoCgVXhSXSxfT2bsgnysUpbPl0Mblic5"
    "6kx2216G9sglbEEev0giPHA/PaYd58kTDIMTIdtvIz35FDXM8R9iF+IOI3YRuiiZBS9NVt"
    "c+IqSfbwJHh2tVz7UYiT/4bdbv3HqG5LvC/LnokKwje++Vb2oez2ybuO/A7Dde7tiCO78Z"
    "9escqB90fyjhZ9hM1UdEf068+Xt5dIooquvqDvXoidLrSmFyP0Yo2FpWnP4UfZwIKY8GMQ"
    "nCd++V4TNf0gag6iq4K/r7oCtuu2Cg7BXMXTFGMcS+wRZE6s2X4gfvu6AsRvXxdCDJcyEH"
    "t1eLBgtI7ryyUUEMcINJeqlGIssT84Xx4InJkXfh0CIiOqmaaeMxCBXtOEOc7Iaq6pzyst"
    "dGfqNOvXl5LUq9znVQ5MlrFnu1SR71W+0DlhvdZ9XmsiIGz2hjb1mX0QK2xh7o45IXaDVc"
    "7K6pXu80prT5CuJ9c/OLVjTdeT6ymqu9ST0yHtOqS9y15p3nRJ22jTcBdNNFSosOuS5aqF"
    "0H+YZagg6VYWdbrsQKSAwljqqpNFP22i/cafJHrwKeJP0h36iuNPaHpclYwSCxsEiXe4OC"
    "WJiVyGsI2E0QVvGOQusItsBvX60AJzGPboD4IaqMqEkh2m+2Z/syfSwTxBlKMgiGCE5g62"
    "xd5B300S0QnUnCAASZZc9W/7/Qg55JE9EHOEmCN+nnnwHb6LU1Zg2jC48/ud81cqhXDEK1"
    "I7fIQsMbXGD0TWSvQd77XuF8Be/YbpeJXo7tujRhI3DVat8KapsJH/jENFdERIPyJC5LLn"
    "8S6OVogEBpi6c3pSJXVHjCoMVpDXMn7h5GNdC+VQSCNdDemDiG5KHJiHGN4kj35ijqebmj"
    "xhTlAXTFXFjwTKTh1kc4IaWZ3o9wz9Qdq3O/QV1h4/7aLqizNlt9yvLqmljGulsE1P0vmy"
    "rV3POOn12c4z/czW4pKDmE2QVE9AOwE2htryM39Sv7/nerH5IEmdGfTZYTNEXY58x8kIPZ"
    "CVizhLUUlLj7v+YDwXC5SnpfZ6d8lirbFrLIjp9wqC+7jEeRTQwB3X4jOCOBE7ygw5MUKB"
    "fUIu84yFmFh81UfiWHg1kl8RqNTiTKx0zlnQTSmbiKXJlT6QK4dgkO7N5G/fFhXPbh7c4o"
    "LlwfCdqpU3s/njHT31qCXMf34Mt32K3dxpEfNxcMrlV2VrlZqkqO7+kc8uCd4wtfZ7LNKP"
    "PQ/3U+z53//7gLa6uSaW22Cf5+SeMIHqZX+2tUNWzGnGzWREteXeZ8tdKDYNlzktqSm4Xi"
    "+zTo17Liutq6o9i2XuhVPqgBa4hlcqINbqwZoS0pCWk9lppmxHQjtdEuow4d1Kauee2gq5"
    "F3E/9x0RHlwBsyy6qYe3Vy6DdI6BwmOQS0IodhiEnoIxeaxcF+2OLQmUG5/7/PhSxoliZB"
    "HsiJ2AmA28OA6I+w9I3JzY5g/MtjYj5AIXH1Qql9Q5sPjwC9DGOd9Ap3eqGV2ae9pSG6RS"
    "uGka7DH4JeRiqOM/tVegD14B3Zu+w970Dar/ajuk/3ZILeK7R5T3oNw82hjUxmC/IdXGoD"
    "YGDwTd/hqDZ7bNxIuMFBXHTl0flZmCODuyQoLiUuAivldoWol9MptByqAwcJwNRG+lmlJ9"
    "lD/LwCzK0WfsPJhsrQgJa3HezlMIk6jpDlj9ebmMSmw63QGr6w5Y8CzmAb4XT4Ia4HD8Hl"
    "O7nmDL3l/+475cz4/suOubLz+Fw7PKv86XeYY2tbi4YHXLfaWEtM2RfXJ0gopOUOmJgVG3"
    "hpr/ZLeA7MCrqKVOwF4Zbj85zFsdKSw2/8KozFQLdss8GlnJZ5fsJfyCh140jjxbeseEVQ"
    "XfRO2FqyG7pSOR/Gt1Bkwf7SL5bw7uYrMoHK+tompWkVbVm2zog1PVdbTls1hmbT5o86Ev"
    "am5bvU2XZDkVal0e8jrVJaUC+1nONCDIU8/+Hx79awxp4A41d61Z+ncx100wVQW8+pkmsd"
    "96nMkdVmRBxRuwmh01XsYClVrDhlGIQZ0COYm612vhSKWpFFl1sk66tpT6aCn5O6Ye5EkZ"
    "/ebXvSz2qEhFR8qOelRETR0mqFvVqOQjmtKiLs7uLs4+Xeo+FvvtY9GlDnFLHilZq9SH4E"
    "qp5uDEY7YqC79C7kKctQAJDQ88Sah+QK8guOUNxLk4PGj67pI/3WN0hhbUNImvOIjRAnw0"
    "Yw6ymcyLyOsbXd+sSr95rbP0UWeR653H+26JLauwEkYktL8KGF1yvH5BjNOTd2+jWhjwS1"
    "kZjLvPZ9fX+VoY8MTkwSyOcAnH6wiX2hEu/qHUgE5NCeoKBb0mU7Vr5Dkss3aNPItl1q4R"
    "TZD0D07tadLNPnuKal9JkjPOxTIV5hbFV0elmUXpcXUKTDC0AIaC2h/RJErCSjYX8z/060"
    "NQjkygLqYbRN1jdF8p2ajrm3WfgRShW7uJWZzWtuU23h/J28R5g8rbBF3EosnR1R0SDxP6"
    "8vX6Gp19+RR1eRPKnLwmPtepUf0giZ40tflw7OsaiptONtPJZoOh4laMKltk/2gxXFgzPB"
    "TJ4D0Dma4Qf/Xy5XGulHL3oH+6+Xp+fYl+ub28uLq7Cqp6RKa5vAgfiQ9oqOCdXWeLVgtt"
    "oT4/EktporPX1IjFOOFNeM6koF7jPq/xI3HCnvbpFS50syUk9udoe9XVK7/lsvMJc6HuQ5"
    "MR1Y9Nnx8b7QN6FsusfUDPYpm1D0g7LfpCr7eVHsO96ZIGDGkO9jo5H3fRRANCvdOUjwRi"
    "Ck9EGs9iTwRPj6uU5wE+AXAPUPsDmsAv4g1E7ckITeYOFr+In5iDJg5xPceGtpIuQ1PiOw"
    "f8rpPSOWBh7iYCK9WZIh3eSxm4mfbMpKsu2p7Mh8kGc6YcCAmnQA2PRbwK4/QX0FXTnpy4"
    "LqkO4IX5URWN2lhgSMGjrZm1h9Bv9Cg6g7raq123HdVxuntzDljK/XzOmEWwXeA5VO/oqZ"
    "DpCu7ok/0ifn5zc51C/PwqC+nXz+eXYnd/n/YQ5A+Op3DCHA7t1YYLZkaICWprnYMjKaMP"
    "j9qHh6/fjqeb2lm1aTkdfpBJnghf4E3yJzKymnHrNeMWPAr11zklqH0kfV7j0PJv1II5Ja"
    "rXuc/rnCNWqr4Pc4KaRdeNcXSSysHAWeLvSXOlO/p80rH7hwnv9uq/2cOwQsKKbj20j9ZD"
    "Oi3okNOCLrBFbBM7l7brbI4U/rj0gFFpDbZg6JhEY6tWVFkRhzP7BUfAvaAF5n7TVzxlnu"
    "/+Al12hDjzM3YwMoRFOydoTlwuflvQ+YI4yHdTBIVQHLJkj9iCLB6Yq7C+yh5u/c3+Zk8e"
    "yCaZgASzou8m8bn2w/+m5v+ZfD9Ck5lAjE9Aeg13XIdfic0gP6nQAxg+iOJGum5LL/1usD"
    "I5tEsa0JI9JzfsLXnkfZXckffFqSPvc5kjUN3GbRKMnRLUtFivTWl5MOYXuLgjbSSgu9KW"
    "0/wNutJyIsAIVLqKYQRJkf0FEnSVPNR2FIGvVzQKmk5J6kOs14eYAXaQZTVb6IysZn77vN"
    "KaQ+uSQ9O8wy68Q1QG92lphx8JSdujquujSqTDLBy6lXOAuFpODIcIa940IboVTGsw9VNc"
    "wEc0cdkDsccLzBfSHMdImGQ+SbAYhbVU0ULY5r5N70+aZxr2ccNiSkBzAX3kAuKVzoN+Tm"
    "3sbAqiGlNy2Wi7jev3sDjM00wZbReYI9ELX5gu51dfzm5/U8conSvMl/Pf7i/PdAcvrYNp"
    "HUzrYFoHC/3GrouNRWFFuPhqqf6F0+O2Kl9naEYt4vtSgLYQqpAtq9xD4am86rR9uFLxie"
    "uagXh55hOMqFA4DeqzRX/rWE470nlOT346lelY+h3/LN7x4QNc48FKiOh3fDb55ykLBw4H"
    "0hK1Kfl22klxuo4mOkxYt6pOqW1VIRgpfC3viOuPwTQDRTVx+vVJIZWoK1TRcDWKldBw2a"
    "uqnx8le8am/ySGC70cJZfmil0i43+oK/5vouCnB7IpUkvrTiPjgGTur8/uOQ59FBOOkNA2"
    "zM3IjxsiJvouMe0Sb8Sc1LKgOgAouOR7KBxgiQMnNU7MN2c2+V7c5NcFqMzU9W9A+AhNOP"
    "3LvydIOIwto8rHD2TlytZQUPp44q0shqNCyRiZ1IHJ/Y9Tf2KTishsbUeWUCWFW25UKVWi"
    "a2cqIUe51QmvaMU7RaJaq39yfaSkegFe1kq2D8cPMI6qkyK8S2JS7MNUA+W01ADSZjPlDC"
    "oh/aoE6Vd5pOFUVrH/8+IImkBiSGU4/uPk5PT03cnL07fv37x+9+7N+5dRJE3+UllIzfnV"
    "TxBVk8JfUaxjgU/evK2ztWOJwW3rt68r7Oq3rws3NVw6wFoooea1p7Oj9VIovj5WB+VYoh"
    "HMPYsSyr0FK74GS9+DueNZ04dNNLuDow913OWzWOak8VnVUkvKaFKznNSMzHTtDC7j3pJb"
    "aof6pbErcsf6pWk/70BAT5/vFqbLHVECCvIC5hkSSF1zuT5gBYRuhGY5qzs2onG1Qgsgad"
    "IveiQrsK6w40LMJUaTuGTpBIhU8SFwmtjma+LIuExso4l4vMhy5U5GaL1gnACPSzmayPhL"
    "6CRXHqjQ9c2BR5YxpS6ezcJJ/MrIki8GOhlRdyTTUYF8loeOvGQzF7n4QdLDsNLFIRQPYr"
    "vK5Qhu6z9A7QVTxKurgyn68nofldCu4X6onL0ajB8g7dpBbdPUQ1ZtPydltHKqbffnaNTp"
    "1hStPzk6mqpLK1kHqLQSoJI/A1oAVTdPebru5L7Jc6QORJeXRlui0KNBlVqBuM4GyWo+f3"
    "j0r2M0WVlYmGQzh5C/CEdBEz8OPTrMoKwP9zP0QK2VkTScWDMZiUMfiboFSMv3kNFD4rSh"
    "rjQfg2AeueVCG1DsRi6NDWmGgr03Da1LYoI5Kf6VA+Gr+DeAigwuxVaxIZguowZ/C/wbqv"
    "dVeouATLDrfG9fpVB7WNBxeLtqsT+5+mXhnbfcEJqiBzd0PNsOPIPKewYt0eXfgf4TvaD2"
    "eOUweAHwF9u/DyzkmPvfot73AsltXyoze7Jbu7ai+2FF69YrMuajtaIp/WcljuAQ72qTZs"
    "pqVaAl3hcX1TrIUI7E+bsfkNsnf7IvhRqnsUJUt01QVIZrxASlJTUT1GsmSHpW3IYLnZHV"
    "ZZX6vNImwaZFbcWbqXyVk3J6hfu8wmCd5le3uMxjOF5XeUytcBtVHkO+oYbFkhR5wiqPL3"
    "dQ+Fo2UgL/fp0tnRDRu7r1Xc0N5qgY4+K2e5GE7rpXoeseGEz1MU5JNcT5gFTsNoBeEcdQ"
    "97co6SAZy+jNXAVjzDlRWOWl7VBjoWYNUQ8H4hbboep+Tp2xIAkXTFVQEyIaTt0ea49BEq"
    "HTb0d//t+DaQ4T0q3e/MTzqZthdYCvbobVx2ZYSSPDedg9+QWc65/FTAOCu9PEjiRkxdE6"
    "IaJbI3bGy3BkpbLdMDqsnR0Fu1Bb/h7MOEJr6i78QjcEc3E97puVq8q943zKeJlELFI4pQ"
    "z1yETI6HiMPsRjJFeolm6cEtMKXUY/DoLbaqKaltKgKmnk+izyziTy4ZARnbDFM3gvKX0g"
    "JSxbUkjTbFVoNkaVycxlTGYkohGuyMo3QDktpnn5KlCvF4pOn8XndDC8H54+uN9gPH3QVw"
    "cMn/xq3JM/i47uhMwQqiWVhYZc/uO+HPNUc5VweHYhMnpKYNrVU/7SUlr5K6dIE0bmjlxT"
    "Ir/mMIHdSjeld9YOjJND5g42yY6k060/i6lZp+qs0zm2lXST/HxUxjNNwxEVyof4tZvZLK"
    "KC/JIcQWmNEZo5bInWC2osZEoXZHGZYqepioHsMlXNqspxVt/2tCpAYxwnTOqCG09u3pd0"
    "iKOuKle4OP0iEhhgyY1OKh1jx1jQx0Yh4xlRHU/c53hiXQzkWSyztzIbLnNaUi9zr5dZ13"
    "zp2rjUFTX2U1Ej74bc0bT8ezDNwaob5ZU8wULaGSH61ycxzYD2ZKeGd7SjFMZ3crcVG+B/"
    "JEdVCvKgJpQkcTe+xRzKjwJz2aLCVqZ2UFYFqqPIX8Cy/SiGQFcjF3G84VCjwzblWKiBGd"
    "ZbUQeC7OGeNc36ZPhtmFG13cCPAhPqFU6RvEDzm4Uki+YTeswnHEwqX5ekQsuZfYbnOBAg"
    "GjzoNaBVSO4P4VcHAq8maJ6JSacJmuewzJqgeRbLnFAmq6p2Sf1T1y/qR+beYNDsTaZZPx"
    "FtOdEstAV3hDT07A8T0sR5twNrGNIL7ZCG/ze2RA7z5fk0zFgIWwlBlkB2O0+WtAir1TJe"
    "M8cU8GSpK5uImVDQo+4Dmgh4XGFxysrBk+AbOp5F+HHEPh+b3nI1ecGhIfhSXdS4y5sp06"
    "mS/GFBsWHNL/WBX9KlbdslP/pf2nZv0T+v3lYI/nmVtXkSNVff5mvbkmUe3OKY8HD8IMDd"
    "d0D4U6T2NONFj3Nl5A4j34QTcT9TAXFxJ/lYotHp2zPFu+3DF+qQBW0Aqp6/CZEhZI2kT+"
    "DTKlWvT4urXp/mql7rzJz9H8QunteqQhmO14lp5UvRIDEtMJDqrEZCZP8L8jRPQTfQa2/T"
    "c3BD6NIe+2HQY3pmZxa9cvRiT6GtQKWnNleverBJJ4aSxfSdG2XUZTCiQo6dH0AXp8J9FG"
    "+tJcTKURsFNskITbBhEM4FniaZoAeycoEkDPpdu8xvcB21r86k3nVwhw4z8qRzRWfk9eao"
    "G5UwnDojr+uMvINoOWU6eOZ2tXM77zQuFNOxPBDH9UkjtbDmj/L80VwsBmmAcE7uCTto9B"
    "TaoJwDH2PLYmtVZfZCdFWievcqd69Zk/1MiOzxKF7Q+YLwPR3GLbdXhBYB40YNHDKC+/SQ"
    "vHt5sC6ShTebWSRKWlFFzZR1dFDKN2vu0Aj56JODbe8QImgsGDWUVXSq4J+Q1ujXQJ+tiM"
    "0bcJ5JOZ1F0WfC07AYJ02WOCWo17jPa8weiWN6tUzkhMg+u17LnqoHqZglqME6OGfEhuCf"
    "TsP89nUFnN++LgQaLmXDVsSfabsUW3WVgZSg1gNq6AEmsfCmATORk9O9PeEThzxSss7jWO"
    "zGjyV0UfbmTvz6Gdc607pkG6+8qdh3i0ZREVlZrUH2WYPUOfXPY511lNOzWGadU/8sllkX"
    "PdRFD/sSxNZW0cPQG6uw/ev3cBwQ3sooVl0ZUleG3AkioIEdunP3CoDpJphqqFC12udjqC"
    "BZwhIc8zCwdSekrsVUd/5Mg0XLpeOVhQ0C/aR3hculv4RTDQmvroPb5eleEOAenvzlQe5j"
    "MxxWpZuMxdywTAb9S9bE8KAiRtwRBrvIwbbJln47GL+g7AhkxLJzIv4rRhjYcTYIymtsZF"
    "ticXUCeXkTZduZru/5zf5mT/zk7AlUxyUOQXPx+NojhMWPshYuwcbCn5Asof7HmjnuYiSv"
    "ySoh0EoZ7ior5u6zNG6wgNtq4+pg+z4E2+tytR2Uq4XToAag0XiNpgJNnU3d5EjoxBuomw"
    "d3HT6r3UbPhGjWbqPnsMxPVqP3gBb1EIr0DgfO0hoD+6zS21NID7pM76Fiukud3q7prIiF"
    "L6C0kiz9FlqLJYdurzkLHE2iqAIwRLLoAlRQgF8sgh2xHaBPUvjR3GHe6qOsyQAHoE8zUS"
    "7/Lr9zks3chVgyRdXZzm/XnH7yOHEq1Hnw/hincB6DXCEDhX79+fL2EgVzo6s7JLY8+vL1"
    "+jrXtynxVeSf3OS7SMFtXyacPf1tNFPWB6ZMZuXPxCPLFNV3SyzgjJw2gyuYwfK5GC+p7b"
    "kq/2Ahk5aT02nneULNB6k4LGQLuklBDa/OAH1+Vr3OAB3+GuuA32exzJE6X0OPTsroxk+a"
    "oesQztDwrQFnQkRvTs13boO0Zb4zZFx2xPRrMM1B7tKtkCYe0RSkF2d3F2efLo/yb6gWIP"
    "0pnGeYmCZfympQn4ZCDsOTFexxInK5mDh2EoMqtSkLBOLwxI9oEsUlTmT4YCIEcQ2RhRZj"
    "D8RE2FX3Itt5xubEb8LZvT3yMPieOu6wL+/eUQmbumIWNTZ5wIsLv8QSAyzz237rrZKMpu"
    "LYubKqezqAbvcAuiWcT9NNTZU+LaW1et1n5BkyNZ5tMps04eOSgpp07fMaa/ZI8x1PbUhu"
    "5zuqJN0vsfPQTmKr+VlMNSC8O80/TGFWbHJHmG61u83xMhy61fr+ma1lVBRIoDXmaEpm4u"
    "ESRnNoQWNb2MQzlziIuh/Q5F8zmFA29vbTJEYIjILw5/Vi829F+mF3t1E2Bk8QEBIK3RW8"
    "j+a0vwfqmHqxhO5yuINFJ5+zOrhHAhr2nQxpp25iRUJEa4q58qo+dVoP0bSUBrVc/U68SH"
    "fUwIdX8iSrhKd3VgW/Y6il7YhsUOVqYCp3Ft3ESdirdAsoUHNm87VUPXO6e+JqqeYuK+bg"
    "eOD2GiI2El/fZmuLmHPwWknZYzQxPMchUNeDcl82SnyQni6MhAknlGxjge05uMlk5RlTUT"
    "Ck5RvI6iCO646XXIpCpQ+LYO4ih3lC9xc3XskPOXGgEsgCm2gprnuOuDmz/fHUJtCf0+/Q"
    "JWdaCMNihh3Zj1OOcfEKmntapjAxvtmGkKbiWfiIpsxdyG8Kg2aYOjbhHL4ecwodfr8frb"
    "DjUoOusO0Gm49705w5kfIEOl7UHzgtvD35IrELxgHMhT7BIPkiHCZ2JJg9BhFbBO70+1FQ"
    "f0neWds7fbB3EitSA/S0lFZYslqgVxfQxAOqwcz2ncsed1VBzUtqcLMdTcSbI4doSftaf/"
    "gA4wbabxbjkMc8tIUpQcFo3T411z41UkArE0ORhGaGdmCGxO1n1CSBmVdxG6eFdFabqgrX"
    "ShgJCo8WnRf3sY5khlTY7D9OTk5P3528PH37/s3rd+/evH8ZYZu/VAby+dVPgHNqm6s6Hw"
    "lD5FGaaPXQzwjqJWi8BKHlW3sJMoJ6CZo/BZLtqKOYRAL6NFdoJxHtUwPStJCGVdF62cWu"
    "p4C0xDKJJAZonLw6qRLUfFIc1HySNU4STF7mFC5rY5mQ2mMPy5B+O9gWliEFWmM7J0QGuJ"
    "/bMbZzLsKnc7ZcPhLpJFL6WvyLo62uFhKNq5SfFFaP9tOJAkb2BUcWmx+jiQluCPH1kXjZ"
    "BE4Qe4OwZ1IwztASb4QI+Ygmiwm4Rajtez8WmC8IV6cvdX1DpbMjzTRzHTWlvQj9P+1a4m"
    "ZrqJSDM4va41vqvHaH+sI9raJAnhYrkKc5BdLl9Vksrs33En2zkvmuOF+LiXDVsao58Doc"
    "+EK1w23sbNSAL1SW0SaooDccqM8D9CKoBdLnV1/Obn+LsI7Soa5vvvx0rkD7/Lf7y7N+Kf"
    "E/E+y4U4ILFfl4wHZlfpEaW6H90sphBkT/SNVZxhvxWMv2a8DKRkWciIUygwqxLoKb8ZHM"
    "VFgvGAQxidFQeRbikhSKfJc3qqDABzePAoC0Jq81+QM9BeuEsMS7vgaoaSkNapZ6Vzsyyj"
    "RQvJMro28wPo0GCrGiSua4WA9NiGhttKY22iP96Jc4nK5IQ0oO2a4jrTKjqzSpJKCN2LHC"
    "8kFoJAgbsvPbCw419TGaQ/GVF0rlp7Z8zZJL6Rdh9XL7WTwqVdwHnxdBV1/Qdy/+yYQWZr"
    "4YoRcWmbkvvs9V3k9/Mbjz+IFsmnwzeW23b5b9OjocXKt/h3bC6+KjT4RmeP5U5XTD8QOk"
    "ddsPWo5eDDUBDmUGCPKrk/eVoi/el4RfvM/iLF+QdUCOBPaH8JH/6u7qBZZGuQrGxQjn8G"
    "3QXmbnzjKNQH513FUgfgmgbXSWcQle1nKtBeMb7d+evci6PoX9B69BibaUoK7D17sabT2y"
    "5m89+6jAiodLo63WuxOMqhSsxBdsLRZWhg6B24Asj5Gfgw7xQzJNmnLkQOK0MMG5OEXE6B"
    "HiDEGrF5CkLlpj8DcE+dJLdZBSVzeq4NuwveVUXNF+DW3YHvJBWsMUg8erJqIJEQ1n1vjy"
    "D5AcmoX+jFhgSA6NVrMI+m5k7U1LbdnACpvs1fbBZQQHlP2yZ0ccsc1GC5CW0/g3xV/2ID"
    "SbrEBWUq9B0zUQYAS2SVVfdCzRj64McNuD7srQI5P2ztfWjwrM2vDyaKtpyxMjKzilQSb0"
    "Jx+jycrC9gTNHEL+In6SS9QNBNJfCDYnMoxuYtK5+Dxs/APNfuaQTgP1x6JcGxgIOTIqZ/"
    "Ze7itrpK3Ej2QClckIFpbxGmICA0kZMTiSxjI8O1xKCnubrPgxuqdL8VWojSb/S1ZGgzv+"
    "4m+iu79fvxBy4tqykafdEGtX1X0dmnFSZlTuuhavR3k2y87xQQ/7348kANpJ3Q9bPlzGqm"
    "p9OF5r9du0erJihiLmvRjaSGCA2HaQNENdq9bOjQQGCO/Jy5cV8BWjCgGW1zLRifKcroFw"
    "JLBHv6rFptPNftyq7VcO4MQViuu8ltKdlNERoDvkI4GKVwf4cLwGfZckMKE51yBlw+G6lF"
    "8ueVHaHSqupDilLpbReXWjGnl1GR7ccXmDcIKUoO741rdoAt288dktc8hO1F3kpJx+kPu8"
    "wjPxMrToX41WOSurV7rPK20wz+F1WwWlhHQERdYrvbZrp1okZTSguebnupHsjnDmHGS6kW"
    "zbjWTzp2oLqF5EEw0U19SrpAKy8qBsAdivQWrrQGFNvk961RXszDOpe83mRwr/eHRtVOYc"
    "h2qO7tgKhm31jP+6YMikZuAuZvLfD0hML6yRH5htbUZo7VDXJTa4gWWjLAfb3O+xCxHc8J"
    "Hfsyvv/m578u3u59+PfK3aT+gWv0G+ULDQOGhwxab/JIab+FB7jPvgMa5vSmk25AAsqOQT"
    "WPVJSsro1Op/Z/EUNxnjupWKsnIa1zyuTOG4K3ZLxxID9Py3nzAZvHYlSDVQzogNEOr2Y1"
    "hSGk5ljiUppE+HNKJTMhMmVB7OYrd+LLGTY/9w0OzEr49nbs3GcqGARn0H1E0TwnVrvQxj"
    "kT1GaXVl4XTfd1KGfStP6LKGI0kpDbMS5p7kOlyZZLliLrGNzd/I5khB52RGjMpIHRqPDa"
    "v4VEl6+OXm7t4vDrzGHE3J3LP96sBU5gBAxj1i0PkD2BTi1wtW0Di7TKTuji5mhkp1sh3R"
    "Ulxg/o7GroxTlkXvcsROIgZCMza9YGxSy1g5mDcpNEBtvv2XRfyAVMU48UgND+CW0ynCQ6"
    "fy/g3GDxDZN5Wi/d+URPu/yUf71yxUN9wadZ3kUkyZuRlDDmAe47KI3ZSYDtodNQ/a7X3x"
    "iiPHs23A7RAP56Ieo8U9topajB5ywn5rwf2Q9kCcWmlBCRHNqDRnVODArX9E73A6Hw7eXR"
    "3OOtq+yWochH+5JxzPjedO2Z9HCm4nuDIq43RYPKZKUwVqEkRmM2K4PhGz9LiLFjKWBknS"
    "Oxc/4/M1DnNJVFDxgxzkEIM5JsTXrJnzMEK3xBSXxf9s5iobMuzr3rKOhbgx4RMkuz0IQc"
    "8O2mDNMLWIOUITP+NpEjexnZI5to/RV9ulFppYBHMy9uCXCdBQ8kbiKwp1F1H3GE38icTT"
    "PUFL7DzwbzZ8MVO86EbQNmuJIDJJtpwwl9RGa/xAuBATlskEBgDBNaePxB4J8YegMZdswx"
    "VWrITpuNgQIWZ0KTY9p2LdK0cxmeKLB+eP6RHNefWG83oQf2YtezYYP0CDtn2ma49cQVY/"
    "2r6JD5soWOGNxVQ50iWJ6bGIrsPVukWg1dPBqqepfHqPNFjiWEovb6+XF3rmNUnaj8V0/m"
    "ef1zehh9d6fmMxvb59Xl9pbNbgl6PxunKMopK3MMvrcfWBwBOC+bI/ACaIi7rnTUZUnzl9"
    "PnMi/qnuKqcE9Rr3eY2J46ham92TP4sqvocCQ+i9VbaSl/+4L7elU86ecHjWwO5NnOdXTs"
    "x7ajwQ90jhB0hcHZX5AjyoNe/GA6s4BBiMRr5QHJsJM32UYZnUBFpdEvNyDFRy5ixmq8VI"
    "JPafRcXUSta/9RtUIb49rkM8e0R3h8tR802VENMERu9eVD05Ov+LTVVnJnxcelj+MxhQqa"
    "ndihKDgLvRYvZcugKPpQfRJRM4vcR+8sCpGARJjRBY7qPA1wid5g2ok2GJX9St7Nqb3q/h"
    "71PuUjYq4B/4L21CTHHCTsTii90ctAmQagOf+IPhUJaVLdASb8QpTMR3mRLsSldncFTLDg"
    "KczsXdgvoKwfTygJfeVup+RBkvbDyOJ1yu4E6teq4nK24kI/llo/kwKk6H+Pft/Nfuzg7T"
    "dA8ifNQ/wrratV1XQtduz565PeEFWIMjDIdrujXLFrrMVSVeFTPX4XgNZRZKX6Oqc0bEEj"
    "oouvlZ4CuvdXCPJfpxNMP9BnM064iUJktxEBZ/zk/XaJnTktoB0edVDuz+ukucENPr2+f1"
    "1YELral/M2pTvmhazD8pqh+ZPj8yuvB8t5XSde1pf+80rT19cXZ3cfbp8qlKT98Z4iDzLG"
    "LeevaRwi+Tuj4qc9DwcOTY8So3aDY98CMvpTMFo3CK2O/s4gdiIwO6E7PZRz+XjK2DFCwa"
    "paNBFaIRWrA1eZR+EHuTcFxA6paYQOXt3vftlXWRJOLw3RIpXwkvinaJ9MElEi5SVdI+HD"
    "9Al8jrKolKr4vzlF7n0pR0usSgVTBNMQ12mXsSVPJJ9iK9tF1HWXQxeblUh/F7mo5JNHKr"
    "CvOFrHmsL7DHICvekQVUXnA09Uzxrgf9YompxWX8xhpDzEaYM26KzzfIv3NeR+lg/u2BG/"
    "86inGHqK5QcQ0TmGA4+XMFpV8FDNHyRIrJn+MASC9Q6sNH9kgKCkjlL//Wqk0fVBsd7dFh"
    "tAegXsfXFY7vh6drUEEInlOrZGkwfHAFlzup96hVvMGqeDrx+fmsb0LXq6p8JUQ0VV5OlY"
    "fasGbKy5jyxIbqE1H+hbl0Rg0c/Nk5GzN1fVRmZNrZkfVSGmywCMG4gypnK+JwZh+jCeiN"
    "EzSjlhUkZwkzi8NwMAVBYw97LUaWo4XtuYdVDRy7vZ1MeWhSVk2MalBVrciWTesdfufILU"
    "ZtcuG0aduXA3ekTVtt2mrTVpu2h9/K4LmVJ9SsQZMT5OCsStABG6xxQkyzBn1eX80aaNZA"
    "swZbWYNfHDIT9i6s0hb+IDFyVJVJGK/SQhWC74wFo0YQ7WbS2Qzi1WYOW0qb2+MetsDo/w"
    "BmOhjXwjaXln1IChhsKQz26UZ8biywbRNLFWLXzU2UgXThkxJacYGAjqjTtnnfjrWubfNw"
    "69fANyEyQIhbblG1xrZLFNv3nDGLYFuNcCyUbe8jpA4Q4RJIz29urlPq6/lVtqLb18/nl7"
    "ffvZKYi0HUf1/nE3W0dqm1S61dKrXLWzKDmmtnQRd2hVaZGVGqTTr+2HGiqXsFLRIa5sjx"
    "voqHZRwiEnhBqCLH1EQmI7LRDyJ/Uu4eoys3LDCFuV9BS/bogVpV4D3yfUwveDivQqnczz"
    "1r+pYi+KrER2awHockhvYm9VhjJbDNxjX54JTQABWr05MqxLAYVaK95ohhh2DuO8erwhxL"
    "DBHjSuT7aQn5fpon3xPnVQ7nbcTsTJf61ORs+++Kw1Ce6+h62xTtG5vcM/GfjtXsPkDfsp"
    "K9W9Yzsd3P4r2sUpmja6XKsgxpXYbDKpCtUkVVqKsuYw8+IerxdIVtLNN6gCb1m4ZCSJSs"
    "te3rrWuHum6QfKwiXru/4T4SiSKctwVcyZKy4bRaX+6Dvvxkr57D8fVuRTdR+4csV1bN0r"
    "FJmQHqxe1noi/FSSReGcpdWwxzWmqAQHcT/QOETG0SPSG1RxY9+uRgafRepO70bZcfuqHX"
    "k/T7c2zOyd+IMvc+ulaqTk9hVMiSVVGnV97UogYSEr7iKivvQIcDYkKogENMsXEptj6KIS"
    "tXZhLMGTOlOutrupaZGMaRML02SExCZxSH2QUZjXov99yuVGvltg/K7UM9FeGhTd2gR3HB"
    "7beD958yNc1+Tm3sbNQIp+WyusHG9QthDucFdR7kBkTvJoHp+dWXs9vf1E3VzhW5BOe/3V"
    "+e6aBsrS7sVV24IE4Qt0hUGkPycqnSYGQGblUbfnGYJLgkJ+b7fCHAcAVMo3yFM88BOd83"
    "LAsAyrBFvBF/A4ZARCivYzH2wKGknxi/oqo2eh3dBzInz5BDKOceCfIlga2zyZ8umgg9Ak"
    "g0v0WUQx5ZeBkSN6dEaCMk6FLl8TFkWwXNpIJP5CM1kbeTHnELG+IncUeYQp6tUPIWTcVF"
    "+XcCVejfJaXTFEdnEtthlrUkfunh4NvGraCCLyXNmMQ3ygVvFlGKEpSK3vfExtF5nIegbI"
    "W7JYd4YeXrhMT+al+/6krlarn2te0tpypvVEk5y0hicBrsSRUN9qRYgz3JabCGeNrqgBuO"
    "Hxy07cc16zKsnXOyQjMZu9S1am7htJzGuxreYVWMOlgnZQaI86u3FWB+lTWdEu0A3+ZAFo"
    "p0HuDiQgXheF2oIGXMttJtKrSCmtALGVlNMPSOYEgudWyQ1VznlKBe5F4vsrCzqZiuwSqn"
    "JXWCf59XOeB5GoUKJyX1Kh/CKjcJvs9KtlL+pldqaSe1hTLEZ0VuKyO1P36rS7BbprhSHH"
    "JtaCMxja0C28DYr8eAp4R0Vm62KXLkHKkJa05QQ6vzxztPgVFt3DzAtbPIL1OTHSa8W9Nc"
    "ck9sKtnlVqhxt1cX90e5PdwCvs80S1+Nqf9CagHVi2iigeKaenUXIPvkkSQ/UolxWTSJHD"
    "KqGFEivoJVMazkfkHQL59+9JtIJqYYIU8srF/COvHxC47Y2kbU/CCGO8TxbNnXCdKrZFfJ"
    "fDxJFzfQcab9eb+OUHHog7iJq3y7lsVCJoR0IOSoYSDkEptN2lImxDR53TvCq38hkPdhjl"
    "75y+s+kcpX7QWWTP7b/hL7ma2z7xEevHDk61+GI/p5wwJPxGy/HXKYO0yCYS8U4ZDtTq1f"
    "XIfx4tJe9yaAd+J1f8QWNam7GZt4w2uwoTm5RnRo32j9ltlQb2U2zJdIS2plQSsLBcoC81"
    "bqplPBlXKVIB5TpSa0HP0BTcSz75EJvIFlCoMhzAnx7RBz0JLa4r9ij/kdnyaG50DZ6c3k"
    "I8I2EkqHu5HHNVz039wcLQm2xUyWukT0Pu65XW34XdETSqsSfVAlnjag+qnfVx2XvACw6h"
    "Y1TMoMLmq9fYh1qfOu6nDLN4aKG5uXKbWe6nQ4aN/+f5ycnJ6+O3l5+vb9m9fv3r15/zJS"
    "a/OXyvTb86ufQMVN4a+IAAhev7XOjITM8MKDTqtkuhQnuhTkYYg3dh0TOi3VD0Ma7jcYQ9"
    "qiS+oKHdLFitYKhSdORkob0fkDxYdI6Pxjtat7C7ZJQQ2vMhrOcZtEaacEdfhu3wiKdAiZ"
    "2SgOPxbT69vn9aVimcS79VGl7pYVzEvJ7bFkXmjAHWzFPF0I51k8V5q/H+wy1+Dv4/3AHJ"
    "M4CrPrPJD78W+3xJItFxWrHjCtNzDHwb4ucwGB/+7Su/GJ8pWnDn8IL43K/BtmYlCVwpF4"
    "A10m+YMfWjDF9oOs1Ai/LJlNNsdosqbuwnTwOiimNHEIhShQsYyTuFElVG4itjuSQwzxxR"
    "HgMULU9ieG6k3KKpJ7/wLKckxzMdsaSzbGIbPyMkviK4fxytuLKwXrMQ6E5FqpayvBKZy4"
    "i3zw6t2Dhc+Zrt7UY/dNYqtVJQsTIgMkwV9VqYvzqrguzqtcXRx4hGvAGwwfILSdVGmRR2"
    "8dfCOB/SF8xFbE7upc6NSHcxjNvo72hG2V7fu+ePe+z21evISK+WMZQVHPU5aV1A6zw3KY"
    "9Q76Lj1mkcpckx5LyemOEjX4sdgoqQl5WlBjXgNzeMk34qpSgpqq6h1VlXpZWKxZY86UoP"
    "bm9HmNI7Ijt8TFNERSRtclyLaNiDmqGpCmpTSo5cUeIrotDW/tjPmq9HhPQd2aMJ98UCtU"
    "IkgwpTsC+0s800ChTT+wvSpG8JPPWV4+Evntc96M1PVRmUsjYD/HJBpaqQYBtafsT8j591"
    "tKERPJCYI2E+AhGCHuij1lBv0gELbFNoJmDpQjE/pE4CnzXCgRgCbwu1AlJuBvsIM+FerS"
    "BHu67zY3hrzpOMzaKPJlBNP7fg+D0MeqTSNSizKGabTjoQevq5F2PDyl4yF66GpgnJQZIM"
    "iduCD6n0JysAT5lJk1W82FErq2yqhhbZUFweoom+LkhoRIPzIbBlUiQEDhKJ6C4uWIBPRi"
    "tL4YScU0tyTbCm6nRDXT22sWMGGM1FnkhJhmefu8vsKoNVi9jlUJkcHpbu1kVvekKsc1Me"
    "fEubRdR9n3PHl5VEb2WHLgmEQjt3I9NzZBsFMF8FApi3ECZS+ARpks2SMJ+LEJ4t4SuQz9"
    "RRx2jG5sa+N3LBf7l5h5Jqe1WZU8jYE9v0YqNgyIKiknaeICHKNttEwSvuBMbD3cNHWPbT"
    "GnmdsksKt7p1BU80w955mSa1wD9YyY9j4dHOexP06p9Sal4TlcA9+EyAAhbr/si4681JGX"
    "PYG+y8hL7WXp3MsSac+Vd3AoMEB4OwiRr83AaHbtENgXHWOnw8F6ELNUIRzsaSisL95ySp"
    "w74tBgP2Q4rNT1URmJZcuRYx4PrRSxZGHuIl/WLwjvT4AgKQMCguZ4xf1i8A5bQ7CQxYwH"
    "CCPayA/FHWyOfQ7BXWAXufiB+GnVNvmzoJHKHu6pS9T35/walfA28t8aWlU4fnAlT0+qRa"
    "yUBKxkVSqhfip2cqHBGw7fn6H7sitgWyjd1hMPh/9eVrwXohd2adVxKEUZqQjb3we/wmHK"
    "2ZJAdA1aY4En+Bmm3maExBWMVg41iH/m2kycyvZcnODGAot/+TGaUPuRiQFB+fDggE8e6v"
    "nXwX5uuf1tkHIYJLrYJepIbXcd+FpGWAWxmnMiylNPdGOveqdIttqt8rXVK94nEKxxJ1lO"
    "vpq/JbhFVCJfu1n6/LqWD1itF3YkMbxXduseAc3jdc7jHUQhkRWxTQDpQDVPTfh3Tfhzby"
    "qLWTfxbOVltW+rsW/LpNxo6mLMy+qFaLwQjR8H/Sy0tQQOmUEzZLPJKuRlB8ND7Nvb7tte"
    "9Rs2pcR04GvmFZyPLZl6G2G41iUw01ID1HQ6yb3zUSNLTBVdP7aBHYkNEO3TStr7aYn6fp"
    "rX3y1mYKvWro4l9nhw7KvY4qu3VYzQrJs9YYS+zddbdD3HHntOrd2clhrcCS0e+4onR+nR"
    "kdvNAUVcwxWSkGillc3TclYtN7JZOUz8lcs6GzchMrhd+7YKCfi2mAR8myMBddOLQuiHFB"
    "qV8PfUXOa0pF7mXi/zCtMmj3JCTOeX9nl9daXIZ7DGkTs7t8bFnuaU0A4O58NZ1xp5ZYkI"
    "i6p4JkR0VHB5VLC6gWftoOCvfNAxwYkNVaFCZBygsiOqF9FEB/ngb4U1de7VjrVOedagwd"
    "CObcAS/asGso3T2qVfLWBHkDKFEoYIFHXJso2Ocleuz2MMEaOgsOuOMA2vAK7CybkjRrdy"
    "kiFB1HkQtHzwigKhw6eyOBg6SAAKx1Uq8OIHUMsMFRvJCY7RBLo4QGFcahGZcSI/R2tMXS"
    "57CMK/wYP0QQ7gBLsQnbwQf6u65EtH96kZ9FyjGEsMZt1SLEFMeqAcQLusWnfzxavfLhnI"
    "Hd15yx29P1J/X9DSS3k/9OvPl7eXSI7RAcq9CFDWhmWrdrpL3XqO4EhggL72TiIbZH5Lk4"
    "ipjKCOW9MxnIe+EOHLNgN/WSOzUGSPLczC1+fBdjBLKWE16OxYSL8nszX4bYdZVoMCdDlB"
    "7SnInAm6goiuINIDWrtmQ6nYUt3dXRBMNFBg05TAdmTjE7MFdC9Tkx3k+boV4NwrplcFcE"
    "K6WEHtJZjkYmIv0bmtGqvnOhuoMCDkIrrNrzQQZNIeo4lDZrKgANBqwacvOKImUHTw2Ur8"
    "KSM0CRuhyeHRJfmZmujb36274/7CO9ck/izGHqqVNghvABLV50+mQcfY1LgdjG5ytwp38f"
    "6odJeATRRD0NUdEicE+vL1+loTi/0gFnVqfuep+WLnE8gBr0U4poQGV2Ki/ay14ASqAW9j"
    "YHumL+2DzE0f85XzI9Jig8uR6ARrZfLUvXibFnh5BpM1VRZZe/mP+xRJmGuFlWoVFw7P9s"
    "c6wIopMvVlbyVT2n/36UL1PfA/6Lo1Xdetseij4igp9fCEInv08DwNh9uih2fmWTNqWar6"
    "n6VYp+T2CHj0ycEiLl4/XBUeXqZZhxID0En2oO9ZtF5FAjrMOianVVSP02LV4zSnegSB9k"
    "1y2DKiOoutz1lsQKgq4pYLFcto/GAqMbVWAyFks2s+Lgkx/aj0+VHRJRiexTLr3Pxhr6+O"
    "HdKxQ32IwNip+5DOiNX5ef3OzwvQUkTwxDgWB/A48Zit8TufmU02fjOQOSMcwfc/RpOpxz"
    "djz3apNUEPhKw4ctcMrRxmEM7FsJnDlgjzB4FckDsHYTdMnEn5OJ1ubtFdPI4PX91wnNDj"
    "WOcWiUirtmN+gjvUC/lp0M4kuM/2fiY65qYPMTc6IGRYASF95lU74awPwnUu3lrE3A/I2m"
    "+u/ebab97Ab85mY64syV2eHBlLae+59uU22shvKr0X35S8F9+okt51DemudQ/5Wh9PFYdy"
    "sb2SlNGJqLmy3CZ1xzZTaXSFWkZGSpeTz/VtCtuVVwQ0Gq+90tor/bzcWTEHWXeJ05J6lf"
    "u8yjr24Fkss8ls0iTiLhbTj3Gf11fHHrSsfydcVjUgTUtpUHVAxxMUg0l4TncEdnjFlbPQ"
    "ph/YXpUqObOxtXGpwS8W2Ja2Wy7gITtkVBb5gMPBYyMeXa0ysRwPhT+EOoC4t/QDFvzqwC"
    "5DU4LEq4qYx+jGtjaIPBIHUZsTR2yXEeLMH24ztHaomyorDIVE/smmBYWK93LbmrESqfpB"
    "3GJV4g2yyG8vLKwDAvoQEKArF7auVi0J5p5Ty0mdEBmg5679bq+H4x5V+Dtaw7Vlj6g86X"
    "OAlhvPoYymRnptOvuRGfnF3R7NsV+/wCDiOHLW4BPr1nfwjJZp1nfBQ1xFrw4f+O1a9c9s"
    "jZaesQiV2+AdhxbiNmLrmEKPlZ8HvTrW1F2ITzD6w8MOqLJ+846FuDqCph1ioimZC90Xoo"
    "An8DUmeZV6D/f8Zn+zJ+G7RBYWJMuVu5E693rhNwyR9cuJ+REUeg6TLmUINBbfRAZHIfFQ"
    "uLxINc8o4AndIPkK8/XyMjW+tuYOAtECa639yVVKrbVrrV1r7Vpr11q71tq11v48tHZguW"
    "1iXT4WVPBOXS/V2Q1/5Jg8Vi7mfceWBDTiuU8rh1rzSLLLLrGlwiyZ5YC3FlossWYfheLL"
    "kEW5GMLRnD4SDtl6sp8e41RqXBM+QZbYd05ead/LXUFtv2PAlAeTSCo9pssxCvA6RhNqTn"
    "wVniNvBSZD3C1Q6PLwrcSX/YgmQZszaQSI77KUtxe2wpR5hTXDfz96IL7+Xq68B6MqNddL"
    "rfQY/qagbKNShw+KYnNZEluWw85kAVbKL0zfE7dmMpSdbUrNVXGuBZp/f/PP9phSUmxDBD"
    "usqiIWDB+govv2dQWN7O3rQpUMLmV0sjywhZu6eeRtz0KNWg9jrrM7VRrPEPZm+7Xp6gfI"
    "6eDHA7AVnqxLa89OoXbIIAWO/3V386UggFT1eFDDRf8jtdNhPRgAQ+qZyNVDz5Y+z6ANE5"
    "z3zt76mWBluZXk5VEVa2sRjqwcdSSkXnBksfkHabs42DaFKTEhK2YsJiMkfgUzZiSNEAtz"
    "N7ZuglAh3/ixUWh1KIOMWr/L9pgi7Srog6vgKdX8HlX5aF/Jl49OHWgjAa2nVtBT92NDDS"
    "57sSev1V/JdAGlpxSv1PBS6et0nRi09U16ZiNimysmcASCjrMlmTJzg8Sk5Bh9YUiSVByi"
    "AcCVb1nH6I4YDhEfgUueE2wR8wM6u7z74aeLzyM0ZZ54HboQXEvFq5Kt86/V7m8p4wxmmF"
    "rijmNObYNEXQxn1BEvaLgGsQ3yWvze5p4BBdQ+ogmbzcZ+GYUJ4ngDHOUGrYXAmrrGAoIh"
    "4LvPGkUI1y8UFqyorhR2IHqDshlU8ctt782g9vZqO3lZtZZEaTGJXDWJ5JerAXRGbHCVOz"
    "qpjuKfxnWM+lhi/5Z94hSZetRyqc2P4X5PcYK0Zu+nG04DPHVb6SSk9lh7KTzjD7b2UqwG"
    "1Dlm0lLDa1bZfnRTSlery7HnhHUqep/Zdi51ecX5RW3sbAqM1Egme3ptggrkB6YmlR1fwY"
    "sgWkvx3JxffTm7/U3dNvNc8eI4/+3+8ixX5Yw8UubxcZMFUAg3XInDebI6X4hGxXPy0vq4"
    "6/NxpwvoPItl9lZmw2VOS+pl7t0y94sW/kSgBa2zOSqmh6Mhowo0MVS0iEdX8rxK+x4JCx"
    "u8oWu8Ae4VMsNCVvdDPvpUirzgyMAezMpZEO8JM7C19IxO2Z9qF2x3twOe+NcFQy5+8ANg"
    "vRVaeWLMxPSgrtUEON5kqYiIp0YmI/wjojO43QaZVNzFv4WQRHguNv8xmlhsPkEL7DPPsl"
    "SkuOUXBkGzUGgFPZAN/4BkSREI4cUJYnzpcbih+EF8N/+KwyyoRSLJa/8LhQGzkvwmlgVf"
    "gYcRwcVRtOHK+yyvH4UKPHQZa52W8eGpxl97f4yzW61ynC3Un0f/iV4E41/k4m3TX2sHaj"
    "36amLNSvj14qYfDW6l6fzDoPPTm6wq6GkpnTOoopVrQpqU0YBmAH2gtgLMkmiVYPwA3U7t"
    "t6U5iNYpibfqHkjg1pun6NrbrcX/x/pZHUs0ltJWaO+sUM0pPbtl1kWZh72+galZNawiGK"
    "5jKlLre+A5FAFlV5iznro+qsLntZGz7jLLRNMNEib7R0maUTMMoFwSzsWf8oIfo8kD2Uwk"
    "QcURRpyIVTQlM0eXAnFOxRerkbHe7j1rBmXWInDaztvWxE1X+RvaJO7OJN5jcky/Wk6lze"
    "BKIZevSkIuXymapek84yHqe3BO1VH4wvE6P/Ywdbtrl174ldwVil18sVSrE9p2ohx8hXye"
    "qD7ngon/chfPZug7KNJjI2wuqf09sogrVKeVhd0Zc5ZChxIalEWwI7aRULpsF5yliqydFi"
    "dWeiVDOenI8//irEdSa1V90Ko0+/Qs3la6Tmr7TaOCI65u16i0mIa1vG1U8kWShrh2gyPx"
    "kv4lMdthoru9yVF6f6W6HF2c3V2cfbo8UhwNLeAba0ADhTZ1HqqBfTLd9MoktktdZSRh8v"
    "JW/ZQmR1YiHWUcHRSMj7XF7ybcm/6TGO4kDNSDDybf+/VVhJpIhappyNKSSOiMBcxiWxNv"
    "1VCDObWK2ksVNVydHOIlARuxyADpv5M3b6rkYb95U5yGDddyPei1ITB8Q0BrrZ0YA09WdX"
    "A4cGoj4AmNANiMLaD7lQ+6N2/ike2Z+i+W6Eit+f+NVFD6A39eFUZaDJVNpYQphL67vTv7"
    "/oP06q+8qUUNtMCW0NfBmw/0PfqVTJH4An41xZVDHyEFRI7xCz+pmOn2b6ArNPbnlC9T9B"
    "9UaJc5+Fv07/fIC91+hUb/2anjrYwltL9yh/o+/iGUB768PAYuKO6jy2NUrcqgjdkmq3EQ"
    "xmx/wgGEHWGQZUGoZ+r6Vv1rlRpaKW/bovYD5FEnyFGXyQ6e9C9JffqU6Bp+lETpEjsPHM"
    "0Z+u6Mc6HVy/RjGPKTg02C7ojzSA3C0cnxy+/Vudvd3lLW+RS3INQly6jEp/9kBp2ORiga"
    "wCfBfWR3U7xBU/jHJB/RhBtM7OqgGRF2fdUw/MLYsti6pONo0tQ0ycpim3BZxL4VOqlBxg"
    "CDpop7qUGmV6yqIpmW0oRxNcI4/TzUgDsnqBGvhnh49tUBOykzvOKFXZWkjd4yTaBWpbFq"
    "rAux9l/XdYzTWEKnT7VusmrTqclSHITppP2AnfsBwRSqCWlCRMOp/YB10G3fDwibsQV0/x"
    "5MM1BYE49sXT9gSu9xVHrPeSD3499uiVg+dXuDeBffwTQDwvrf3bN2/lNfSNpFh8JWzi4e"
    "WcFxGlNQPEqzkfUEHTKH3t2ObESj8ohWlJQEmoCQu3xMlphakw9RN25I3+ExT+a3vZEVFo"
    "NoSQ7Z2kJ/gIzpYxRO4zCL8InfKc8lWEg5YiAx2JKIL8MpnAMu/2azWUDWQYAsDzrlATsH"
    "Jj6RgZkOgWnZA7HH2DMpCfv4SIpOzg/X4pqJa5gZ+EXxhQ1sWcT8KFfT/zJfb6+LOTzKue"
    "fHIRgWLaiHqPm6PvB18t8c3MUmdjh+iIxRVeu6zLjO2tbxk1AV4VhigBh30lInPmNqwJwS"
    "GiDSnfCfMU9fiy7KiGnOqHXOyGJzao9rNkpLCQ3xEeiIL/V1qJpgp4Q02JXBhqLedbFOym"
    "ioa+7r0Daov7mTktr7Uhn1hL2o4CLK2tBlRffYiy765GCb0SUN7Ga4R6Ia9xq4a/dWkwU4"
    "CPdWjcjAbPb77jTs4JLf0zyCnxSuLOldE6hkJvoQoYpCOXeHKhVAOkSsXGo8kBaAupfzDA"
    "mljp0gvtNI7QGJHErl7g8eDdvq+/gVKP5E0DCVvP6DOLtlopdN0Io4nNkvwKPBBcAIu/Jj"
    "8B6EMcXSSyCFeN5H0vodpC9FyBji6ZugNeZoSTD3wNMihk3CX6Ct1EiIUmMhprM2aO4IaY"
    "hB9ovKRmHMKYmwWC5H2HHoIzHF7UDChMa3shPkJAidBlH4mmvmPBAn6hMVjC2NYo5PjqLq"
    "FqmauWFqI4wpL5wbLf44TBoNH8ijkS6b2zsXi66esQ9qOjgq8ij/aDFc0PIkIZOBeQZCh8"
    "dYlMD66ebr+fUl+uX28uLq7iqgoCOLQV5MW263l2fXGYwTR2hd2y0jqjsp9M12SydNRgXZ"
    "66xxQkyvb8/XN9Z0GqxyWlivdZ/XOlJE68cZp+R0ZKwuOLTfQOPYfmol0nhwRM4oH2qcem"
    "J1zaGh1xwKWDc1ixRTcuU0khuPqxBDy12y8lkQYEWmQLYQR4a1Qtdv8aFBfDaHM2arQmnr"
    "TeCnpEOcygRBzCtHAB6aOWyZyiofoYnY+MSZIMhyh/L44hOTkJVMcZ2ICfkaImf9gFtkLB"
    "g1IBwWjPZ0njp8v2+2TYgZMVhNOiCRP1dUHHbVWlnHyzCWchvN6fTg7TQq4XR0K6QuO9fK"
    "aJIF5guFX6Kkbk9aTtfuSdoidWr3HE5jHVVcJ9x2MHGdOliiyVIcnJGe0BZqLnNaUi9zr5"
    "dZWBJNHuWEmOba+ry+OqVf56D3kMColIP+NCTGP/CK3hUU8IuujcoojD/FqDGvXLgPCAix"
    "wrIOnhva/A4xmGOKK2L/yKgQoCLsj/41tn6RbJ4cib9QRMG0PnsXfZcjxHTP5X6cdaMSok"
    "H3rh2MplAjOrrLI/eMONRYqA7c4ErpcYvjMdvO2uKFbbkc/JVdEN+jPHto3gkUHCC7HTpd"
    "Em5z+Ao/nLx6/e71+9O3r9+LIfJrRp+8K3k4whSM4kPmkTg8iPCtSmgmRAbIaXYSoQYPVQ"
    "2Eg+EDRLeTJu/ijq7SXVzMWyZEdI39Q+oJ/u//Dz+dRyI="
)
