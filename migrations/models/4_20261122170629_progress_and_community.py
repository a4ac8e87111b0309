from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "progress_event" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(16) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "d" JSONB NOT NULL,
    "enrollment_id" UUID NOT NULL REFERENCES "enrollment" ("id") ON DELETE RESTRICT,
    "lesson_id" UUID NOT NULL REFERENCES "lesson" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_progress_event_fold" ON "progress_event" ("enrollment_id", "lesson_id", "id");
COMMENT ON TABLE "progress_event" IS 'Something that moved a learner on in a lesson: append-only, told in the order of the ids.';
        CREATE TABLE IF NOT EXISTS "announcement" (
    "id" UUID NOT NULL PRIMARY KEY,
    "title" VARCHAR(200) NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "author_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_announcement_course" ON "announcement" ("course_id", "id");
COMMENT ON TABLE "announcement" IS 'A message of the staff to everyone in the course; the body is Markdown.';
        CREATE TABLE IF NOT EXISTS "course_group" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_course_grou_course__658299" UNIQUE ("course_id", "name")
);
COMMENT ON TABLE "course_group" IS 'Some of a course''s learners under one name.';
        CREATE TABLE IF NOT EXISTS "course_group_member" (
    "id" UUID NOT NULL PRIMARY KEY,
    "group_id" UUID NOT NULL REFERENCES "course_group" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_course_grou_group_i_5fc941" UNIQUE ("group_id", "user_id")
);
COMMENT ON TABLE "course_group_member" IS 'One learner in one group.';
        CREATE TABLE IF NOT EXISTS "review" (
    "id" UUID NOT NULL PRIMARY KEY,
    "stars" SMALLINT NOT NULL,
    "text" TEXT NOT NULL,
    "hidden_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT,
    "user_id" UUID NOT NULL REFERENCES "user_account" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_review_course__13bc82" UNIQUE ("course_id", "user_id")
);
COMMENT ON TABLE "review" IS 'What a learner thinks of a course: 1 to 5 stars and a text. A hidden one counts for nothing.';
        ALTER TABLE "lesson_progress" ADD "watched" JSONB NOT NULL DEFAULT '[]';
        ALTER TABLE "lesson_progress" ADD "reported_at" TIMESTAMPTZ;
        ALTER TABLE "lesson_progress" ADD "position_seconds" INT;
        ALTER TABLE "lesson_progress" ADD "dwelt_seconds" INT NOT NULL DEFAULT 0;
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        ALTER TABLE "course" ADD "search" TSVECTOR GENERATED ALWAYS AS (
            setweight(to_tsvector('simple'::regconfig, "title"), 'A') ||
            setweight(to_tsvector('english'::regconfig, "title"), 'A') ||
            setweight(to_tsvector('simple'::regconfig, "category"), 'B') ||
            setweight(to_tsvector('simple'::regconfig, "tags"), 'B') ||
            setweight(to_tsvector('simple'::regconfig, "summary"), 'C') ||
            setweight(to_tsvector('english'::regconfig, "summary"), 'C') ||
            setweight(to_tsvector('simple'::regconfig, "description"), 'D') ||
            setweight(to_tsvector('english'::regconfig, "description"), 'D')
        ) STORED;
        CREATE INDEX IF NOT EXISTS "ix_course_search" ON "course" USING GIN ("search");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "ix_course_search";
        ALTER TABLE "course" DROP COLUMN "search";
        ALTER TABLE "lesson_progress" DROP COLUMN "watched";
        ALTER TABLE "lesson_progress" DROP COLUMN "reported_at";
        ALTER TABLE "lesson_progress" DROP COLUMN "position_seconds";
        ALTER TABLE "lesson_progress" DROP COLUMN "dwelt_seconds";
        DROP TABLE IF EXISTS "progress_event";
        DROP TABLE IF EXISTS "announcement";
        DROP TABLE IF EXISTS "review";
        DROP TABLE IF EXISTS "course_group_member";
        DROP TABLE IF EXISTS "course_group";"""


MODELS_STATE = (
    "eJztXet32zaW/1dw9MXJHtUnsfOaZHfPsR219Yxjt35sZ7aZI9EkJGFMEQpBWlVm+78vAL"
    "5JkCIpUqbo+6WNSVyA+l0QvO/778GCGthkhyeuM7/BjBFqDT6ifw8sbYH5P1S3h2igLZfR"
    "TXHB0e5NOV7jA8csNvKeObamO/zeVDMZ5pcMzHSbLB1vqcGVhREjM+sHYn1Eq7nmIJPOqO"
    "sgbBnsEE0eiGVMEGFooi3JBL24x5qN7ZeI2miy1GaYX9IpfSD45aFY0KA6X5FYs4bn/mp9"
    "tSZLmz5iY6w5kmg1xxZy5hhpuk5di0+uMQexOV1hAxGHoaXG2IrahphPQzpHCxFBwWl9iN"
    "AL5uDlD+7Se3jXIt9cPHboDPN5bf4Tfv8nv8yfEv+Bmfjz34MpwaYh/z1wGbbHxBCUNn6k"
    "D/LRBoIC/7G0vRVYMEnAUfLHOM6ksZhEsnC9lPcHkpwzTf7xpyBdPozlqomd4a0rr48D2r"
    "u7888/ypGCE/djnZruwopGL9fOnC8ZDHddYhwKGnFvhi1saw42YlvFck3T31nBJQ8ifsGx"
    "XRxiY0QXDDzVXFNsuMF/Tl1LF/sM+duYcK5beMUx+2//CWOjx+PLq9vxzeh2PB5ktql4kt"
    "Tu8i/pHGOOFrEcAfW///TmjXCRVwdigbOfT65fHL97KZGgzJnZ8qZEbfCnJNQcbRwxOAJb"
    "bNQs3GdzzVbDHYxPAc4ftA7UwYUI6+hdDuHjb1BbmA4W2h9jE1szZ87//FAA8f+cXEuUP0"
    "iQKT95vGPp0r9xJO4IqCNodRsLKMSbkwH4M7/jkAVWg5ykTEFt+KSHwT/aAj5Acbd7+fb8"
    "y+jm9uTLL2L6BWPfTInXye1I3DmSV9epqy/epbgSToJ+O7/9GYk/0f9eXY7SL0g47vZ/B+"
    "KZ+PlFxxZdjTUjjklwObiUYLM4m/mZh60ajE7TAqs7zerwK12VzwnCBpjsf5GAx83zmAs4"
    "hE9Xg8lJSniVO83mmFhbkc1JSniZ94HLXJ5intpYVs7NUtaSeDvG26S8e3xUQuA9PsqVeM"
    "WtpMgr9Uau3lqKtyof6yTVDjWL3agVx69elcH51at8oMW9JNL8JRB6eBWYYyS9w/jdmxIQ"
    "v3uTi7C4pdjK1UwRMZIm7RHd/R5ssDsIC8/0QWl2CGxDSWh/pDYmM+tveC0BPufPoVk6Vg"
    "Dqm13u/Gn2E9LoavSlsLVVaBKLbyj+2/kvxo789df8w3h9fnbrGdHuNf1hpdnGOAdrG085"
    "X+Zjh3/QLMWJcerT//i3a2xqDlF+7nzAr725bsVUPQJe4kiPaAy/BLLZW4ujRfqKZvFvmO"
    "GvLVZSYaYwgacxzbeBJzhZ3ghuEusB0SnSAuPwAUP6nP98cdGfE3m74xOayH+M5xqbS1u0"
    "hh7wGhtIXBgiCz9iW5qm5TC1Ybzl9SrasgNzNH+PNhuwEwjH3Q1gxO6wETvaQorTjViavV"
    "bDnqRLwX+/djDb3zNOBfHpxdVpQnXj8s/p+eXJ9T9efDn5+8uE/nZxdflTMD7OjtN/3I5O"
    "UrISYcytpUsnCMFi0mldGgxjz4LNXOas8ybHyMAk1mX+MlfXuVhDqyq3abothJX94e5GmS"
    "SGayRmVkE1QQVWg2KrQUwe39JwkAo72k9wN9oPkrursgmhTaVYWm4UynBg0clXgj1rsRcY"
    "VU4HPrGCQKpDNMELjZiepsmQ2BXGJ//imCue8oaIsNI1hn+YUtPgqujlj2doSu0F0ixD3P"
    "e2QVb3bXGdzTovaKJd0EQlg6sY5UOC3Znkd+hfKuX4OCpwfBxlHB/hK1QZ5YCoGaQ3b+v9"
    "xnnKFx7LPyrgnCDq4Y4+KuXKOypw5R1lXXk2NXNAHlnuIiPQJN3UPu0OHXrMcQ3fVVsB8M"
    "HN7d3n0eXtR+TTf7XOL7kIcnd2e3X9EREBuqs71P5qnXz+cn75EWnGgljpb2wZJr1+V4JH"
    "r9M6WMQicSvJoSDcOsfEmP8+ZAj7F0TQyitBGJfwHPKoeC9OKd/ympVnT4zRpe25nLCtly"
    "I4+3dszr26ukiYHU7Pb1Mg3305HfHNLrHng4gn/J9f3iq/qo/YJnyhOvYf5QRgCeqyJWgx"
    "1cbYEjgrNITC1yxFucMXLbyyt2+aSXUt73ufEyQeUuzwK+/5l9v/fDT/sRYHy/g7tSphnC"
    "DaIcx3t2e7wbn5AClIb3kWXwl3adRkc5IS2Nw5Nmcs7WWiyVgQPJMVGSrEkfXT/p6M0NV1"
    "uuA/VyKxLVzxuXoL2JI0EqN4siS9i09MyO1C02oCqC98on4jxfUUfa6ZQgrC24I11c6Cqf"
    "qKl411ylX49VhUFNg6Utib64z/2Ve8HOost0Pp1p+hl+hgTZ+LWbZC6Iy6NsM3jjad9hUo"
    "bNnUNBdY0GyF1SicqK9QaZZFXUvHDYB1Epuqr3DNbOout8TpJzHHF7y471WqTTpNlODV1h"
    "88MUlfIdIcBy+WW79z3ix9Bckkj3jcjIJ8wafquYL8L3q/JUh/pfd9AqfNeLukBUFViC1t"
    "YigoxZYZujEEbyRSppCw88ngtuA0EQlh1MJoiW1GrSES2V7r1RzbWFQ2e7EizhxNdCkBjo"
    "kxeSmqnInx3qVsBF57y9QsoLYh48z9Nk6AWVwzDf328+h6hMIHRec36PLu4mIgXyvF6nLv"
    "+YMrP4pHWe1hrm79B4JoxC5EI0bMr4B5ggii/BXOxakmApWymP5oUs0p8C9GdClYp4KwrS"
    "/Z68NXu4f089Xd6cUI/XI9Oju/Ob+6TDo85M2ko/x6dHKRjkkRR814QSzXURmjzq0crDN0"
    "KbRJe/peW0jzh+X/++Ho9Zv3bz4cv3vzgQ+RTxleeV/ADEW4j4QoX6bfgG2cEMBNgwse0z"
    "onxl54TKFADBSI6VKCV16BmLOTm7OTz6OnSu4KPbAqPTPmnS1QMQNfcDn18sQrDyKyp5B3"
    "g31M1BFhOuX7cihraAvdTseHaDLnwIaJWLLEtj7XxEJcTRzyGdEDf/f5TaTNOA8U+V67Wr"
    "Ud5VPU6w5ghmLdXTkThwX6XNV0nB5n4rwulXbwuiDt4HU27cB7X7MI//Xm6jInfzukSEtr"
    "RHfQ/yGTsNbk4djGvneJ6RCLHYr1nmJTC4QSgluAc1hYJsaCM0VZGTHBaVrZhrI+T1rWZ0"
    "6q1fEMxvfwuIHWAB3Y53unInaoZNL+WGP3jsuyiUPNsklpWuB0lzkNReOfA5fBsAeGPTDs"
    "KQ17UcaAwrKXSCfIN+1F6QvVbHsMWw66XyNBP0QzSg1peBNxGhytQzRZujbfilja1mQi+n"
    "qMvcF8c2JnHG+ap881a4a9+/mGvfaWlE3/ohJRstefV56f/1tzoorHSLYOEnWSE7Uk/DaB"
    "fKTGl5oRAaK0BOhzKkAU0S+yEhX7alHLXEvjo7Q4CkukWFdWprLYCtvYGCJGvXU1JGbiz2"
    "nz2ak/NbbF0PABhVmSIYs6Irh7y+6CPoAlTJXRtgFbZVeO+WGBrTLgbAbxgmopEUkPTQgt"
    "ZLqDfexJ7WNQ7K3tImRQeGnHhZfAMFnngNk7FbdDhklgM9RyB/6CpQosVZ2EdG8tVfFyDS"
    "pjVaqcQ4G9Kl5EoqzJivEt8gOxhBGFYRSagVYaQzaZzR1poPFuiloL0hiz0gjfHYdoZBn8"
    "L0daa8QZO5T/csVC1Pau2gQzldlqV8tWNPjEhIYShp443mNJugZrTweOymGBteeB/8wq+l"
    "kwvoeKMISKdOCrv3eiHGhkz4LN8hOa5XBuvlU4HtKsMmlWoNz2+lUB5RaUW1BuczpKx2rr"
    "KZTbdO29oo7SsYp/ZZVbqTqKQIjVHFte7ILL/2s5RNccoSsyZPLN+Ak94KUj2l8lezrLOA"
    "qZDKXQYBudW6Gm/h7ufLGS5x76Z0p3BZWyCyplxJ8M5vl6ZYKoh8ollHHvxod3H6UpkJb7"
    "zV+QlkFaBmk5Ky3LGssKKTmovZwvHQf1nau0mD1gKYn1xfWPZ+jd0fGHl4dowjD/ajpjhj"
    "UTGzKIF1u6vV46sj2szAZiDl6GQcGyPoC4IhwxRlHL2VbXleHKK5tas7FcbOIHFyN5TQrt"
    "DAlFAmmmiaKS66LwnpThvWccIv4fYiJ/Ks2rgzAljxj55ZqQNqPQ8LZjB2ORlJ7YWFnci8"
    "JQM6QQiRoXK6pEooIQ/yyEPP7TpsRe1GN0ihbE+S5zOvwiq47UWa67KEFWy2XUMZ76TqO/"
    "HB0dH78/enX87sPbN+/fv/3wKvQeZW8VuZFOz38SnqQEX7OupZikU8FXl6ICj50a1upHV5"
    "wOjq0uH1tgheixFWKzXgM2iDwbhNfFaKCwQpyFZdbz7RBRKfZy7jkxmqv1fCM4Xm6yYWtT"
    "rn0v3XuTsDmW+ciarc+55m0col9sogvV25ZqOL/FWe4VzZ/orm1jS19P1L66thbarP3/Pp"
    "CLSkdeQoURdQ/BNNAJ04DpKnp/5fvugvHNuO2e9LRKZf6WSo18XZAa+TqbGukQp1ob8ZCg"
    "h27RVnIhmbtYaF7seektHJHssIl4W8dCEuO3pTB+W4Dx2yzG8SfL4HyL/8hRtVJkPcC6SA"
    "sY/f02oQBkamsmbIbB8HTBzZTFkAMzo9V2d5ymB5CnwvbL7O4P+Zv7Q/aE1maVaskG46GS"
    "bPFur1FJ1iDTKdH5T6i035NU/asg0HxFElOzZq42qySXxGl2eKp45af2EeSl0KLGUoGqZh"
    "1OEYJ9uK59OFBWK308YzT9O0qOy9R+ya/8kglK1JaaTlSnde7mjpP0aGc3ZnzXdB0zNja0"
    "dZX8oxQVAKvopSWbbo/pElu10vey5ODj6LKPw2eYblJWL19TQQ8c7zLH6XSK7fFcWLsrHJ"
    "0pKjg6s0en7yao8RIlKeH16fLrEzpqSltRA4IdqoPScbUjjfColDegwBmQ0QgDd1v9Nwni"
    "wvbiXQp8qTUYnSIFPneZz4/YZkqfSK64EaPYXeTZ6z0RNCA++lm8NdB5ubdszoTF5cdxJS"
    "TP6VRhI/fJfvzbNTa1HCdyIjzrJphoP7meiZpLOm0wY6IU31Y4XchJ+goRw9I7uiVGN94s"
    "fQXJM2wtsKDZCqdROFFfodIsi7qWjhsA6yQ2VV/hmtnUXW6J009ijr4CZONHgldbInQtJ+"
    "krRN9c8v27qvZeFYh+5ZP0FSCTPOIxC+rybicM8KluvJn6hFb7CQKenJmbJRCKoZtSBcah"
    "5Ls5YeC3OUUO1vS5iMz3Y/q9BmKa12IsG/pfjkRZfStKZZDZLOnSW8o+YWJMcc3o+K+G9m"
    "D7kBzAJbwcn8DIcheZTKYE9AFtlwPZB1e/XY6uP4p2e9j+ap1djc8vb26v785ur/hVnY6J"
    "ANnVHcrvntzcnHOl+PL2I3+BGBE/2/lq3dzefR6Ja8xxDV+6e/roMzCl1XlT9sLGkiw1IE"
    "/UamdiggiyObMFiyE5djs4C5JjI8Fiy/TYKCFzP2HdmCKbeEsTSbLX/Ni4Pj+7HWT2bQO4"
    "PtPiZxGmT5N57BtmFTpFZLLNVyfMaEyJzGNv9CGa6HSx5ADwGxOpFkxcy6T6wwTNqWnIim"
    "C2a3rlwbQlOVxIxYFfXiPRjxjNuP5oqTKOm1+gTKaxMB34ekhCP0l+7igjEonN2or3K8bR"
    "iQWaypN/pvM1FUi0bTvRFpoHtaiv3VNDkUaRn1objO9Bgueuc2ofiYHp2LUr9YROEPUvMY"
    "i/7iVPjMIjI3NmBN/kCt/BGMkWH8OOod2MaupXX82imRtuFqOAyHZFZLsdOtNSbhRKTaxZ"
    "eQmaIVW6Fiona+v8Da/suBbq1dVF4gg+PU+fsXdfTkf8cyd3MB9EPI0qizaVz6Upzt1CuO"
    "NkgHcFvCPtK4t4fn2DJNVWVQ46dnrsupyBp+xWwT6iANzr4x7q+OW/k3GS3cVl79GXEiLd"
    "G4UT3HN1Tou9c89BpPuzYDOkez0PPoO3vXGThh+yXxHTJBWACj73p/G5syhVZEto+5d0ks"
    "Y2+c5Wdr7HjXZU7P1GMqF+ic3VE9yTyT6P26euBBiNHnuWu9JmPEfwPisCOmKven5ER+xk"
    "KRPSsdRsR0ZRRNXeA5NG2ARuatMFeoVWxJkTr2ezN1YVwbH1fJsDNhqJ0QgOFQjS6IwgMk"
    "QQpPF0QRpg+wRjXTf0lb3T7sFY9yzYDMa658FnMNaBXakrto8ydqUypg+oAbNzRT5W5USh"
    "yydroOSr8zg5bqNGf2VhtMQ259MBQ7Yr1GuburN5TCHXkGHTpZfOjWzsuDbXD7UHzP/iui"
    "GacCpFO7gmJy6TOS7eBNcql0A+DHDyvrCbtf8I1U3Z5EUpIWEd09qLb7Q+FC1fMn3e/RZf"
    "0SSPgqF5K6Lffh5dj5D8Zej8Er044LuNSy4HQ3Sw0ri2Z83EP2XtY2yIf/pRX/yPl2As6Y"
    "axZC8K8nr7qi1g267Iy9VzprKV5GMcUewQZIbN6W4gfvemBMTv3uRCLG6lIHar2KL80RAw"
    "lolUx7aOK/U5j1FAj3N1N5BaRoAUKVh7Om4F8OWaOtbbFC3Ye7rMaS47E7teq5cEJXC5y1"
    "z2VZaxazlEkUhUzOgMMfC6y7zGHMJ6X2gDzuy94LCpMWfMMLZqcDlNC5zuMqfBGwOFyroH"
    "Jzi3oFBZR1HdplAZxEpDrHSbbREcBy+WW3dE8GbpE0ht+qFT72BuocD4W7qpYOA4fjxsdk"
    "r/TFf8lo2ohZG0ggpXJCIMEUte8yb1Koyv5uuPMiZ8Kir90SkiDkPeGzZED3jpIEb5fc1B"
    "FhW1rNDCZY43WJtxTLOe652u/tX6ak1WmqPPseFVKxTrONh+5NCIFVf8GkYM801gMH8qTI"
    "QbHDnU1ed8Yv6oj9g2teVQPqJtYDvfbZ4MEPDrOaa95uCXBb/sk59+bftk+bubBTe/ZIo/"
    "fKt6KfW8stGOvneJ6RCLHYpln2I3t1pGZeyfclV8jwpSqD+WdUP6X5hK+z0i6caeF+sp9v"
    "zv/9yjrW6ssOnU2OcZuif0tL/qzra28ZLa9XyuKVIw6nbZqMsFm5psTlJCDEWn2QwxFM+F"
    "05AC9yzYHAskr2Y5yBCCFykl+viGtWqwJogA0mLHXNJStqUTqZc9jIcpV1LmrS3hpIs6ym"
    "yJcO+yzdLoJl7eTvUUSjqjFB6DjLcq32EQeArG+LF0EtsNXWBRG2bm2ccX9BGLlDITazbf"
    "CYhawi6u+Yb7j4gvji3jB2qZ6yFyhC3eLysjTefCii/+EGbjjG+g1ZUqlrLJvG2JDVKqT2"
    "oS7LHwS0hmQGmbp/7Q53sFoDtOi91xapRqAD2k+3pIJcN3h0zevXLzgDIIymC3IQVlEJTB"
    "PUG3u8rgiWVR/iHDeZVMEveHRaqglh5Zoj7pguPCnytQrfg+mfJ/URGTZa9F9Faigugn+W"
    "8ZmEUY+qLZDwZdKTvNNjbvNvVKS+l0cdSgXGl3Pi7DAp0OypW2Xa4U2p4qFbk22p5CFdNa"
    "rNg3nZrfnNOqeWEJItA5Mn0UIXcRku12AmvjyXbem90Asj1Pt0ucgJ1S3H6yqbscKDQ278"
    "awSFXzd8ssHFnKZxdv/HDAAi8aQ64lvWNcqxJPovbCVaDdUD5S/lrIgOmiXiT/n4E7Xy0K"
    "xoNWVE4rAlG9zobeO1Edoi2fBZtBfQD1oStiblOF6Bd4cc/FuizkVSoASAH2i5ypR5C3Wg"
    "UgDlmeShAhWk4xGC8iglKF6YOwOj/xXk6irjSfO1Ip+4dqiqwQA6J/F0V/b8dUgzxOA58y"
    "qOK1Q8kgPFK2FAxCW8t+grpRLoi/ogmx4Ozk5uzk8wgqeO22glebMsQ1fiR4pRIf/DuFko"
    "MdjdkoLPwmgvGjMHwRof/A4hbCj+i1iNZ4KwI3bOa3nHHwH84hOkFzYhjYExyCjrPURhaV"
    "gf5ZeaPtxcp0uwGZpYsyi+R3Fu+bhWaauaUdQqI+tUQ9Pnr/LizuIP4oqutw8+Xk4iJb3E"
    "G8MVkw80M2gvEQslE5ZMM7lGrYBxOEkHLfaesg2PqfA5vB1v8s2Ay2fjCQdA9OcJ1AmfOO"
    "otpVI0lQnVqVKRMVri5IkokNKuVUcew1kgaMby75fogmS1OzJmhqY/wdM/SIbZlYMvRLFA"
    "jjBcPY+IQmIpF8IvJZRJdIfhuZ5FERnNXSGiWKGYvFxP+DjHfLle6mwpbAgibRnrdEgo2H"
    "+DhYLiezJtWKN5MOF6y8YUH3W7ig7VpW6Wa8/4UOSFR3+2Dz8wikx8x7imrPZfqNWYseKj"
    "U7Or9B/O1Hl3cXF5CE1A3rlf+6ZADPtVxFBH0yXTVWnLT7hTp22O/3Q4ngxQ+5oYsf0oGL"
    "+1AafUCSfQ92UA+l8Rrp6Y9ChdNYQbrF0bw/hsEKGieUta0D8N7Zaph7vyBOTUanaMHG3m"
    "VOG1gzTGIpvkzFXI7TAYe7zGGhyWa5m19MKhgP9aQSHG6inpRmsZUyNDifGzESYEjjDGE6"
    "tVUWXpNqebEPAUWKG1NB0quD7vPV3enFCP1yPTo7vzn3wQ9PNnlT2qC+mSSwS55cpPAVsn"
    "51jBNUNXHeI+mwCaCX2NbVlb7yYY7RwGYug7HGGFYolKeUmlizckAOiVIY33OqXkF8enV1"
    "kTigT8/TcTx3X05HXJ1/mYQ6a4eCuoutKfAx70FZUGMkACd44HfogQ/8VVv6iX/1p9lPSD"
    "f6iWPvZwnfO5QF3UVZUIhwaDvCIa5k2A/NNNwWZS97BHer6bZxyPIjQQJEN0aDjBfByI0h"
    "IbdzjMRokcAiklI4D5i0UfiptP6MQ7QizlyWNbWxxvh92ew6G/7RwHzKUI9YnEswpYxSgE"
    "SYDoYSxDlUSTZOkIFAl5KP/cCpiqgmqQBUpRm5uhV5ayPy/hgjWrEWT8V3iSirvedb2eJE"
    "YGYrY2ajcqEqGEckgHBJq3wNlJNkYJcvA/VqrqjhXdDBfq4q4d2t7vV7enZjbAjFJ8uN/P"
    "TcOE2tILz9OVZaydENVLuKBbcTVCD8FZtIY0rmlramWO7GfgK7uZBxYmd1KqfmV1+PHChM"
    "KeG9YZEd5Vt8VCkbCjGw5RBn7RUCCeg/oZWoFkIcxLQ1E6kZlsGEKYQ4UR6M2oiy7YQVG8"
    "3E/VKUEfnTNufChBr7hmQYMMt0wSwTMjYDeW6OR5wEsjwU3nXdtW3hzPDfvQrQKih3h/Dr"
    "PYFXs/U5eawVOp0ihbjaLsfVQnWSZ8FmqE7yLNgMcVEQyPPU+unmQJ4y4RCBSpXFu0pERK"
    "B0/k8k6vUE9VajItKwFajzMWQ3a/Vxkbtc0YwVtQ0OT1IXHyJLtH9F+lyz+PN/RBMOj8NF"
    "elnBYuI/oe2amB0GNOzQcBfLyYEs+7lQV89oczFlbEXc2pFTNAMU+C4o8FCioVntsvslGt"
    "oEM1k74F2Z2gFpoTJWO+BdtkYDXlRxEAXjewHurr1DT+Hnr2d4Ony1e8ibcD4zzNczFBDn"
    "V3aOKGqdvh0zNzV9+IqkRL+cVdnzN0bSBxdy8gQ+LlO95Ti/estxpnoLuOl3fxA72qxSSn"
    "owHqJUillRI0rFV5CqcCNGsnuG9Ci4E8z5tQ6k/bPzQpz/Luy9kXlma5tvNNV+QlvC7pvY"
    "XB0LTCLfB0orpmeKLzJd+iM2mitPZNHdeD+iT/yrtRDxQcRCvk4yRBNN1zFjHE8DT9ADXj"
    "qyERHfQNOp6F7Ej2EDiV+dtVG2skLFcKWoSHaZICXyfRzVH4cQpQ5bOB3imJUKe4YEvTAb"
    "7aDn+16UTjVsbeq0tXPbLpoqBNOxPBDH1Y1GamKwH2XtRzPODFwD4Qzd7lwjbZk+G4+682"
    "K72VgzTbpSlWnKRVdFCrtXuXuNitbPGMkOj+I5mc0x29Fh3HCZcFEvbFyrmluKcJcekvev"
    "9tZFMnenUxOHWQGqqJmi8m5K+nqV3mohH17Z21pvAYL6nBKufNXEP0YN6FdAny6xxWrYPO"
    "N0EKbeZYOnblKG67A4QQg87jKP6SO2DbeSihwj2WX3FtkbYC8Fs5hpsArOKbI++KeTML97"
    "UwLnd29ygRa30mEr/GdaDtHMqsJAghDkgApygI0fCV5l8c73O0cUUFKovte5eg4m5F4O8k"
    "0US/ee77t5LTd+mhZEni6LPJBl+zz4DGE5z4LNkGX7LNicaBReNj4hQQSRV9C0fndN68vk"
    "2wbuQ4WyWr0CeY/wVoZdNpSV3FeY4h1ot4Tqgk91483UJ7TajHUUkJ14lZIVEY+xu8OiuE"
    "fJw6jgconwRwvxx+efTBMb/LmQR3uIJn65JZkuLWllNKIoSe+Iimoa4nsgzK9GNl6amo4N"
    "RfRjCwsos7KXmu0QnSy1sFUGc+8zidmJqEjbDWOqk8QbgiTdb+MY0GP/l0hGqIIl0W8/j6"
    "5HKBjGmc6XxjrmXBAr/T6ItX3+J8RVdiGusl4P78bad3f0RKwFcszO61YFNPaCApjpWJ30"
    "cVcW1CwlgJv2AvEvRwbRgpBfb3gPQ6qbd7DZ+LGCw8EfDSGnmZDTp2rD0bX9+gRZslNRa1"
    "hX2Dnya5cmiCC+N7ufHW05Xqi0TjLLj/0PafpUrecvR0fHx++PXh2/+/D2zfv3bz+8CrHN"
    "3ioC+fT8J4FzYpurnO9cEREOqaropwiBBbVZoNvYIE4NFqQIgQW1WSCStlwF+sVpXq4K9j"
    "6Ifc0necVsJBWCqmJUO4yoCgwbexxQ5RmXKmznGEkP93MzakzG8/U0WfHCFjx6xNIsrTQU"
    "ezeHG+3EOBxXqqhn0NvAy2T3bV0HDJl0dogmxgTNKX98pJmmb8G11khzDSLEXrTQ1pwEf0"
    "KT+UTYdInFZDfTucbmWNHSYxcLKs3ISRseg8qeYJ/t/mnXkNWrgkbbO4GzOU22yme3rx/c"
    "5ovzOay6fYCBYlQgb5ZSjBTna76JUXWsgnWxinVxrtrhlmav1YDPVZrR2vFyUfsD9amPXg"
    "g1R/r0/PLk+h/q0pOnCrRP/3E7OumWEP8z1mznHmu5gnw0YLMwP0+MLVH2amlTkR3mic4M"
    "24+YRVK21y4Pa/rcL1DlDSMOEouxIZe1DbSaUxG8Qb1ueiaxVIJ8mwuVEOD9xcPQCpDkQZ"
    "Lf01OwSnBAtOsrgJqkAlAzVX4qS6AhCUigtSVQEYVXsSxxjASk0YrSaIfko1+iQKU8CSk+"
    "ZLOMtEyNLiElMSykESsSWD5yiQRpuk5dyzngMonNb81EZPiBUvipTF+xsGfyQ+hy8apC/G"
    "o8EkyQSsQKIlhlaUN0foleHPyLcinMOBiiAxNPnYOXA/nO5j6YWHn8gNd1nkze2+7J0o8D"
    "gbYg/u3bCV9BUgmOgQqIxki2gLNjQUrNoBmcP2VtusH4Hpp1mw8HDT8MFQEOaHoI8uujMt"
    "WD+KiC8ItMBaG9KGPsfbrb+oC1WqFpyuVIqojHLSiaGZFAQ7ES1TIdrCn64xW41vzxUPVq"
    "8ynsvXg1CiAkCKH+QefqH3RIm792rUGOFi9uDTdq77ZboQMxm9NV0BRYuA3w4hB5CbQifk"
    "h/QM6cMGTTlddkg58ifPQQMYpE6UlBSRy00oS/QQzgqnhO9+G2Firh24Dew0+uJYBiu1NV"
    "TLxeFRGNkQCcaeUL+mMPGm3RugdK1s6k1IYVrKDod2UfXIqwR8l3O3bEYcuoxYAkHeBfO0"
    "1M1EQ36nAgTQk8qMsDDoavm5T1RUcU3WhZLJbd65bFHVJpgxJXOWptrALWBtWWxUaWcEoL"
    "msCffIgmS1OzJmhqY/wde0kuYcUzkf6CNWMiw+gmBpnx6/wPG8thJp2JdBqNOVGujRgocm"
    "RUzuydrPvV+mpNlvyfeCKqPmGNa8YrERPoU8qIwaFUlsW7wyQl17fxkh2iW7LAsq3m5D/4"
    "Weet+Iu3iW5+vTjgdPzeopanXVbRL+m+DtS4oPJ+keuafx7l2YzOb9Dl3cWF56+WAICTuh"
    "u6fNW+C1s1XHhWUj1eUl0R854PbUjQQ2xbSJqB9rAtt4f1zukKCIcEO/SrmvT+fr0bt2rz"
    "lQMYdrjgOqskdMdpIAJ0i3wkIeJVAT4YD6BvkwTGJecKRtlgOBRJyyQvSr1DZSvJT6mLaC"
    "Cvblghry5lB7edOm3/EoTQG6Vr0QTQG+XZsTmwTlRlcpwOXuQuc3jKP4Ym+V6Ly2la4HSX"
    "OQ0NcBqPoKArq3KqRZwGAE0B+s0l3yviGSMBOIsbNAmostBWbs/0qz/NfkK6sTlTbEPltG"
    "bKnqoNoApNr1LIyoOyAWDv/NTWnsIa/55UbiXWpov8xDWIc0FnA4V/PLw3LHKOi2qOztj0"
    "h230jP82p8gghu8upvL/HxGfnmsjP1DLXA/RyiaOgy3hBhb+ZD6hxTQ9qDIpLnkNh7Lu76"
    "Yn3+x+/n3gSdVeQjf/S+QL+YzW/NZB9P5fWHdiF8Fj3AWPcY3GwGAN6b4GFX8Dy75JcRpI"
    "rf4zjSdfZKxVrVSUpgNcs7hSheMu3y0dUfTQ8998wqT/2ZUgVUA5RdZDqJuPYUlIOKVtLH"
    "EiOB2SiN7jKVehsnDmu/Ujiq0c+/uDZit+fW3qVGzZFRAA6lugbhgiXLfSxzAi2WGUVlsa"
    "Tvsd/WTYt/KELmo4EqcCmJUwdyTX4dzAiyV1sKWv/4bXA4U5JzViWGTUIdHYoIpPmaSHX6"
    "5ubr3iwCuNoXs8cy2vOjCROQAi4x5R0flDWFOwVy9YYcbZZiJ132k+s6hUJ9sRLfgN6u1o"
    "zZFxyrLoXcawE4uBAItNJyw2CTaWDuaNE/VQmm/+YxG9IGUxjr1S/QO44XSK4NApvX/98T"
    "1E9m2paP+3BdH+b7PR/hUL1fW3Rl0ruRT31FiPRQ5gFuOiiN0EGQTtDusH7Xa+eMXAdi1L"
    "4LaPh3Nej9H8Hlt5LUb3OWG/seB+kfaA7UppQTESsKjUt6iIA7f6Eb3F6bw/eLd1OEO0fR"
    "1u7IV/uSM2nivXuad/DBS2Hf/OsMimQ6MxZZoqEAMjPJ1i3fEMMQuXOWguY2mQNHpn4mc8"
    "e41NHRwWVFS2W2hu5jLxOQa1sP9mGS4Ga05nrDkP/GdW0tT88T1U1Zq34Sy1tUlVKaoFec"
    "ERCZRBalwgA+mgt9JBIp3ZxTVYHFEBezvNXtGyrE7OdEQG6Xdd5m9MWKz0/kZkwN8u85f/"
    "UlzFvBeOh8IdmVKztq1qpnKL/8irMRsQ9KHbR9FLMfr7bbH4mDAvBcPTMmVnIkvuGDZuif"
    "6AnYHC8hC7OyyyPriiuq0TDSxjgqBiNPKIomgQMdMnGQhCDBH5IY0FcoyoHcmo7OMo21Tz"
    "kYjvP5MY6q7XzS9QxiDhMggq6ZAZImBHxU9+jAxk9s598ztydP6V3qvOTHG58LD8lz+gVB"
    "udJcE6FsmLJrVmaEXth0M0kY7fiTi9+H5ysTFEvlt2iISwOuQTEhMboretLjJzTf6HunlO"
    "c9N7VYM9K5OkDUsGi1mxjSyMDX7CTjjz+W72CxNLsYFNvMHiUJa5tGihrfkpXD5NM56BG4"
    "/sk41nAy85hPx17XQGI3GLaTt7EU7iHTBt7dq2K6OCHb5jdnjxeapgAAiGg/6f1v8d6qgC"
    "sfNNKcF4gDINpSfvVDkjIgoIkqp/FniiZRXcI4puHM1ivd4czeAircOKvdDHM5WHa7E5SQ"
    "meli5zeUoswuZ1K5bGSYHPXeYzVNdstxwkFNjz9k7dAntnJzdnJ59HT1ZfD9tEnw9U1fW8"
    "O8PC2nrRmE2m4HxEN1tHK5k6cxU85fus0O589m1n4ux8Eky+SfMR20EjwbJ2txhJDw2bR2"
    "/flklUfPs2P1FR3EuVFOEvVQWE/eE9RPd1qTTQ1wVpoK+zaaB8RQdblUwWMRLoPLRP/VT/"
    "/H9W263a"
)
