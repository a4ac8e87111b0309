"""The command that writes the reference pages from the code, so that they cannot say anything else."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import typer

from server.cli import console

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT / "docs" / "reference"
SETTINGS_FILES = (
    *("server/settings.py", "server/gateway_settings.py", "server/storage_settings.py"),
    *("server/xapi_settings.py", "server/tracing_settings.py"),
)
SEARCHED = ("handlers", "models", "realtime", "server")
WRITTEN = "Written by `python -m server docs`; a test says when it is stale.\n"


def docs(check: bool = typer.Option(False, "--check", help="Only say which pages are stale.")) -> None:  # noqa: FBT001 - an option
    """Write docs/reference from the code: routes, settings, error codes, messages of the sockets."""
    stale = [name for name, text in pages().items() if _text(name) != text]
    if check and stale:
        raise console.failure(f"Stale: {', '.join(stale)}. Run `python -m server docs`.")
    for name in stale:
        (REFERENCE / name).write_text(pages()[name], encoding="utf-8")
    console.say(f"{len(stale)} pages written.")


def pages() -> dict[str, str]:
    """Every generated page by its file's name."""
    return {
        "routes.md": _page("Routes", _routes()),
        "settings.md": _page("Settings", _settings()),
        "errors.md": _page("Error codes", _errors()),
        "messages.md": _page("Messages of the sockets", _messages()),
    }


def _text(name: str) -> str:
    path = REFERENCE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _page(title: str, lines: Iterator[str]) -> str:
    return f"# {title}\n\n{WRITTEN}\n" + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _routes() -> Iterator[str]:
    from server.app import ROUTES, openapi_document  # noqa: PLC0415 - heavy

    document: dict[str, Any] = orjson.loads(openapi_document())
    specs = [endpoint.spec for routes in ROUTES for endpoint in routes.endpoints]
    homes = {(spec.method, spec.path): spec.handler.__module__.replace(".", "/") + ".py" for spec in specs}
    yield "`P` public · `S` signed in · `E` enrolled · `T` instructors · `I` staff of the course · `A` admins · `O` owner.\n"
    yield "| route | who | what | where |"
    yield "|---|---|---|---|"
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            home = f"`{homes[method.upper(), path]}`"
            yield f"| `{method.upper()} {path}` | {told['x-access']['letter']} | {_cell(told['summary'])} | {home} |"


def _settings() -> Iterator[str]:
    yield 'Each is an environment variable; lists and tuples are JSON (`\'["a", "b"]\'`).\n'
    for file in SETTINGS_FILES:
        for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Settings"):
                yield f"## {ast.get_docstring(node)}\n"
                yield "| name | type | default | meaning |\n|---|---|---|---|"
                yield from _fields(node.body)
                yield ""


def _fields(body: list[ast.stmt]) -> Iterator[str]:
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            default = ast.unparse(statement.value) if statement.value else ""
            match following:
                case ast.Expr(ast.Constant(str(meaning))):
                    pass
                case _:
                    meaning = ""
            kind = _cell(ast.unparse(statement.annotation))
            yield f"| `{statement.target.id.upper()}` | `{kind}` | `{_cell(default)}` | {_cell(meaning)} |"


def _errors() -> Iterator[str]:
    from models import refusals  # noqa: PLC0415 - only this command needs these
    from server import errors  # noqa: PLC0415 - as above

    kinds = {kind.__name__: kind for kind in errors.AppError.__subclasses__()}
    # The domain's refusals know no status: theirs is that of the kind with the same code.
    by_code = {kind.default_code: kind for kind in kinds.values()}
    domain = {name: by_code.get(getattr(each, "default_code", "")) for name, each in vars(refusals).items()}
    yield "A refusal is a problem document (RFC 9457); `code` is stable. A `reason` may say which rule refused.\n"
    yield "## By default\n\n| status | code | meaning |\n|---|---|---|"
    for kind in sorted(kinds.values(), key=lambda each: each.status):
        yield f"| {kind.status.value} | `{kind.default_code}` | {_cell((kind.__doc__ or '').splitlines()[0])} |"
    yield "\n## In particular\n\n| code | status | said |\n|---|---|---|"
    every = kinds | {name: kind for name, kind in domain.items() if kind is not None}
    found = {(code, str(every[name].status.value)): said for name, code, said in _raised() if name in every}
    for (code, status), said in sorted((found | dict(_declared())).items()):
        yield f"| `{code}` | {status} | {_cell(said)} |"


def _raised() -> Iterator[tuple[str, str, str]]:
    """Kind, code and sentence of every refusal with a code of its own."""
    for folder in SEARCHED:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(kind), args=args, keywords=keywords):
                        codes = [each.value for each in keywords if each.arg == "code"]
                        said = [each.value for each in args[:1] if isinstance(each, ast.Constant)]
                        for code in codes:
                            if isinstance(code, ast.Constant):
                                yield kind, str(code.value), str(said[0]) if said else ""
                    case _:
                        pass


def _declared() -> Iterator[tuple[tuple[str, str], str]]:
    """Codes of refusals that have a class of their own in the domain, which knows no status."""
    for path in sorted((ROOT / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.ClassDef(body=body):
                    for line in body:
                        match line:
                            case ast.Assign(targets=[ast.Name("default_code")], value=ast.Constant(str(code))):
                                yield (code, "409"), (ast.get_docstring(node) or "").partition("\n")[0]
                            case _:
                                pass
                case _:
                    pass


def _messages() -> Iterator[str]:
    from realtime.protocol import BODIES, RETRY, Close, Code  # noqa: PLC0415 - only this command needs it

    yield "The contract is [live.md](live.md) with [live-additions.md](live-additions.md).\n"
    yield "## From a client\n\n| `t` | body | what |\n|---|---|---|"
    for name, body in BODIES.items():
        fields = ", ".join(f"`{each}`" for each in getattr(body, "__struct_encode_fields__", ()))
        yield f"| `{name}` | {fields} | {_cell((body.__doc__ or '').splitlines()[0])} |"
    yield "\n## Error codes of replies\n\n| code | worth another try |\n|---|---|"
    for code in Code:
        yield f"| `{code.value}` | {'yes' if code in RETRY else 'no'} |"
    yield "\n## Close codes\n\n| code | name |\n|---|---|"
    for close in Close:
        yield f"| {close.value} | {close.name.lower().replace('_', ' ')} |"
