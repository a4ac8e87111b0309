"""The command that sends simulated students into a live session."""

from typing import Annotated

import typer


def bots(
    session: Annotated[str, typer.Option(help="The join code, or the session's id with its host's account.")],
    url: Annotated[str, typer.Option(help="Where the server is.")] = "http://localhost:8080",
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many students.")] = 200,
    lag_ms: Annotated[str, typer.Option(help="Round trip in milliseconds, such as 50 or 20..800.")] = "20..120",
    drop: Annotated[float, typer.Option(min=0, max=1, help="Share of answers that meet a broken line.")] = 0.0,
    seed: Annotated[int, typer.Option(help="The same seed plays the same class.")] = 1,
    email: Annotated[str, typer.Option(help="The host's e-mail, when the session is an id.")] = "",
    password: Annotated[str, typer.Option(help="The host's password.", envvar="BOTS_PASSWORD")] = "",
    token: Annotated[list[str] | None, typer.Option(help="Access token of an account that plays; repeat it.")] = None,
) -> None:
    """Send simulated students into a live session, over the real protocol."""
    from clients.bots import main  # noqa: PLC0415 - not needed by any other command

    code = main(
        session,
        url=url,
        count=count,
        lag_ms=lag_ms,
        drop=drop,
        seed=seed,
        email=email,
        password=password,
        tokens=token or (),
    )
    raise typer.Exit(code)
