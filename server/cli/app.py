"""All commands in one list."""

import typer

from server.cli import admin, data, describing, post, proving, rehearsal, report, running

app = typer.Typer(
    help="Lectern: live quizzes and courses. `dev` runs everything on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    running.dev,
    running.serve,
    running.worker,
    data.migrate,
    data.seed,
    data.recount_analytics,
    admin.create_admin,
    post.bounces,
    rehearsal.bots,
    report.check,
    report.invariants,
    proving.replay,
    report.openapi,
    describing.docs,
):
    app.command()(command)
