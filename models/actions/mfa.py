"""Second factors: setting one up, proving one, taking it away."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.mail import tell_account
from models.actions.sessions import end_sessions
from models.ids import new_id
from models.refusals import NotNow
from models.rules.second_factor import CHALLENGE_LIFE, WRONG_MOST, CodeVerdict, is_new_step, is_open, wrong_still
from models.tables.credentials import MfaChallenge, RecoveryCode, Totp
from models.tables.users import AuthSession, User


@dataclass(frozen=True, slots=True)
class CodeTry:
    """A code that somebody typed: `step_of` finds its time step for a sealed secret, `hashes` are it as a recovery code."""

    step_of: Callable[[bytes], int | None]
    hashes: Collection[str] = ()


async def start_totp(user_id: UUID, sealed: bytes, cause: Cause) -> None:
    """Keep a new secret that is not yet confirmed. Raises NotNow when the account has a second factor already."""
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get(id=user_id)
        if user.mfa_enabled:
            raise NotNow("A second factor is set up already; remove it first", code="mfa_already_enabled")
        await Totp.filter(user_id=user_id).using_db(tx).delete()
        _ = await Totp.create(using_db=tx, id=new_id(), user_id=user_id, secret_sealed=sealed, created_at=cause.now)


async def confirm_totp(
    user_id: UUID, session_id: UUID | None, attempt: CodeTry, recovery_hashes: Collection[str], cause: Cause
) -> CodeVerdict:
    """Turn the second factor on when the code is right; other sign-ins end, for they never showed one."""
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get(id=user_id)
        if user.mfa_enabled:
            raise NotNow("A second factor is set up already", code="mfa_already_enabled")
        verdict = await _try(tx, user_id, attempt, cause)
        if verdict is CodeVerdict.RIGHT:
            await Totp.filter(user_id=user_id).using_db(tx).update(confirmed_at=cause.now)
            await User.filter(id=user_id).using_db(tx).update(mfa_enabled=True, updated_at=cause.now)
            await _replace_codes(tx, user_id, recovery_hashes, cause)
            await _refresh_proof(tx, session_id, cause)
            _ = await end_sessions(tx, user_id, "mfa_enabled", cause, but=session_id)
            await record(tx, cause, "mfa.enable", "user", user_id)
            await tell_account(tx, user, "mfa_changed", cause.now)
    return verdict


async def prove_code(user_id: UUID, session_id: UUID | None, attempt: CodeTry, cause: Cause) -> CodeVerdict:
    """Try a code for a step-up; a right one makes the session fresh."""
    async with in_transaction() as tx:
        verdict = await _try(tx, user_id, attempt, cause, confirmed=True)
        if verdict is CodeVerdict.RIGHT:
            await _refresh_proof(tx, session_id, cause)
    return verdict


async def remove_totp(user_id: UUID, attempt: CodeTry, cause: Cause) -> CodeVerdict:
    """Turn the second factor off when the code is right."""
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get(id=user_id)  # accounts are locked before their factors
        verdict = await _try(tx, user_id, attempt, cause, confirmed=True)
        if verdict is CodeVerdict.RIGHT:
            await forget_factor(tx, user, cause)
    return verdict


async def replace_recovery_codes(
    user_id: UUID, attempt: CodeTry, recovery_hashes: Collection[str], cause: Cause
) -> CodeVerdict:
    """New recovery codes for old ones when the code is right."""
    async with in_transaction() as tx:
        verdict = await _try(tx, user_id, attempt, cause, confirmed=True)
        if verdict is CodeVerdict.RIGHT:
            await _replace_codes(tx, user_id, recovery_hashes, cause)
            await record(tx, cause, "mfa.recovery_codes", "user", user_id)
            await tell_account(tx, await User.get(id=user_id, using_db=tx), "mfa_changed", cause.now)
    return verdict


async def forget_factor(tx: BaseDBAsyncClient, user: User, cause: Cause) -> None:
    """Take the second factor away within `tx`, whoever demands it; it is audited, and its owner is told."""
    await Totp.filter(user_id=user.id).using_db(tx).delete()
    await RecoveryCode.filter(user_id=user.id).using_db(tx).delete()
    await User.filter(id=user.id).using_db(tx).update(mfa_enabled=False, updated_at=cause.now)
    await end_challenges(tx, user.id, cause)
    await record(tx, cause, "mfa.disable", "user", user.id)
    if user.mfa_enabled:
        await tell_account(tx, user, "mfa_changed", cause.now)


async def open_challenge(user_id: UUID, kind: str, cause: Cause) -> MfaChallenge:
    """A password was right; a code is awaited."""
    return await MfaChallenge.create(
        user_id=user_id, kind=kind, created_at=cause.now, expires_at=cause.now + CHALLENGE_LIFE
    )


async def answer_challenge(
    challenge_id: UUID, kind: str, attempt: CodeTry, cause: Cause
) -> tuple[CodeVerdict, User | None]:
    """Try a code for a challenge; with a right one its account comes back, once. A closed challenge is NONE."""
    async with in_transaction() as tx:
        challenge = await MfaChallenge.select_for_update().using_db(tx).get_or_none(id=challenge_id, kind=kind)
        if challenge is None or not is_open(challenge.tries, challenge.used_at, challenge.expires_at, cause.now):
            return CodeVerdict.NONE, None
        verdict = await _try(tx, challenge.user_id, attempt, cause, confirmed=True)
        right = verdict is CodeVerdict.RIGHT
        challenge.tries, challenge.used_at = challenge.tries + 1, cause.now if right else None
        await challenge.save(using_db=tx, update_fields=["tries", "used_at"])
        user = await User.get(id=challenge.user_id, using_db=tx) if right else None
    return verdict, user


async def end_challenges(tx: BaseDBAsyncClient, user_id: UUID, cause: Cause) -> None:
    """Close an account's open challenges within `tx`: what their password proved holds no more."""
    await MfaChallenge.filter(user_id=user_id, used_at=None).using_db(tx).update(used_at=cause.now)


async def _try(
    tx: BaseDBAsyncClient, user_id: UUID, attempt: CodeTry, cause: Cause, *, confirmed: bool = False
) -> CodeVerdict:
    """Judge a code under the factor's row lock: guesses at the same moment are counted one after the other."""
    totp = await Totp.select_for_update().using_db(tx).get_or_none(user_id=user_id)
    if totp is None or (confirmed and totp.confirmed_at is None):
        return CodeVerdict.NONE
    wrong = wrong_still(totp.wrong_count, totp.wrong_at, cause.now)
    if wrong >= WRONG_MOST:
        return CodeVerdict.BLOCKED
    step = attempt.step_of(totp.secret_sealed)
    if is_new_step(step, totp.last_step):
        totp.last_step = step
        await totp.save(using_db=tx, update_fields=["last_step"])
        return CodeVerdict.RIGHT
    if await _use_recovery_code(tx, user_id, attempt.hashes, cause):
        return CodeVerdict.RIGHT
    totp.wrong_count, totp.wrong_at = wrong + 1, cause.now
    await totp.save(using_db=tx, update_fields=["wrong_count", "wrong_at"])
    await record(tx, cause, "mfa.wrong_code", "user", user_id, after={"wrong": wrong + 1})
    return CodeVerdict.WRONG


async def _use_recovery_code(tx: BaseDBAsyncClient, user_id: UUID, hashes: Collection[str], cause: Cause) -> bool:
    codes = RecoveryCode.filter(user_id=user_id, used_at=None, code_hash__in=list(hashes))
    used = await codes.using_db(tx).update(used_at=cause.now) if hashes else 0
    if used:
        await record(tx, cause, "mfa.recovery_code_used", "user", user_id)
    return bool(used)


async def _replace_codes(tx: BaseDBAsyncClient, user_id: UUID, hashes: Collection[str], cause: Cause) -> None:
    await RecoveryCode.filter(user_id=user_id).using_db(tx).delete()
    codes = [RecoveryCode(user_id=user_id, code_hash=value, created_at=cause.now) for value in hashes]
    await RecoveryCode.bulk_create(codes, using_db=tx)


async def _refresh_proof(tx: BaseDBAsyncClient, session_id: UUID | None, cause: Cause) -> None:
    await AuthSession.filter(id=session_id).using_db(tx).update(proved_at=cause.now)
