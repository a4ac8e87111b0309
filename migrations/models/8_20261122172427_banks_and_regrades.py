from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "bank" (
    "id" UUID NOT NULL PRIMARY KEY,
    "title" VARCHAR(200) NOT NULL,
    "archived_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "course_id" UUID NOT NULL REFERENCES "course" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_bank_course" ON "bank" ("course_id");
COMMENT ON TABLE "bank" IS 'A store of questions of a course, from which quizzes draw.';
        CREATE TABLE IF NOT EXISTS "quiz_draw" (
    "id" UUID NOT NULL PRIMARY KEY,
    "position" INT NOT NULL,
    "count" INT NOT NULL,
    "tags" JSONB NOT NULL,
    "points" DOUBLE PRECISION,
    "archived_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "bank_id" UUID NOT NULL REFERENCES "bank" ("id") ON DELETE RESTRICT,
    "quiz_id" UUID NOT NULL REFERENCES "quiz" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_quiz_draw_quiz" ON "quiz_draw" ("quiz_id", "position");
COMMENT ON TABLE "quiz_draw" IS 'A slot of a quiz: `count` questions at random from a bank, of those that carry every one of `tags`.';
        CREATE TABLE IF NOT EXISTS "regrade" (
    "id" UUID NOT NULL PRIMARY KEY,
    "policy" VARCHAR(16) NOT NULL,
    "questions" JSONB NOT NULL,
    "made_by_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "undone_at" TIMESTAMPTZ,
    "quiz_id" UUID NOT NULL REFERENCES "quiz" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "ix_regrade_quiz" ON "regrade" ("quiz_id", "created_at");
COMMENT ON TABLE "regrade" IS 'One regrade of a quiz; `questions` are those that were looked at.';
        CREATE TABLE IF NOT EXISTS "regraded_mark" (
    "id" UUID NOT NULL PRIMARY KEY,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "mark_id" UUID NOT NULL REFERENCES "attempt_mark" ("id") ON DELETE RESTRICT,
    "regrade_id" UUID NOT NULL REFERENCES "regrade" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_regraded_ma_regrade_e767a4" UNIQUE ("regrade_id", "mark_id")
);
COMMENT ON TABLE "regraded_mark" IS 'How one mark was before a regrade and after it: `{fraction, points, max_points, why}`.';
        ALTER TABLE "question" ADD "bank_id" UUID;
        ALTER TABLE "question" ALTER COLUMN "quiz_id" DROP NOT NULL;
        ALTER TABLE "question" ADD CONSTRAINT "fk_question_bank_b794c0d2" FOREIGN KEY ("bank_id") REFERENCES "bank" ("id") ON DELETE RESTRICT;
        CREATE INDEX IF NOT EXISTS "ix_question_bank" ON "question" ("bank_id", "position");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "ix_question_bank";
        ALTER TABLE "question" DROP CONSTRAINT IF EXISTS "fk_question_bank_b794c0d2";
        ALTER TABLE "question" DROP COLUMN "bank_id";
        ALTER TABLE "question" ALTER COLUMN "quiz_id" SET NOT NULL;
        DROP TABLE IF EXISTS "quiz_draw";
        DROP TABLE IF EXISTS "bank";
        DROP TABLE IF EXISTS "regraded_mark";
        DROP TABLE IF EXISTS "regrade";"""


MODELS_STATE = (
    "eJztfXtz4za251dB+Z9OthRX2/1I3+7drbLdTuIZt91ju29mbnpKgklIwpgiFD6sVrL57g"
    "uAL5AEKZIiZYo+Vam0TeIA9O+A4HmfPw8WzCSWe3jie/Nb4rqU2Qfv0Z8HNl4Q/oPu9ggd"
    "4OUyuSkuePjekuMxHzh2lZH3rudgw+P3pthyCb9kEtdw6NILljq4tgly6cz+gdrv0WqOPW"
    "SxGfM9RGzTPUSTB2qbE0RdNMFLOkHf3RPsEOd7xBw0WeIZ4ZcMxh4o+f5QLGgyg69I7VnL"
    "c3+1v9qTpcMeiTnGniRazYmNvDlB2DCYb/PJseshd85WxETUc9ESu+6KOaaYDyODo4WooO"
    "C0IUToO9cjyx/8ZfDwvk1/98nYYzPC53X4n/Dbv/ll/pTkG3HFr38eTCmxTPnzge8SZ0xN"
    "QemQR/YgH+1AUJBvSydYwY0miThKv41VJo3FJJKF66W8fyDJOdPkL38J0uXDWK6a2hnBuv"
    "L6OKL98uXi409ypODE/dhglr+wk9HLtTfnS0bDfZ+ah4JG3JsRmzjYI6ayVWzfssKdFV0K"
    "IOIXPMcnMTZmcsEkU+xbYsMd/O+pbxtin6FwG1POdZusOGb/N3xCZfR4fHV9N749vxuPD3"
    "LbVDxJZneFlwyOMUeL2p6A+s+/gnkTXOTVA7HA2S8nN9+9evu9RIK53syRNyVqB39JQuzh"
    "ccLgBGyxUfNwn82xo4c7Gp8BnD9oE6ijCwnWybscw8ffoK4wPVjgb2OL2DNvzn99VwLxf5"
    "/cSJTfSZAZP3mCY+kqvHEs7gioE2gNhwgoxJuTA/gjv+PRBdGDnKbMQG2GpIfRD10BH6G4"
    "2718d/Hp/Pbu5NNnMf3CdX+3JF4nd+fizrG8us5c/e5thivxJOjXi7tfkPgV/c/11Xn2BY"
    "nH3f3PgXgmfn6xsc1WY2yqmESXo0spNouzmZ95xG7A6CwtsLrXrI6/0nX5nCJsgcnhFwl4"
    "3D6PuYBD+XQNmJymhFe512xWxNqabE5Twsu8D1zm8pQbqI1V5dw8ZSOJt2e8Tcu7r44rCL"
    "yvjgslXnErLfJKvZGrt7bmrSrGOk21Q81iN2rFq5cvq+D88mUx0OJeGmn+Egg9vA7MCsng"
    "MH77ugLEb18XIixuabZyPVOEQtKmPaK/34MNdgdh4Zk+aM0OkW0oDe1PzCF0Zv+drCXAF/"
    "w5sG0QDaCh2eVLOM1+QppcTb4UDl7FJjF1Q/G/nf/FxJN//Q3/MN5cnN0FRrR7bDyssGOO"
    "C7B2yJTzZT72+AfN1pwYpyH9T3+/IRb2qPZzFwJ+E8x1J6YaEPASR3bMFPxSyOZvLY4X2S"
    "vY5t8wM1xbrKTDTGMCz2JabANPcbK6Edyi9gNiU4Qj4/ALFxlz/ueLi+GcKNgdH9BE/jCe"
    "Y3cubdEYPZA1MZG4MEI2eSSONE3LYXrDeMfr1bRlR+Zo/h5tNmCnEFbdDWDE7rERO9lCmt"
    "ON2thZ62FP02Xgv197xN3fM04H8enl9WlKdePyz+nF1cnNv777dPLP71P62+X11c/ReJUd"
    "p/+6Oz/JyErUdf1GunSKECwmvdalwTD2LNjMZc4mb7JCBiaxPvPX9Q2DizWsrnKbpdtCWN"
    "kf7m6USRRcEzGzDqopKrAalFsNFHl8S8NBJuxoP8HdaD9I767aJoQulWJpudEow5FFp1gJ"
    "DqzFQWBUNR34xI4CqQ7RhCwwtQJN00ViV5gfwotjrnjKGyLCysAu+WHKLJOrolc/naEpcx"
    "YI26a4H2yDvO7b4TqbdV7QRPugiUoG1zHKxwS7M8nv0L9UyfFxXOL4OM45PuJXqDbKEVE7"
    "SG/e1vuN85QvPJa/1MA5RTTAHX1cyZV3XOLKO8678hxmFYB8bvuLnECTdlOHtDt06Lmeb4"
    "au2hqAH9zeffl4fnX3HoX0X+2LKy6CfDm7u755j6gA3Tc85ny1Tz5+urh6j7C5oHb2G1uF"
    "SUdvK/DoKKuDJSwSt9IcisKtC0yMxe9DjnB4QQSdvBLU5RKeRx8178Up41se20X2RIUua8"
    "/lhF29FNHZv2Nz7vX1ZcrscHpxlwH5y6fTc77ZJfZ8EA2E/4urO+1X9ZE4lC/UxP6jnQAs"
    "QX22BC2meExsgbNGQyh9zTKUO3zR4it7+6ZZzMBF3/uCIPGYYodf+cC/3P3no/2PtThYxn"
    "8wuxbGKaIdwvzl7mw3OLcfIAXpLc/iK+EvzYZsTlMCm3vH5pylvUo0mRsFz+RFhhpxZMO0"
    "v6cjdA2DLfifK5HYFi51rsECtqStxCieLOng4hNTcrvQtNoA6hOfaNhIcT3FmGNLSEFkW7"
    "Cm+Cyaaqh4OcRgXIVfj0VFga0jhYO5zvivQ8XLY95yO5TuwhkGiQ7BxlzMshVCZ8x3XHLr"
    "4el0qEAR22GWtSCCZiuszuOJhgoVtm3m2wZpAawTZaqhwjVzmL/cEqefxRyfyOJ+UKk22T"
    "RRSlZbf/DEJEOFCHseWSy3fueCWYYKkkUfybgdBfmSTzVwBfk/7H5LkP7G7ocKjkm5xqIx"
    "udWB56Oc49z2nPVQYbKZR6fUaMPGcqVMNVS4lg6ZEodwqadFsD7Hkw4VNoM44Z+7LW5nyU"
    "xDAqvLSOG07VNXQjJrHC0pIpkbujF4+FwkeyLhoZBhuZEcJFJZmU3Qkjgus0dI5KmuV3P+"
    "HoiajN+tqDdHE0PqrmNqTr4X9RnF+OBSPna4u2Ualn7ckCvr/z5OgVle7RH9+sv5zTmKHx"
    "Rd3KKrL5eXB/I106wu9144uPajBJT1Hub6LnwgiKPuQxx1wvwamKeIID9JExYxxSLEMo/p"
    "TxbDXklkREKXgXUqCLv6kh0dvtw9pB+vv5xenqPPN+dnF7cX11dpV628KS4lIT435yeX2W"
    "g6cdSMF9T2tQLDhV2AdY4ugzbtzlLVFdL8Yfk/Pxwfvf7x9btXb1+/40PkU8ZXfixhhiZQ"
    "UUJUbI3YgK1KCOBmwYVYjyYnxl7EekBpq10lqUJpq21KW52d3J6dfDx/qrTUOHZEp2cqcS"
    "UlKmYUxVJNvTwJChuJvE8U3HDfpyoguQbj+3Ikq/8L3c4gh2gy58DGKaSyOYAxx2IhriaO"
    "+Izogb/7/CbCM84DTabqrlbtRvkUnQYimKHNQF/OxFGJPlc3kXDAOYRHlRKmjkoSpo7yCV"
    "PB+5pH+G+311cFlSdiiqy0Rg0P/T9kUbczeVjZ2Pc+tTxqu4divafY1AKhlOAW4RyXxFJY"
    "cKYpiCUmOM0q21CQ7EkLks1pvQrE0fgBHjfQ1KQH+3zvVMQeFXvbH2vs3nFZtp9pWPAtSw"
    "uc7jOnod3Fc+AyGPbAsAeGPa1hL8l10lj2UolQxaa9JPGqnm3PJbaH7tdI0I/QjDFTGt5E"
    "nAZH6xBNlr7DtyKRtjVZQmM9JsFgvjmJN1bbfRpzbM9IcL/YsNfdkrJdaVLcTnYpDRqL8J"
    "+xl9RqR7LpmajwnqqCEzY45SMxX2pGBYjSEmDMmQBRRL/IGnruV5vZ1loaH6XFUVgixbqy"
    "pp7trohDzBFyWbAuRmIm/pwOn52FUxNHDI0fUJglXWQzT6SlbNkXNQSwgqky2TZgq+zLMT"
    "8qsVVGnM0hXlLnKSEZoAmhgxodYB97UvsYlKnsunwilIwrBryTknFgmGxywOyditsjwySw"
    "GbpQAH/BUgWWql5CureWKrXQjM5YlSlEU2KvUsvfVDVZuXyL/EBtYURxCYrNQCvsIofO5p"
    "400AQ3RZUYaYxZYcp3xyE6t03+myetNeKMHcmffLEQc4KrDiWuzmy1q2VrGnwUoaGCoUfF"
    "eyxJ12Dt6cFROSqx9jzwP7OOfhaNH6AiDKEiPfjq750oBxrZs2Cz/ITmOVyYbxWPhzSrXJ"
    "oVKLeDflVAuQXlFpRbrXKbqgqqUW6zVUOLldtUrdKqyq1UHUUgxGpO7CB2wef/tz1RkUXo"
    "ii6y+Gb8gB7I0hON+9Ld6GUchUyG0miwrc6tUVN/i3e+WClwD/07o7uCStkHlTLhTw7zYr"
    "0yRTRA5RIaUPTjw7uP0hRIy8PmL0jLIC2DtJyXlmV1eI2UHFWNL5aOo8r0dZpjv3AzEut3"
    "Nz+dobfHr959f4gmLuFfTW/sEmwRUwbxEttw1ktPNraW2UCuR5ZxULCsDyCuCEeMWdYsu9"
    "N1ZbjyymH2bCwXm4TBxUhek0K7i4QigbBloaRZhCi8J2X44BlHiP+PWiicCgd1EKb0kaCw"
    "XBPCMwatunt2MJZJ6amNlce9LAw1RwqRqKpYUScSFYT4ZyHk8T9tSp1FM0ZnaEGc7zOn4y"
    "+y7kidFbqLUmSNXEY942noNPqv4+NXr348fvnq7bs3r3/88c27l7H3KH+rzI10evGz8CSl"
    "+Jp3LSmSTg1fXYYKPHZ6WOsfXSodHFt9PrbACjFgK8RmvQZsEEU2iKD/2oHGCnEWl1kvtk"
    "MkpdiruefEaK7W843gBbnJpoOnXPte+vcWdedE5iNjx5hzzds8RJ8dagjV25FqOL/FWR4U"
    "zZ8YviN6Uqwnel9dVwtt1v5/O5CLSkdeSoURdQ/BNNAL04Dla7oWFvvuovHtuO2e9LTKZP"
    "5WSo08KkmNPMqnRnrUs2plV8cEA3SLdpIL6fqLBQ5izytv4YRkdygfdHUspDF+UwnjNyUY"
    "v8ljrD5ZDuc78q1A1cqQDQDrMi3g/J93KQUgV1szZTOMhmcLbmYshhyYGau3u1WaAUCeCd"
    "uvsrvfFW/ud/kTGs9q1ZKNxkMl2fLd3qCSrEmnU2rwP6HWfk9TDa+CQPsVSSxsz3w8qyWX"
    "qDQ7PFWC8lP7CPJSaFFjqUDVsw5nCME+3NQ+HCmrtT6eCs3wjpJXVWq/FFd+yQUl4iU2qO"
    "60LtzcKsmAdnZrxndsGMR1xyZe18k/ylABsJpeWrbDLGvMlsRulL6XJwcfR599HCHDDIu5"
    "zfI1NfTA8T5znE2nxBnPhbW7xtGZoYKjM390hm6CBi9RmhJenz6/PrGjprIVNSLYoTooHV"
    "c70giPK3kDSpwBOY0wcrc1f5MgLmwv3qXIl9qA0RlS4HOf+fxIHFfrEykUNxSK3UWeHe2J"
    "oAHx0c/irYHOy4Nlcy4srjiOKyV5TqcaG3lI9tPfb4iFC5zIqfCs22ii/eR6Lmou7bQhri"
    "tK8W2F06WcZKgQuUR6R7fE6DaYZaggBYatBRE0W+F0Hk80VKiwbTPfNkgLYJ0oUw0VrpnD"
    "/OWWOP0s5hgqQA55pGS1JUI3cpKhQnSP7YctATrlUwwVnt99+scfutKEdQD6B59kqABZ9J"
    "GM3ahs8XayEp/qNphpqGgZxPHoVFQi2HZPnSUzDQms7pNNAp2lMOMkVmk2pZ2MYy1qc/LJ"
    "r3OGPIKNucjyCPNDgmZ0OGhXl08jqUaireSWpMXIzKhsGTdtzzkxprz+uPpXQ6u5fUg04d"
    "pCgX/p3PYXuay4FPQRbZ+TIg6uf706v3kvWjcS56t9dj2+uLq9u/lydnfNrxpsTAXIvuEx"
    "fvfk9vbi9u7k6u49f4FcKv5s76t9e/fl47m45nq+GWoKTx/JCGbZJm/KXtjr0mUr5Ila70"
    "xMEUFmcL74NSRabwdnSaJ1IlhsmWqdJPfuJ6wb061Tb2kq4fqGHxs3F2d3B7l92wKuz7SQ"
    "XoLp02Sxh0Z+jU6RmP+L1QkrGVMhiz0YfYgmBlssOQD8xkSqBRPftpjxMEFzZpmyupzjW0"
    "GpObykhwupOPDLayR6W6MZV7ZtXfZ6+wtUyVoXdpZQD0npJ+nPHXOpRGKzthL8FePkxAJN"
    "5ck/08WaCiRtd520DY2oOtTX7pmpSckpTtOOxg8gWXjX+dmP1CRs7Du1+ouniIaXZMZf94"
    "onRumRkTszom9yje+gQrLFx7BnaLejmoaVfPNoFoYuKhSQJaHJknBix2zGjcKYRbBdlOwb"
    "U2Xr6nKyrs7f+MqO6+peX1+mjuDTi+wZ++XT6Tn/3MkdzAfRQKPKo83kc2HNuVsKt0oGeN"
    "fAO9G+8ogX18pIU21VMaNnp8euS2MEym4d7BMKwL057rGOX/07qZLsLsZ/j76UkDXRKpzg"
    "nmtyWuydew6yJp4FmyF18HnwGbztrZs0wvSPmpimqQBU8Lk/jc/dTdKOtoR2eAlMWWzT72"
    "xt57tqtGNi77eSVfdZmWsguKcTxx63T4OKMDp/HFgeVJfxHNH7rAnoUF714ogO5WSpEtKx"
    "xI4noyiSzgGRSSNuKDh12AK9RCvqzWnQ/zsYq4vg2Hq+zQEbrcRoRIcKBGn0RhAZIQjSeL"
    "ogDbB9grGuH/rK3mn3YKx7FmwGY93z4DMY68Cu1BfbRxW7UhXTB9QT2rkir1TM0ejy6Xo6"
    "xeo8SY/bqNFf2wQticP59MJFji/Ua4f5s7mikGNkOmwZpHMjh3i+w/VD/ED4b1w3RBNOpW"
    "kt2ObEVTLHxZvg29USyEcRTsEXdrP2n6C6KZu8LCUkronbePGN1oey5Sumz/u/qyta9FEw"
    "tGhF9Osv5zfnSP5l6OIKffeC7zYuubwYoRcrzLU9eyZ+lHW0iSl+DKO++C/fg7GkH8aSvS"
    "juHOyrroDturozV89dna2kGOOEYocgu8Sa7gbit68rQPz2dSHE4lYGYr+OLSocDQFjuUh1"
    "4hih9FDVrJdQ7A7Ol3sCp/qpz0FapckIWHv2xQoQyjVNrLcZWrD39JnTXHamTrO2QSlK4H"
    "KfuRyqLGPf9qgmkaic0Tli4HWfeU04hM2+0Cac2XvBYQu73tglxG7A5SwtcLrPnAZvDBQq"
    "6x+c4NyCQmU9RXWbQmUQKw2x0l222PA8slhu3V0jmGWoIEGZ9id02mcOrMKqiuqRtqm64l"
    "g9Szd78H9hK37LQcwmSJqMhd8WURdRW14LJg3Ksa/m6/cygH4qyiKyKaKei4LjaIQeyNJD"
    "LuP3sYdsJgp/oYXvesFgPOOY5t38O139q/3VnqywZ8yJGZR2FOt4xHnk0IgVV/waQS7hm8"
    "B0w6kIFTEDyGO+MecT80d9JI6FlyP5iI5JnOIYg3Q0RVj8MhtiAE5scGI/+enXtQObv7t5"
    "cIvry4TDtyou08yFnezoe59aHrXdQ7HsU+zmTmvOjMNTro6jVkMKxdryPtvwC1Nrvyck/d"
    "jzYj3Nnv/t33u01c0VsbwG+zxH94RhCS/7s60dsmROMwd1hhQs4H22gHPBpiGb05QQcNJr"
    "NkPAyXPhNOQLPgs2K1H39SwHOUJwuWVEn9CwVg/WFBFAWu7FTFvKtvS4DbJ5+Cjjd8u9tR"
    "U8mkn7nS0RHlxqXhbd1MvbqwZMac+dxmOQc+0VOwwiT8GYPFbO+LtlCyIK6cwC+/iCPRKR"
    "f2cR7PCdgJgt7OI4NNy/R3xxYps/MNtaj5AnbPFhDR5pOhdWfPGLMBvnfAOdrlSz7k/ubU"
    "ttkEpNZdNgj4VfQjID6gA99Ye+2CsArYQ6bCXUoK4F6CH910NqGb57ZPIelJsHlEFQBvsN"
    "KSiDoAzuCbr9VQZPbJvxDxkpKvuSuj8qUwVxdmSFYq4Ljgt/rki14vtkyn9iIibLWYvorV"
    "S51Q/yZxmYRV30CTsPJltp2/K2Nu82xV0r6XQqalDbtT8fl1GJTge1Xbuu7Qo9YrWKXBc9"
    "YqHkayNW7JtOzW/OWd0kuhQR6By5ppOQ6AmZiTuBtfXMxODNbgHZgecmpk7AXiluPzvMXx"
    "5oNLbgxqhMVQt3yyweWclnp3bJeOFGXjQX+bb0jnGtSjyJ3gtXg3ZDrU3510IGTB/1Ivlv"
    "Du5itSgaD1pRNa0IRPUmG3rvRHWItnwWbAb1AdSHvoi5bVXtX5DFPRfr8pDXqQIgBdhPcq"
    "YBQd5pFQAVsiKVIEG0mmIwXiQElar4R2F1YeK9nERflr9wpFb2j9UUWU4HRP8+iv7BjqkH"
    "uUoDnzIoebZDySA+UrYUDGJby36CulEuUF/RlFhwdnJ7dvLxHMqd7bbcWZcyxA15pGSlEx"
    "/CO6WSg5OM2Sgs/CqC8ZMwfBGh/+CqFsL36EhEa7wRgRuOG/bn8cg37xCdoDk1TRIIDlF7"
    "XuYgm8lA/7y80fViVVoDgczSR5lF8juP9+0CW1ZhaYeYaEj9Y18d//g2Lu4gfimr63D76e"
    "TyMl/cQbwxeTCLQzai8RCyUTtkIziUGtgHU4SQct9r6yDY+p8Dm8HW/yzYDLZ+MJD0D05w"
    "nUBN+J6i2lcjSVTKW5cpk1T5LkmSUQZVcqp4zhpJA8bvPv3jEE2WFrYnaOoQ8gdx0SNxZG"
    "LJKCxRIIwXLiHmBzQRieQTkc8iWmry28iij5rgrI7WqFDMWCwm/o0y3m1fuptK+ycLmlQv"
    "4woJNgHi42i5gsyaTN/iXDpctPKGBf3f4wUd37Yrdy7+P+gFTepuv9j8PALpsRs8Rb3nss"
    "IutmUPlZkdXdwi/vajqy+Xl5CE1A/rVfi65AAvtFwlBEMyXbVWnLT/hTp22Bz5XYXgxXeF"
    "oYvvsoGL+1Aa/YCm+x7soB5K6zXSsx+FGqexhnSLo3l/DIM1NE4oa9sE4L2z1bj+/YJ6DR"
    "mdoQUbe585bRJsWtTWfJnKuazSAYf7zGGhyea5W1xMKhoP9aRSHG6jnhS23ZU2NLiYGwoJ"
    "MKR1hrgGc3QWXovhotiHiCLDjakgGdRB9/H6y+nlOfp8c352cXsRgh+fbPKmtEH9btHILn"
    "lymcFXyPr1MU5RNcR5j6TDNoBeEsfQV/oqhlmhgc1cBWPsukSjUJ4yZhFsF4AcE2UwvudU"
    "g4L49Pr6MnVAn15k43i+fDo95+r892mo83YoqLvYmQKveA+qgqqQAJzggd+hBz7yV23pJ/"
    "5HOM1+QrrRT6y8nxV871AWdBdlQSHCoesIB1XJcB7a6U4uyl4OCO5O021VyIojQSJEN0aD"
    "jBfRyI0hIXdzgsRokcAiklI4D1xpowhTacMZR2hFvbksa+oQ7PL7stl1Pvyjhfm0oR5KnE"
    "s0pYxSgESYHoYSqByqJRunyECgy8jHYeBUTVTTVACq1oxc34q8tRF5f4wRnViLp+K7RLXV"
    "3outbCoRmNmqmNmYXKgOxgkJIFzRKt8A5TQZ2OWrQL2aa2p4l3Swn+tKePere/2ent2EmE"
    "LxyXOjOD1XpWkUhLc/x0onObqRalez4HaKCoS/chOpomRuaWtScjf2E9jNhYxTO2sLi5ND"
    "Zg7mD7ud0ekmmMUEq1N1q9MptrXmJnl9VGZnuo9GVGjJ43r85RHmnUi9TxVLGaGpwxZoNa"
    "fGXKYLiQwhk+80XReebaZq3Hhnc0aQQANa7fTnhB+VmKag1U7XRaWxY8zpY6No5wwphML2"
    "ORQWCoo8CzZDQZFnwWYoKAIVMPqiWrZVPDzWErZTLf8RTrO34kZeq0wlLXHst0aI/vGRTz"
    "OgPdmp4h3vKI3yre62YgX8d3VUpSAPahKb6zLrQGOO6EehumxRritTOyzZISpvyF+EZvuB"
    "D8Eeoh5y8doV5SVsU46lXlLLQx8IsoM1a6r1avgtc6kEaLOCHwcm1Kv5Ie0CzReLjCxgT+"
    "ixPSFmbA7ywroZKglUztBkLBi+44gA0fBFrwGthnJ3CB/tCbxgoHkmKh0YaJ4Dm8FA8yzY"
    "rAiTVUU7Vf6E0jv9yNwbDJq9yTTrJ6ItJ5pFuuCWkEae/WFCqpx3W1gNI/NCO0bD/040kf"
    "38eD6NZSyCrcRApiC72U6maoTV6uSumGNyeLKmK5vwmZAxxzZ//vdowuHxuMYpi9ZOwid0"
    "fIu4h7H1+dD0F8vJC9npZ6EvmNvlYtp0KtV+WFAnF+xLfbAvQVXWdo0f/a/KurPon6O3FY"
    "J/jrI6j1Iu9G2+LCtZ5MEtjgmPxg8C3F0HhD9Fak8zu+jhy91D3ka+iUv4eqYG4uJmbglF"
    "o9O3Z4J324evqEMWVrCvev4qJEPIGkmfwK+qFGx+VVyw+VWuYDNk5uz+IPbwrFYVymg8JK"
    "aVs6JBYlqoINXhhkKye4Y8zVvQDfTgbXoObggo7bEbC3pintnail45erGn0FYwpac2V6/6"
    "e0knhtaKGTg3ykyX4YgKOXZBAF2SCveBf7UWIlaO2ijUSUZogg2DuC7H0yQT9ECWnuw9zj"
    "fQdCoalvNj2ETir9al3nWwQocZedK5Ahl5vTnqRiUWTsjI6zojby+6JZkOnnpd7dyu+yQJ"
    "wXQsD8RxfaORnhjsR3n70YwzgzRAOEe3O9dIV6bP1oNCg3IO7hhbFlvpKrMXoqsjhd2r3b"
    "1mTeunQrLDo3hOZ3Pi7ugwbrkzoGgRMG7UwCFDuEsPyY8v99ZFMvenU4vESSu6qJmyjg5a"
    "+mbNHRohH1/Z2/YOEYLGnFFDW0WnCv4KNaBfA322JLbbwOap0kEWRZ8NnobFXNKExSlC4H"
    "GfecweiWP6tVRkhWSXDZtlO9C9FMwU02AdnDNkQ/BPp2F++7oCzm9fFwItbmXDVvifaXsU"
    "W3WFgRQhyAE15ACHPFKyyuNd7HdOKKCKeHOvc/0UYUgNPig2USz9e77v5o3c+FlaEHn6LP"
    "JAEvjz4DOE5TwLNkMS+LNgM1Tpgyp9fYm6aqtKX+Q+1Cir9ZsODghvbdgllDKEUoZbQdRq"
    "t4WhgmRx9WbsRuGFWyF1yae6DWYaElpdh8zKV7AgbDZ6PctDZ8dmNKxKjwqLeVHyPf1DZt"
    "r7Is8+6TOBPeRg22SLoMlEUKZyJGg4113C/89HGNhx1kgk7a9ls1N+dyKyfSbaZhZdr/nV"
    "/mpPgpTPiai5SRyCZnw72iOE+Y+ywibBxjyYkCxEVYEVc7z5SN6TtQdEg1axqqzDucuCmy"
    "EDN1XchBDePoTwQhHMDopgitOgBqDxeEBTgybkaDY5Ejpx2UBL0q6D8sC2/0ysgWDbfw5s"
    "frLKn3vE1H0o/TkcOEszl3dZ+7OnkO518c99xXSb6p9dmrMiW6nGmqWYUYuNWY4yqFLlyp"
    "AgsS19QJPYqDSRth/FfrQSZiGLsQdiIuzpy1NuPWNzo5EiqWw2G4XPCUajvnwoRqVGI4sa"
    "6zzgxbHACcUAM7/br8ZY4jMsNnyUJWKB9WN768dCnE/365oCaJoKys9D6alnqAf7tsls0i"
    "TETSUEk1afeQzKOSjnT61IblbOq4S1LbDz0E6UjfmJTzUgvDsNHklhVqxyx5hu1LvN8SIa"
    "ulH7/oWtZAyGoEAr7KJ7MuUvF1eaIw0a21wnnnrEQdR7jyZ/TsWEstdD4OMaIaEURD+v5u"
    "u/NLEj3S2j7RWhGCAkFNAooo/qdLAH6qh6CQUUvt1Co5PvWR3cYwKAfStF2qnrFVNIQFLM"
    "JTAHptN6iKapANRy8Vv5kG4pgQ8v/jorhKd3VgUnWSSlbYlsmEcyMJE7i65yEvbKVyai5U"
    "9sdyVFz5zsrtwtldxl+D5OBm4OALcRf3ybrSxizoTXStIeoknYT1w2XJO0sp6xkL2lpwsj"
    "rsLFHdq49L20sEFMTbR3BwtoZfUldjxq0CW2vZC/rn+fk9hTzjbHj6uyp4k3+Nv838cK0O"
    "PwLyl0u6Fffzm/OUfRMM50oVkYhHNBrPTbQZhvIVcGlaIPKoXCkRqgp6lAJsgKWn5dQJUX"
    "FMDMVvvMHndVQc1TArjZOlL8y5FDtKRoeDB8gK759kt0OeQxD21hakc4GopW54pWxzJeZd"
    "tLTAHGl+36bE2pSUJNqnKGkkoEFcJ1WUrL8ULnNKKz4u4BMc2QEr/+6/j41asfj1++evvu"
    "zesff3zz7mWMbf5WGcinFz8LnFPbXFe+jysiIu2lLvoZQmBBYxYYDjGp14AFGUJgQWMWiL"
    "Yvvgb98kYxvg72IYh97beJUWwkmf1dVpZVodphTdbIsLHHJVkD41KN7ayQDHA/t6PG5Pwb"
    "T2cpPn8k0sKtNRQHN0cb7cQkHlcpuSKqWxDkQoS2rhcustjsEE3MCZoz/vgIW1ZowbXXCP"
    "smFWIvWuA1JyEf0GQ+ETZdaruywsYcu3Pi6nMvul5Qa0ZO2/BcCPkA+2z/T7uWrF41NNrB"
    "CZztabJ1PrtD/eC+qiJAvioWIF/l+wy69e0DLihGJfJmJcVIc74Wmxh1xypYF+tYF+e6HW"
    "5jZ60HfK7TjNZeUONwOFCfhujFUHOkTy+uTm7+FWMd53JcXl/9fKpB+/Rfd+cn/RLifyHY"
    "8e4JLhTkkwGbhfl5amyFwn9Lh4n+MoHo7BLnkbiJlC2L3gUl8oLeocEw6iGxmDuSYdarOR"
    "PBG3y06IZtUVsnyHe5UAUBPlw8Dq0ASR4k+T09BesEByS7vgaoaSoANdcnuLYEGpOABNpY"
    "AhVReFrLcbEcqpCANFpTGu2RfPQ5CVQqkpDUIZtlpGVmdJXyyERII3YisLznEgnChqw5+o"
    "LLJA6/NROVI15ohZ/a9DXrxaQ/hD4Xr2rEr6qRYIJUIlYSwSp8XgRdXKHvXvyHcSnMfDFC"
    "Lywy9V58H0SkFz6YWHn8QNZNnkze2+7Jso8DgbYg/u3bCV9DUomOgRqIKiRQYyWNZnT+VL"
    "XpRuMHaNZtPxw0/jDUBDiiGSDIR8dV+g/zUSXhF7kexPIDWQfkmGCHPZ6DT3dXH7BOezxP"
    "uRzJNPG4JaW9E5KGpb0bgXx02FWIcwmgbZT29ghe1HKtheOhb/bmUzh48RrUl0oRQhGx3h"
    "WY6pE2f+PbBwVavLg12qi9O+GoSsFK7pytOGNl6JBwG5DFIQoSaEX8kPGAvDl1kcNWMuvU"
    "5acIHz1CLkOGxVxBST20wsLfIAaIJkH6IKWuFqrg27D9xT2/A34NUGz3+SCtoYqJ16smog"
    "oJwJlVvoIDJIdmoT8jIRiSQ6O10K99ULJ2JqW2rGCxJbHdcQMfXIZwQMl3O3bEEdtsxIA0"
    "HeDfOE2My4tS16qfJ5ahBB405QEHI9RNqvqiE4p+lJQXy+51SfkeqbRRd+MCtVZpfrxBtX"
    "WVkRWc0oIm8icfosnSwvYETR1C/iBBkkvcykCkvxBsTmQY3cSkM3496loiOpXMRDoNdr0k"
    "10YMFDkyOmf2TtYNevfyH8lEVH0imGvGsmFvSCkjBkdSWRbvjispub5Nlu4huqML/ijURp"
    "P/xc+6YMXPwSa6/cflC07H7y0aedoNzruq7utIjZM0o3LXNf88yrMZXdyiqy+Xl4G/WgIA"
    "Tup+6PIRG6uK9dF4kOo3SfVkyQxNzHsxtDHBALHtIGmGelatnRsTDBDe45cvK+DLRxUCLO"
    "9lohPlOV0D4Zhgh35Vi93fr3fjVm2/coBLPC641uthrdJABOg2Hau5iFcH+Gg8gL5NEhiX"
    "nGsYZaPhUCQtl7wo9Q6draQ4pS6hgby6UY28uowd3PHcBuEEKUJoV9W3aALoPPfs2BxZJ+"
    "oyWaWDF7nPHJ7yj6FF/2jE5SwtcLrPnDaY77h1+5ykiCCCIuuVXtm1Uy1UGgA017kZumBu"
    "CWfOQQZdMNvugpk/VVtA9SyeaKC4pj4lFZCVB2ULwH4JU1sHCqv6PelVS6MT36TeJZsdaP"
    "zj8b1RmXNcVHP0xlY4bKNn/Nc5QyY1Q3cxk/++R3x6ro38wGxrPUIrh3oesYUbWPiT+YS2"
    "GzQIFRHc4lLQcCjv/m578s3u598OAqk6SOjmv4l8oZDROGwdxO7/QwxPuQge4z54jOurUm"
    "AN2QMNSn0Dq75JKg2kVv+VxZMvMsZ1KxVl6QDXPK5M47grdksnFAP0/LefMBl+diVINVDO"
    "kA0Q6vZjWFISTmUbi0oEp0Ma0Sfrl74/aA6pXfpzR900RbhurY9hQrLDKK2uNJzuO/rJsG"
    "/tCV3WcESlApi1MPck1+HCJIsl84htrP9O1gcac05mxKjMqEOTsVEVnypJD5+vb++C4sAr"
    "7KJ7MvPtoDowlTkAIuMeMdH5Q1hTSFAvWGPG2WYifd9pPrOoVCfbES34DRbsaOzJOGVZ9C"
    "5n2FFiIMBi0wuLTYqNlYN5VaIBSvPtfyySF6QqxsorNTyAW06niA6dyvs3HD9AZN9UivZ/"
    "UxLt/yYf7V+zUN1wa9R1kktxz8z1WOQA5jEui9hNkUHQ7qh50G7vi1ccOL5tC9z28XAu6j"
    "Fa3GOrqMXoPifstxbcL9IeiFMrLUghAYtKc4uKOHDrH9FbnM77g3dXhzNE2zfhxl74l3ti"
    "47n2vXv27UBj2wnvjMpsOiwZU6WpAjUJItMpMbzAELPwXQ/NZSwNkkbvXPxMYK9xmEfigo"
    "rv5SCHGMwxRXzNijkPI3RDTH6b/2czT9uQYVdryzoWfGHiTpDs9sAJfTtsgzXF1CLmCE2C"
    "jKdJ0sT2nsywfYi+2B610MQi2CVjX/wyEWYouRB/RC7uIuodokkwEX+7J2iBnQf3qy0ezO"
    "QfupFom7VAIjJJtpwwF9RGK/xAXE7GNZOJGCAMXDP6SOwRJ38IG3PJNlxRxUoxncs3RIQZ"
    "XfBN71LO98pRTCZ/8PD8MX0CNq/e2Lwe+J9ZS58Nxw9QoW3f0rVDW0FWPtq8iffbULDEa4"
    "vpcqRLEtMTEqjD1bpGAOLpYMXTVD69TxqwOKEC9vaavaJnXpOk/YQM8j/7zF9FDq/1/iZk"
    "wN8+81cqmzXsy/F4qByjqeTN1fJ6tvqQ4AnBfNkfABXDRd3zJkMKZ06fz5zY/lSXyylC4H"
    "GfeUwcR9fa7I58K6r4HhEMofdWGSfP/3lXrkunnD3R8KyC3Zs4zy8uMe+o8UC8A40fQLk7"
    "KvMF+KLWvJcMrOIQYGI0CoiS2Ewx0wcZlklNYVaXhnk5RlRydllireYjEd9/FuVTa63+rS"
    "9QxfDtuxDi2SNzd8SOml8qhQwMGL37UPXk6Pwbu9edmeJy6WH5n3BApaZ2S0oMItyNFrNn"
    "0hV4KD2IHpmI04vvJ184FcMgqRESmvso9DWKTvOGqJNh8V/0rezamz6o4R+Y3CVtXMA/9F"
    "/ahJj8hJ1w5vPdHLYJkGKDOwkGi0NZVrZAC7zmpzDhz3JPsCddneFRLTsIuHTGVwvrK4TT"
    "ywNeelup9wFlvLDJOFdxuQp3atVzXa24oUbyy0bzUVQchPj37fwHd2eHabp7ET4aHGFd7d"
    "quK6GD27Nnbk/xAaxhI4yGg7k1ay30mKdLvCq2XEfjAcoslIFEVeeMSCggKLr5WRAIr3Vw"
    "Tyj6cTSL9QZzNENEShNW7IXGn/PTNWJzmhIcEH3mcqj312WxQgb87TN/IXChNfFvSm3qzp"
    "sW81dJ4ZXp8ysDhee7rZQOtaeDvdO09vTZye3Zycfzpyo9fWvwg8y3iHnj2wcav0zq/qjM"
    "QeNGI8eOX7lBs+kLP/JCOlMwiqZI/M4efiA2MkR3Yjb9EOSSsVWYgkXjdDRRhWiE5mxFHq"
    "UfxF4rjguRusUn0Hm7d728ti6SRFw8m5LypXhRwCXSB5dIxKSqRvto/ABdIq+rJCq9Ls5T"
    "ep1LU4J0iUGLYGBiGiybexJU8lH2Ij23PUdbdFG9XSrDBD1NxyQeuVGEuSIrN5EX2GOYFe"
    "/IAiovXHTvm/xbL+SLBaaWK+M3VljEbEQ54ya/vkbBynkZpYP5Nwdu/HmQ4C6iuiLBNUpg"
    "EsPJt6Uo/cphiNkTCybfxiGQfijUR6/sgSTkkMpf/gLRpg+iDUR7dBjtIVCv4+uKxvfD0z"
    "WoIATfqVWyNBw+uILLndR7BBFvsCIeJD4/H/4qsl5V4UshAVN5uak8kobBUl5mKVc2VJ8M"
    "5VfMo1Nq4PDPzumYqfujMiXTzo6sl9JgC41QKHeiytmSOC6zD9FEyI0TNKWWFSZncTXLFc"
    "OFKigk9qjXYqw5Wtie+VjXwLH75ZqroGlxIWj4uEEXVfEGjbQv5+QINFLQSEEjBY0UNNIe"
    "Cbd7p7EI+aIBjxUy0Ej7zF/QSEEjBY10o0b62SFT4hDBpQ26qTJyVFVLHS/TRBUCu4w5o0"
    "YYSWXS6VTEQk0dtpBKoe/62BIK5XtRWVtogAgHWmOkcBpsQVx0v+bXjTm2bWLpwre6WUQb"
    "pBW9KZGqERJAtBYokH071rpWIKOtXwNfhWSAELfc/miFbY9otu8pYxbBth7hhCjbOoZT7S"
    "HCJZCeXl9fpsTX04tstbAvn07Pb747kpjzQTT4XueTQEC6BOkSpEt9YgCxvU+YWjp5Mr5X"
    "KkFKr+8iGlZBZhRjA2EOBz9zZGTAG2MPgVznu+kidFhGvglpL+irI6LzZTk66sliSg71vD"
    "A+Xyc/dr/gLmLtYpw3OTdk1aVoWhBU+yCoPtkHaH9MVhvRVdJjyWJp1ayupNIMUDZtP1mD"
    "68wu/2Rod21Zc2qVaoBAd9K/Rxbiq60LKFQ7VAbiK3urDfQiuq1vu3zfnQk9yVA5xeaMcJ"
    "1HJ07H90rF6Xsxahx2P6siTi/9e4saiFMEgqtMThVFQIkpLJ4OMfnGpdj6wIcsPRnjM2PM"
    "lOJsIOlapjLMRVxRWyM+CZ1SHLU1zEjUO1lzs1ANwm0fhNuHeiLCQ5uyQY86+7XfMTF4y8"
    "baxoll3aXTdA17TO/RBwqaTPeJGyAuVBcXzogTul+1Dl31dqnQYGQGbhQbPjtMGrikTSwI"
    "9xV+0qWwSspPOPMdQSfbKgc1MqT3Fa/534CFP1VkoFqMPbii6gUfv6S6ThMdrSPqqZ8gh1"
    "DX9UlYp0NY62zyzUMTLkcII1pQRd0hjyy6LWKb7wmXRkhYyN13xyKyMay3Hl6Rr9RELids"
    "gksLG/wnO+gkLc9WURUK3fOb8u8UpsJglZRMU+xkJrbDLGtBgupc4dMm1dLDh5JqjPJEOR"
    "90kUlRgmJWMyoqGwdipvdB2Ip2Sw7xwuJwCsXuysMddSVytVwezvYX9zrvVUnFl5hicBLs"
    "cRUJ9rhYgj3OSbAGf9vqgBuNHxy07YdnQKWizm2yXDIZe9Szam7hNB3gXQ3vKHGsDtYqzQ"
    "BxPnpbAeajrOqkdMx4mwOZC9J5gIuTgqLxkBSUUmZbKcgeaUFNzAsZWjAw9M7AoLI6Uchq"
    "8jlFCEzuNZO5nk35dA24nKaEPKU+czm08zRKRVMpgcv7wGWHYFdnaymWSPOUQ2j5vIM83o"
    "zhs6JtK0O1O/tWl2C3bOJK2ZBrQxuTAbYabENlv54FPEUEyQXZvmGxc6QmrDlCgBbSYHaY"
    "BpP26m2ZDHOemmw/4d2YEpN7Y1OJMTdcjLu5OLs7yO3hFvB9pslGekyDD1ILqJ7FEw0U19"
    "SnuwDZJ48k+YlKjMuiSeSQUcWIEv4IVsWwkrs5QZ8//hT0WVGmGCGfMzYoVK5cfiFb2iNq"
    "vufDHeL4tix9LtKrZOOVfDxJFwtAnGl/vq8jVBz6wBfxtF/XslhIhQgCIUcNAyEX2GzSuU"
    "UhA+N17wxe/QuBvIty9Mo/XndKKl+1D5ia/Lf5I/YLW2W/I274wZGffxmOGOQNczwRs4OO"
    "YVHuMAmHvdCEQ7Y7NXy49uPDBV73JoB34nV/xBY1qbcem3hdp8Nujq6RObRvZv2WraH+0m"
    "yYL5GmBGEBhAW9sHBCHGrMdfJBeKdUJMDJmE1CQDFjW/7oFp442m+u5pgJz5T+xsG2csg0"
    "CIgvdtIWR8QPIWrw+M2bKtGZb94UR2eKe+mjXbxUNRAOhw8Q3aNKzu+jEuf3kS7WuMCyUS"
    "wjFts1diAmPs2HsjWB8Ek/Zn/9f+kEwDQ="
)
