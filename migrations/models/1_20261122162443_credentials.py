from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "accommodation" (
    "id" UUID NOT NULL PRIMARY KEY,
    "course_id" UUID,
    "time_factor" DOUBLE PRECISION NOT NULL,
    "extra_minutes" INT NOT NULL,
    "extra_attempts" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX IF NOT EXISTS "uq_accommodation_user" ON "accommodation" ("user_id") WHERE course_id IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS "uq_accommodation_course" ON "accommodation" ("user_id", "course_id") WHERE course_id IS NOT NULL;
COMMENT ON TABLE "accommodation" IS 'Extra time and attempts of one person, everywhere or (with `course_id`) in one course.';
        CREATE TABLE IF NOT EXISTS "api_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "scopes" JSONB NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "hint" VARCHAR(8) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "ix_api_token_user" ON "api_token" ("user_id");
COMMENT ON TABLE "api_token" IS 'A token for scripts: keyed hash, scopes, shown once. `hint` is its last characters, to know it again.';
        CREATE TABLE IF NOT EXISTS "mail_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "purpose" VARCHAR(16) NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "password_hash" VARCHAR(200),
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "ix_mail_token_user" ON "mail_token" ("user_id", "purpose");
COMMENT ON TABLE "mail_token" IS 'A token sent by mail, good for one use. `purpose` is verify_email, reset_password or change_email.';
        CREATE TABLE IF NOT EXISTS "mfa_challenge" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(8) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "tries" INT NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "ix_mfa_challenge_expiry" ON "mfa_challenge" ("expires_at");
COMMENT ON TABLE "mfa_challenge" IS 'A sign-in whose password was right and whose code is awaited. Ends at its time, its use, or its tries.';
        CREATE TABLE IF NOT EXISTS "recovery_code" (
    "id" UUID NOT NULL PRIMARY KEY,
    "code_hash" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_recovery_co_user_id_32ad3d" UNIQUE ("user_id", "code_hash")
);
COMMENT ON TABLE "recovery_code" IS 'A code for when the authenticator is lost; kept as a keyed hash, good once.';
        CREATE TABLE IF NOT EXISTS "totp" (
    "id" UUID NOT NULL PRIMARY KEY,
    "secret_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "confirmed_at" TIMESTAMPTZ,
    "last_step" BIGINT,
    "wrong_count" INT NOT NULL,
    "wrong_since" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "totp" IS 'An account''s authenticator (RFC 6238). `secret_sealed` is encrypted; `last_step` is the last step used.';
        ALTER TABLE "auth_session" ADD "proved_at" TIMESTAMPTZ;
        CREATE INDEX IF NOT EXISTS "ix_auth_session_user" ON "auth_session" ("user_id", "revoked_at");
        CREATE INDEX IF NOT EXISTS "ix_refresh_token_session" ON "refresh_token" ("session_id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "ix_refresh_token_session";
        DROP INDEX IF EXISTS "ix_auth_session_user";
        ALTER TABLE "auth_session" DROP COLUMN "proved_at";
        DROP TABLE IF EXISTS "api_token";
        DROP TABLE IF EXISTS "recovery_code";
        DROP TABLE IF EXISTS "accommodation";
        DROP TABLE IF EXISTS "totp";
        DROP TABLE IF EXISTS "mail_token";
        DROP TABLE IF EXISTS "mfa_challenge";"""


MODELS_STATE = (
    "eJztXW1z27aW/isYfXGyo3oSO2832d0Z21Fbbx07teXbdps7FExCEq8pQiFIK0q3/30B8J"
    "0EKYIiZYrGlzYmcUDqOQB43s9fgwU2kEUOTzx3foMIMbE9eA/+Gthwgeg/RLeHYACXy/gm"
    "u+DCO4uPh3SgRhIj74jrQN2l96bQIoheMhDRHXPp+o8aXNkIEHNm/2Da78FqDl1g4Rn2XI"
    "BsgxyCyb1pGxNgEjCBS3MCnt0h6CDnOcAOmCzhDNFLOsb3Jnp+yB5oYJ0+0bRnDc/9xf5i"
    "T5YOfkCGBl1OtJojG7hzBKCuY8+mk0PiAjLHK2QA0yVgCQlZYcdg80GgU7SAySgobQAReE"
    "ZctPzBW/ov79nmVw9pLp4hOq9Df8Kf/6KX6Vuib4iwP/8aTE1kGfzfA48gRzMNRumgB3zP"
    "X23AKNC3peM/gYSThBw1v2lJJmlsEs7C9ZLfH3ByyjT+x9+MdHmv8aemVob/XH5dC2lvb8"
    "8//shHMk7caTq2vIUdj16u3Tl9ZDjc80zjkNGwezNkIwe6yEgsFduzrGBlhZd8iOgF1/FQ"
    "hI0RXzDQFHoWW3CD/5x6ts7WGQiWsUm5bqMVxey/gzdMjNa0y6uxdjMaa9ogt0zZm2RWV3"
    "BJpxhTtEzbZVD/9bc/b4wLvzpgDzj7+eT62fGb5xwJTNyZw29y1AZ/c0LoQi1mcAw2W6h5"
    "uM/m0BHDHY7PAE5ftA7U4YUY63gvR/DRHdQWpoMF/KZZyJ65c/rnuxKI/3lyzVF+x0HG9O"
    "Txj6XL4MYRu8OgjqHVHcSgYDsnB/BHesc1F0gMcpoyA7URkB6G/2gL+BDF3a7l8fmn0c34"
    "5NNnNv2CkK8Wx+tkPGJ3jvjVdebqszcZrkSTgN/Oxz8D9if436vLUXaDROPG/ztg70TPL6"
    "zZeKVBI4lJeDm8lGIzO5vpmYfsGozO0ipWd5rV0Vdals8pwgaYHHyRFI+b5zEVcEw6XQ0m"
    "pynVVu40mxNirSSb05RqM+8Dl6k8RXy1saqcm6esJfF2jLdpeff4qILAe3xUKPGyW2mRl+"
    "uNVL21BbuqGOs01Q41i92oFccvXlTB+cWLYqDZvTTSdBMwPVwG5gRJ7zB+86oCxG9eFSLM"
    "bgmWspwpIkHSpD2iu9+DDXYHZuGZ3gvNDqFtKA3tj9hB5sz+Ba05wOf0PaCtIwGggdnlNp"
    "hmPyGNr8ZfCgeuIpNYckHR305/MXL5r7+mH8br87Oxb0S7g/r9CjqGVoC1g6aUL3PNpR80"
    "W3BinAb0P/5yjSzomsLPXQD4tT/XmE3VI+A5jvgIJ/BLIZu/tThaZK9Am37DjODZ7EkizA"
    "Qm8CymxTbwFCerG8Et074HeApgaBw+IECf05/PLgZzAn91fAAT/g9tDsmc26IhuEdrZAB2"
    "YQhs9IAcbprmw8SG8ZafJ2nLDs3RdB9tNmCnEE66G5QRu8NG7HgJCU4304bOWgx7mi4D/9"
    "3aRWR/zzgRxKcXV6cp1Y3KP6fnlyfXfzz7dPL785T+dnF1+VM4PsmO0z/Go5OMrGQS4tXS"
    "pVOEymLSaV1aGcaeBJupzFlnJyfIlEmsy/wlnq5TsQbLKrdZui2Elf3h7kaZJIFrLGbKoJ"
    "qiUlaDcqtBQh7f0nCQCTvaT3A32g/Sq0vahNCmUswtNwJlOLToFCvBvrXYD4yqpgOf2GEg"
    "1SGYoAU0LV/TJICtCuNDcFGjiie/wSKsdEjQD1NsGVQVvfzxDEyxswDQNth9fxnkdd8Wn7"
    "NZ51WaaBc0Uc5gGaN8RLA7k/wO/UuVHB9HJY6Po5zjI9pC0iiHRM0gvXlZ7zfOU/pgjf8h"
    "gXOKqIcr+qiSK++oxJV3lHflOdgqAHlke4ucQJN2Uwe0O3ToEdczAletBOCDm/Htx9Hl+D"
    "0I6L/Y55dUBLk9G19dvwcmA93TXex8sU8+fjq/fA+gsTDt7De2CpNevqnAo5dZHSxmEbuV"
    "5lAYbl1gYizeDznC/gURtLIlTEIlPNd8EOyLU0yXPLSL7IkJuqw9lxK2tSnCs3/H5tyrq4"
    "uU2eH0fJwB+fbT6Ygudo49HWT6wv/55Vj4VX1AjkkfVMf+I5xAWYK6bAlaTKGGbIazQEMo"
    "3WYZyh1utOjK3u40C+uw6HtfECQeUezwK+/7l9v/fDT/sWYHi/Yd21IYp4h2CPPt+Gw3OD"
    "cfIKXSW57EV8JbGjXZnKZUbO4cm3OW9irRZCQMnsmLDBJxZP20v6cjdHUdL+jP5UhsC1dy"
    "rt4CtjQbiVE8WZq9i09Mye1M02oCqE90on4jRfUUfQ4tJgWhbcGawrNwqr7i5SAdUxV+rb"
    "GKAltHCvtzndE/+4qXi93ldiiNgxl6iQ6C+pzNshVCZ9hzCLpx4XTaV6CQ7WDLWiBGsxVW"
    "o2iivkIFXRctltvidOLP0leQLPMBac3I6Rd0qh7K6W1GtqRldVHJo6wwX1L0KDd0Y7DLiC"
    "UnAKZR8zCScMOw1AtsI7BEDsH2ELC8ivVqjhzEagg9W5nuHEx0ftZqpjF5zuoJsfH+pXys"
    "S3uPqVmqaENuh/dVS4FZXp0I/Pbz6HoEohcF5zfg8vbiYsD3meDpfO0Fg6VfxaeUe5mrcf"
    "BCKu6nC3E/MfMlME8RqXhagRl/CllIQB7THy0M3RJLfkyXgXXKCNv6kr08fLF7SD9e3Z5e"
    "jMDn69HZ+c351WXatMhvpl1S16OTi6z3lx012sK0PVek9p3bBVjn6DJom+0Jom0hTV+W/u"
    "+Ho5ev3r56d/zm1Ts6hL9ldOVtCTMEjnUOUbHYugHbJKECNwuu8k3UOTH2wjehSjGoUgxd"
    "SqUoKsVwdnJzdvJx9FhpFJGvQ6RnJvwgJSpm6HWppl6e+In4LE8B+DfI+1TGPtExXZdDXq"
    "2W6XY6OgSTOQU2SnngxWz1OWQPomrikM4I7unepzcBnFEeCDIrdvXUdpRPVhk3hFmVxe3K"
    "mTgs0edkA997HPP+slKA78uSAN+X+QBff7/mEf6fm6vLgkzJiCIrrZm6C/4PWCZpTR5OLO"
    "w7z7Rc0yaH7HmPsagZQinBLcQ5KuGQYMGZoIADm+A0q2yrAhqPWkBjbspVzAvH9/C4UUW4"
    "O7DO905F7FBxkv2xxu4dl3m59JoFSrK0itNd5rQqz/wUuKwMe8qwpwx7QsNeHJsrsOylAn"
    "eLTXtxoLCcbY8g2wV3a8Doh2CGscENbyxOg6J1CCZLz6FLEXHbGk/5XGvIH0wXJ3K1ZHsq"
    "fQ7tGfLvFxv22nskb68VF2PhXbX8Qtj039CNa4sC3qSDVSRNZW0HDbnoSEgfNTMZiNwSoM"
    "8xA5FFv/CaL+SLjW1rzY2P3OLILJHsubwGjE1WyEHGEBDsPxcCNhN9T4fOjoOpkcOGRi/I"
    "zJIE2NhlYZRb9vEKAKxgqoyXjbJVduWYH5bYKkPO5hAvqUsQk/TQhNBCTqmyjz2qfUyVVW"
    "q73I8qcbLjEifKMFnngNk7FbdDhknFZlU1WfFXWaqUpaqTkO6tpSqZGC0yVmUSp0vsVcl0"
    "7aomq6ALOzOiEBQ3Rl9BAhxzNne5gca/6fdJJwCuoElXxyEY2Qb9y+XWGnbGDvm/PPYg7P"
    "hXHRMRkdlqV4+VNPgkhIYKhp4k3honXStrTweOymGJtaf7DdtVqIgS1TssyimN7EmwmX9C"
    "8xwuzLeKxqs0q1yalVJue71VlHKrlFul3Bb0bk1UsRIot9kqV2W9WxO1taoqt1x1ZIEQqz"
    "my/dgFj/7Xdk0dukxXJMCii/EDuEdLlzWaSXdP5XEUPBlKoME2OrdATf0zWvnsSb576F8Z"
    "3VWplF1QKWP+5DAv1itTRD1ULlXB5G58ePdRmlLScr/5q6RlJS0raTkvLfNqpgIpOaxyWi"
    "wdh5VUZZo5HpCMxPrs+scz8Obo+N3zQzAhiH41XY0gaCGDB/EiW3fWS5c3YuTZQMRFyygo"
    "mNcHYFeYI8Yoa+7Y6nN5uPLKwfZM4w+bBMHFgF/jQjsBxGQxxsEw/sdkCJh2AaBlgbjiMa"
    "vGxwX7oCtlNYeSEsq7IJSn1lEe97Ko0xypCjxNShEygadKZn8SMh39aVPTWdRjdIZWSe9d"
    "5nT0ARYdqbNC71CKrJaHqGM8DXxE/zg6Oj5+e/Ti+M2716/evn397kXkLMrfKvManZ7/xB"
    "xHKb7mPUkJwUbCNZehUg46MaxcEJQ9vTKk6vDq8uGlTA89Nj08akPxPTc8+E1CBgLTw1lU"
    "W73Y+BDXX6/mk2OjqS5PF4LrJyQbDpy6Q7D07iyTzBFPQoaOPjcfWLjnZ8fUqS4OHQQWpk"
    "1vUZb7lfInuuc4yNbXE7GDrq0HbbYB/DngD+Xeu5Qiw4odKgNBJwwElidorVPssAvHN+Or"
    "e9TTKpPuWykf8mVJPuTLfD6ka7pyXXojgh76QltJgCTeYgH9gPPKSzgm2WGP3raOhTTGry"
    "th/LoE49d5jJNvlsN5jL4VKFwZsh5gXaYFjH4fpxSAXEHNlOUwHJ6tspmxG1JgZlhudSdp"
    "egB5Jla/yup+V7y43+VPaDiTKiAbjlflY8tXe43ysYY5nZo6/QlS6z1N1b+yAc2XIbGgPf"
    "PgTEouSdLs8FTxa07tI8hLpkVpXIGSsxFnCJWVuK6VOFRWpT6eCZr+HSXHVQq+FJd7yUUi"
    "wiXUTdFpXbi4kyQ9WtmNmeChriNCNAOuZZKOMlQKWEEDLd7TVsNLZNfK2cuTKx9Hl30cAc"
    "N0C5N6SZoCesXxLnMcT6fI0ebM2i1xdGao1NGZPzoDN0GNTZSmVNuny9snctRUtqKGBDtU"
    "B7njakca4VElb0CJMyCnEYbutvo7SUWH7cVeCn2pNRidIVV87jKfH5BDhD6RQnEjQbG7+L"
    "OXeyJoqCjpJ7FrVLvl3rI5FxZXHMeVkjynU4GNPCD78ZdrZMECJ3IqPOsmnGg/uZ6Lmks7"
    "bRAhrP7eVjhd8En6ChFB3Du6JUY3/ix9Bck3bC0Qo9kKp1E0UV+h+uqZ37+Lqn/JwPQrna"
    "SvAFlUU9FIWBl0u5OJTnXjz9QntNqPVvY/eoUhy9E3cVPcshZ9hjdHL/82x8BFUJ+zMOEg"
    "wNhvYQT9Jkf5OORqJML6P3FcNQ+tV8V/uhhGTL8FBdbDke0tcjkPKehD2i6HvA6ufrscXb"
    "9n3biQ88U+u9LOL2/G17dn4yt6VceayUD2dBfTuyc3N+dUfL4cv6erm5jsZ7tf7Jvx7ccR"
    "u0Zczwg+m48fp6KU7jo7ZS+0sXRqMj/k5c7EFJHK+8rXM1VpdNvBWZJGF3/1t0yki1O39h"
    "PWjcl0qV2aSqe7psfG9fnZeJBbtw3g+kRrI8WYPk6OYmDCEQj8sXGnWNa34jEVchT90Ydg"
    "ouPFkgJAb0y4zD7xbAvr9xMwx5bBawM5nuUXCoJL83DBpXp6eQ1Yu1Iwo8qdLcpNbP4BVX"
    "ISmV6vqQzErqgOKkeu7Rw51eyjRQXqDhuCCOjirLhwfA9ys3adDvdgGghrniPVwzVF1L+Y"
    "frrdK54YpUdG7swIP5IS38EEyRYfw46h3YyuuDBtz5VqJJKgUEGpgqBUBz2YaCVwOmBsIW"
    "gX5VZFVNlihpSsrfM3urLjYoZXVxepI/j0PHvG3n46HdHPHV/BdJDpqzh5tDF/Lyg4d0vh"
    "TpIpvCXwjtWhPOLFqclpqq0SlDt2euw6E9nXPmWwjykU7vVxp/dN8aovTpdNkOwupHKPvp"
    "QqSLVROJW/rM5psXf+MhWk+iTYrDI1ngaflfu7cZNGEG0riWmaSoGqnOCP4wQncZT3ltD2"
    "L148i216z0p7w5NGO8zWfiNJDJ8Tc/UE91ajhcNlKggcSKzg4siBxIapEjqwhI7LvfVx/e"
    "FQU496EU0dvAAvwMp056bfOtQfK4oU2Ho+1bCoO1+8IVDRAI8XDaCMbMoq1A3BeO/USGUV"
    "ehJsVlahp8FnZRVSBoyuKNlVDBhVdGxVJ2DnqnUiE16gXafz5IsVbJQet1HHvrIRWCKH8u"
    "mAAMdjCq+Dvdk8oSJDYDh46WfZAge5nkP1Q3iP6F9UNwQTSiVoGdTkxFUSetlO8OxcXu9f"
    "gxj+9O4IUzMYAfq2dMIE9IBPkbD2VYsx1Szzgf0+hniw1gecnKLM/gC//Ty6HgFe1A6cX4"
    "JnBxR8+iE/GIKDFaTKjz1j/+TlIpHB/hlE29A/nvs7U9kOHtt2sBc1DP111RawbRcxpNoq"
    "EZkOijGOKXYIMkHWdDcQv3lVAeI3rwohZrcyEHsypplgtArUyUUII0dHUg1iExSqOay4gH"
    "otnThDqowfHVeKA7mmVhPzNK0yf3SZ01R2Np161fFTlIrLneYyhbDeqW2ofbwXHLYgcTWC"
    "kF2Dy1laxekuc1oZrFUVn+7Bqez/qopPR1HdpoqPilusUxMWui5aLLctLnziz9InkNovCh"
    "UtrcLiUMnFt6lIlJZc9ZvdUT/jFb3lAGwjwA0+zOsCTAJMm1/zJ30PJmY88wRgB0wMenvi"
    "14Jdzdd5f1SjMwsdUmnXW1AjS9WZVS6ezp0ubbt36DbJg1uc9R4M70YvdPbY3vRCp8vWqW"
    "eDTVMqY3vHFXplbH8anFahw0+CzYmIIzm5MEeoTEuZT2KglsjBmiJSkJZb69J60JaWpV72"
    "Bxpm7Eu5XVvBchfXYN4S4d5F6WbRTW3eTlXhDu1TAktLwnRVbGKBiUGVIn1dZw2gCyBgRT"
    "YPwWRpQXsCpg5C3xEBQcUmMgTYMZDDLR4EIeMDmLBavhNmLWEhccwqwpo2iYN+W3hGBXPL"
    "16BBVlh02PYWd4I2P6lw4Ny2i0p6DzeFBAfIa45n25UDgv8LHCSMSwf+fi57n2RnLLn3so"
    "Lg0LKXyswOzm8A3Zbg8vbiQoUid8NOFaziHOCFwYcxgUqwFYQfdr+E+Q5jjt9VMPu9K7T6"
    "vcsa/fbBpjow0w6JfTSuZj8KMmpMnlSV2FYW0ydoYCHe3cJ0azI6Q6sspl3mtIGgYZm24M"
    "tUzuUkneJwlznMFMw8d4vdjeF45W9McbgJfyO0yYoq+DLcSJAohjTOEKJjRxQ4aWFYoEFG"
    "FBluTBlJrw66j1e3pxcj8Pl6dHZ+cx6AH51s/Ca7FHdYuB6dXGQ7slBZXx7jFFVNnPdIOm"
    "wC6MI8zBKYizMx1WIWYgwJQQKFsrwZTkRUrzfL/kDcYGcW5d9tTYF/tI5j/YRTJba06SoP"
    "vVZbunB/DabZT0g3OnAT+7OCY1yFH+wi/EAlDu0ucWgBnftmMmE+0Zl6BHer2TBJyIoDNE"
    "JENwZpaItw5MZIjfEcATaaVSpnqSmUB4TbKIJUlWDGIa9R7rc159WR2HjTzUdlNDCfMAIj"
    "EX4SThk1RFcpL48iuBWHEiQ5JCUbp8iUQCfuiyeJappKgSo0I8tbkbc2Iu+PMaIVa/GUfZ"
    "fE/WyKrWxJImVmq2Jmw/xBMhjHJArhilb5GiinyZRdvgrU+5zqyZ7XG0/fFCGDKT55bozR"
    "t6KjO0FTKwhvf46V8ej3cTnm0cq/uLr8KRyeZURGTglUOznhL02lhL9yE2lCydzS1tS/ai"
    "DDjLkpvbI6lerya6BHDgSmlOjesMyO8jU5qpINxTSQ7Zru2u/4FtJ/AKs5dIHpAgLXhKVm"
    "2AavAmK6cXqK2Iiy7YSqe1x3jpxhia1E9TZrobeZ5zjMwxBsCAloBZSqTnkWXtVs6mkEu6"
    "oWgU+CzarOx5NgswpWUtE1j600bo6uqRKjEOo5ebxlwhRCTfCfsajXE9RbDVXIwlaiYyeQ"
    "3axqJ0XuagUmVtgxKDxpBXkIbERnAvoc2vT934MJhcelIj2v9jAJ3tDxLEQOQxpyaHiL5e"
    "SAgCl2FuJKE20+TBjwkDRBFBSYUAp8FxR4VTehWe2y+3UT2gQzndD/pkpCf1aoTCT0v8kX"
    "TkALGa9NOL4X4O7aZfMYzvd6hqfDtnq6tewRJog+zxBAXHj4Jihqnb4dMzc1ffiyTMGgxl"
    "TV8zdB0ge/bvoEPq5SUuW4uKTKca6kivKd7/4gduFMKk88HK9CR8pZUSN0JFCQZLiRINk9"
    "Q3oUcanM+bUOpP2z86rg+13Ye2PzzNY233iq/YS2gt03tbg6Fi1kfh8IrZi+Kb7MdBmM2G"
    "iuPOEFan3jod827QP9ai1Y0I5pg0AnGYIJ1HVECMXTQBNwj5YuMxKyKJ/pFLiYpUoZgP3q"
    "vI2ylSeoGKLunEXDEhOka7qWVDnMiKAXdp20ynb04kUFnY2OKlTa+L09LDhqOHDqtrVy2y"
    "41yiRHjZ9YmrxVR0ysDDx5A8+MMgPVQDhHtzvfRVu2ycbD4oI+khq0LLwSFTcqRFdEqlav"
    "cPUakubJBMkOj+K5OZsjsqPDuOHi2qzKllarBlqGcJcujLcv9taHMfemUwtpUYBAHvPSom"
    "hC+nr10WohH13Z2wppIYL6HJtUO6qJf4JaoS+BPl4im9QwSibpVBx5ly2SuoUJqsPiFKHi"
    "cZd5jB+QY3hSKnKCZJc9T3hF/b0UzBK2OxmcM2R9cCCnYX7zqgLOb14VAs1uZeNK6M+0XR"
    "NassJAilDJARJygIMeTLTK413sGI4pVCGe+m5h+SRJlRw5KDZRLL07uu7mtfzsWVol8nRZ"
    "5FFpsE+Dzypu5kmwWaXBPgk2+8ERksFRKSIVGlUeGuWDJfAcyAZGnUUT7SesG8OiUstqi4"
    "TY0H0oUFbl63b3CG9hXGRDacN9hSnZt3VLqC7oVDf+TH1Cq81gRAbZiV9fWBCSmLg7LAtM"
    "5DyMyxRXiE+0AX19+sm0kEHfC/i0h2AS1EPi+cyclocLskLuLqtDBgFdA1ECNHDQ0oI6Mg"
    "ThiS08QJg2vYSOa+rmEkYNJoh3l8uc/msQ82PgeFHQc5qYEaFvSyfcDAHzIoHxq5YAWgt+"
    "CWdEsA8GfAKKPfsD/Pbz6HoEwmGU6fTRSEeUC+xJfw4SzZL/peIquxBXWa/zdWNNrzt6It"
    "YCOWHn9WQBTWxQBWY2Vid73FUFNU+pwM16geiXI4doScivP7yHIdXNO9gc9CDhcAhGq5DT"
    "XMjpYzWv6Np6fYQ01imr0KsL7BzFxUVTRCq+N7+eXbjUFiKt05wVx/5HNH0qp/OPo6Pj47"
    "dHL47fvHv96u3b1+9eRNjmb5WBfHr+E8M5tcxFzneqiDCHlCz6GULFgtos0B1kmG4NFmQI"
    "FQtqs4AlbXkC9MvTvDwR7H0Q+5pP8krYSCSCqhJUO4yoCg0bexxQ5RuXJJZzgqSH67kZNS"
    "bn+XqctHVmCx49IG6WFhqK/ZvDjXZiFI2rVHUzbD7gp5oHtq4DAiw8OwQTYwLmmL4+gJYV"
    "WHDtNYCeYTKxFyzgmpKgD2AynzCbrmkT3gN0DskcCRph7OKBQjNy2oZHVOlNZZ/t/mnXkN"
    "VLQqPtncDZnCYr89nt6we3+ep5LpG3DxClGJXIm5UUI8H5WmxiFB2ryrooY12ci1a4DZ21"
    "GPC5SDNau34uan+gPg3Qi6CmSJ+eX55c/yGuDXkqQPv0j/HopFtC/M8IOu4dgoWCfDxgsz"
    "A/T42tUJdq6WCWHeaLzgQ5D4jEUrbfZA5BfR5UkPKHmS5gDyNDKmsbYDXHLHgD+z3oLNMW"
    "CfJtPqiCAB88PAqtUJK8kuT39BSUCQ6IV70EqGkqBWquyo+0BBqRKAm0tgTKovAk6wYnSJ"
    "Q0KimNdkg++hwHKhVJSMkhm2WkZWZ0BSmJICaN2LHA8p5KJADqOvZs94DKJA69NWOR4QdC"
    "4UeafnPlzVQIa/pD6FHxSiJ+NRkJxkg5YiURrLy0ITi/BM8O/o2pFGYcDMGBhabuwfMB37"
    "OFL8aerN2jdZ034/e2e7Ps66hAWyX+7dsJLyGphMeABKIJki3g7FiQUjNohudPVZtuOL6H"
    "Zt3mw0GjD4MkwCFND0F+eVSlehAdVRJ+kasgtBdljP1Pd1sfsFYrNE2pHIkF8bglRTNjEt"
    "Xxq0K1TBdBQQO7EtdaMF5Vvdp8Cvsbr0YBhBShqn/QufoHHdLmrz17UKDFs1vDjdq740m0"
    "CCZzvAq79jK3AVocAj+BlsUP6ffAnZsEOHjld8GgpwgdPQQEA1Z6klGaLlhB5m9gA6gqXt"
    "AeuK0HVfBtqObAj64lKMV2p6oY216SiCZIFJxZ5Us1sB402kN1D5SsnUmpDStYYdFvaR9c"
    "hrBHyXc7dsQh26jFgDSdwr92mhiriW7U4UCWUvGgLg8oGIFuUtUXHVN0o6cwe+xe9xTukE"
    "oblrgqUGsTFbA2qLYkMbKCU5rRhP7kQzBZWtCegKmD0HfkJ7lEFc9Y+guCxoSH0U0Mc0av"
    "0z8cxIdZeMbSaSBx41wbNpDlyIic2Tt57hf7iz1Z0n+iCav6hCDVjFcsJjCg5BGDQ64ss7"
    "1DOCXVt9GSHIKxuUC87+XkP+hZ5z/xs7+Ibn69OKB09N6ilqedV9Gv6L4O1biw8n6Z65p+"
    "HvnZDM5vwOXtxYXvr+YAKCd1N3R52b4LWzVceFJSPVpiXRDzXgxtRNBDbFtImlHtYVtuD+"
    "uf0xIIRwQ79Kta+O5uvRu3avOVAwhyqeA6kxK6kzQqAnSLfCQm4skAH45XoG+TBEYlZwmj"
    "bDhcFUnLJS9yvUNkKylOqYtpVF7dUCKvLmMHd9w6bf9ShKo3SteiCVRvlCfH5tA6IcvkJJ"
    "3ayF3m8JR+DC3zey0uZ2kVp7vMadUAp/EICryypVMtkjQK0AygXz3zuySeCRIFZ3mDJgZV"
    "Hlrp9ky/BtPsJ6QbmzMlFlRBa6b8qdoAqqrpVQZZflA2AOxtkNraU1iT3xPpVmJtushPPM"
    "N0L/BsIPCPR/eGZc5xVs3R1axg2EbP+G9zDAzTCNzFmP//PaDTU23kB2xb6yFYOabrIpu5"
    "gZk/mU5oE6iHVSbZJb/hUN793fTkm93Pfw58qdpP6KZ/sXyhgNEwaB2E7/6NdDdxUXmMu+"
    "AxrtEYWFlDuq9BJXdg1Z2UpFGp1X9n8aQP0aBspaIsncI1jysWOO6K3dIxRQ89/80nTAaf"
    "XQ6SBMoZsh5C3XwMS0rCqWxjSRKp0yGN6B2aUhUqD2exWz+m2Mqxvz9otuLXh1NXsmVXSK"
    "BQ3wJ1w2DhulIfw5hkh1FabWk47Xf042HfwhO6rOFIkkrBLIS5I7kO5wZaLLGLbH39C1oP"
    "BOaczIhhmVHHjMeGVXyqJD18vroZ+8WBV5CAOzTzbL86sMlzAFjGPcCs8wezpiC/XrDAjL"
    "PNROK+03RmVqmOtyNa0BvYX9HQ5XHKvOhdzrCTiIFQFptOWGxSbKwczJsk6qE03/zHIt4g"
    "VTFObKn+AdxwOkV46FRev8H4HiL7ulK0/+uSaP/X+Wh/yUJ1/a1R10ouxR021hrLAcxjXB"
    "axmyJTQbvD+kG7nS9eMXA822a47ePhXNRjtLjHVlGL0X1O2G8suJ+lPSBHKi0oQaIsKvUt"
    "KuzAlT+itzid9wfvtg5nFW1fhxt74V/uiI3nynPv8LeBwLYT3BmW2XRwPKZKUwXTQABNp0"
    "h3fUPMwiMumPNYGsCN3rn4Gd9e42AXRQUVhe0Wmpu5SnyOgW0U7CzDQ8qa0xlrzj39mVKa"
    "WjC+h6pa8zacJVxbWJSiWpIXHJOoMkiNC2RKOuitdJBKZ/ZQDRbHVIq9nWYva1lWJ2c6Jl"
    "Ppd13mb0JYlNq/MZnib5f5S38pkjHvReNV4Y5cqVnHETVTGaNvRTVmQ4I+dPso2xSj38fl"
    "4mPKvBQOz8qUnYksuSXIGJv6PXIHAstD4u6wzPrgseq2bjywigkCs9HAJ4qjQdhMH3ggiG"
    "mwyA9uLOBjWO1IgnkfR96mmo4EdP1ZpiHuet38A6oYJDyigko6ZIYI2SH5yU+QKZm9c9/8"
    "jhydJ8gx9bno2AzulB6ZMB6z6bQsZuzmE0nqGCqUlISnkEBMCo6S7Y6fzrtAi4+bB+SEZa"
    "SrGj4TJD20fR69fl0lTOX16+IwFXYvE1BON5UEwsHwHqL7slIQ0MuSIKCX+SAg+kRXst17"
    "gkTVndynavp//z/tfCtJ"
)
