"""What proves nothing any more goes after a month; what still counts stays."""

from datetime import timedelta

from models.actions.upkeep import sweep_old_rows
from models.tables.credentials import MailToken, MfaChallenge
from models.tables.users import AuthSession, RefreshToken
from tests.handlers.accounts.conftest import PASSWORD, Api, guarded


async def test_ended_sign_ins_and_spent_tokens_go_after_a_month(api: Api) -> None:
    who, staying = await guarded(api), await api.person()
    _ = await api("POST", "/auth/login", {"email": who.person.email, "password": PASSWORD})
    _ = await api("POST", "/auth/password/forgot", {"email": who.person.email})
    _ = await who.person("POST", "/auth/logout")
    _ = await sweep_old_rows(api.clock())
    kept = [await table.all().count() for table in (AuthSession, RefreshToken, MailToken, MfaChallenge)]
    assert kept == [2, 2, 1, 1]
    _ = await sweep_old_rows(api.clock() + timedelta(days=31))
    kept = [await table.all().count() for table in (AuthSession, RefreshToken, MailToken, MfaChallenge)]
    assert kept == [1, 1, 0, 0]
    assert (await staying("GET", "/users/me")).status == 200
