"""The screen that a new user sees first: what to open and who to be."""

from rich.panel import Panel
from rich.table import Table

from server.cli.console import console
from server.settings import Settings

PEOPLE = (
    ("Teacher", "teacher@lectern.example", "starts and leads live quizzes"),
    ("Students", "student1@ … student3@lectern.example", "take the course, answer, get marks"),
    ("Administrator", "admin@lectern.example", "sees everything"),
)


def show_start(settings: Settings) -> None:
    """Print where the server is and the demo accounts. The password is the demo's, never a real one."""
    people = Table.grid(padding=(0, 3))
    for role, address, duty in PEOPLE:
        people.add_row(f"[bold]{role}[/bold]", address, f"[dim]{duty}[/dim]")
    lines = Table.grid(padding=(0, 0))
    lines.add_row(f"[bold]Open[/bold]  [link={settings.origin}/][bold cyan]{settings.origin}/[/bold cyan][/link]")
    lines.add_row(f"      [dim]the API, to try out: {settings.origin}/docs[/dim]")
    lines.add_row("")
    lines.add_row(f"[bold]Sign in[/bold] with the password [bold]{_literal(settings)}[/bold] as")
    lines.add_row(people)
    lines.add_row("")
    lines.add_row(f"[dim]Data in {settings.data_dir.absolute()} · phones in the room: start with HOST=0.0.0.0[/dim]")
    lines.add_row("[dim]Ctrl-C stops everything.[/dim]")
    console.print(
        Panel(lines, title="[bold]Lectern is running[/bold]", border_style="green", padding=(1, 3), expand=False)
    )


def _literal(settings: Settings) -> str:
    """The demo password, with rich's own brackets taken out of play."""
    return settings.demo_password.get_secret_value().replace("[", "\\[")
