"""The command that makes the first administrator; the others are made in the application."""

import unicodedata
from typing import Annotated

import typer
from email_validator import EmailNotValidError, validate_email

from server.cli import console
from server.cli.data import run_with_servers
from server.clock import utc_now
from server.settings import Settings


def create_admin(
    email: Annotated[str, typer.Option(prompt=True)],
    full_name: Annotated[str, typer.Option(prompt=True)],
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="ADMIN_PASSWORD")
    ],
) -> None:
    """Make an administrator's account."""
    try:
        address = validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise console.failure(f"The address is not usable: {error}") from None
    name = unicodedata.normalize("NFC", full_name).strip()
    if not name:
        raise console.failure("The full name is missing.")
    run_with_servers(lambda settings: _create(settings, address, name, password))


async def _create(settings: Settings, email: str, full_name: str, password: str) -> None:
    from models.actions.accounts import EmailTaken, create_account  # noqa: PLC0415 - heavy
    from models.actions.audit import Cause  # noqa: PLC0415 - as above
    from models.rules.access import Role  # noqa: PLC0415 - as above
    from server.auth import Auth  # noqa: PLC0415 - as above
    from server.database import open_orm  # noqa: PLC0415 - as above
    from server.errors import Invalid  # noqa: PLC0415 - as above
    from server.migrating import migrate  # noqa: PLC0415 - as above
    from server.new_password import hash_new_password  # noqa: PLC0415 - as above

    await migrate(settings.database_url)
    auth, context = Auth(settings, utc_now), await open_orm(settings.database_url, pool_size=1)
    try:
        user = await create_account(
            email=email,
            full_name=full_name,
            password_hash=await hash_new_password(auth, password, email, full_name),
            cause=Cause(now=utc_now()),
            role=Role.ADMIN,
            verified=True,
        )
    except EmailTaken:
        raise console.failure(f"{email} has an account already.") from None
    except Invalid as error:
        raise console.failure(str(error)) from None
    finally:
        await context.close_connections()
        auth.passwords.close()
    console.console.print(f"  [green]✓[/green] {user.email} is an administrator.")
