"""The metrics are described as they are, and the dashboard and the alerts ask for nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from prometheus_client import generate_latest

from server import metrics
from tests.contract import metrics as reference
from tests.contract.contract import REFERENCE

DEPLOY = Path(__file__).parents[2] / "deploy"
FAMILIES = {name: one for one in (*reference.counted(), *reference.gauges()) for name in one.samples}
SELECTOR = re.compile(r"(\w+)\{([^}]*)\}")
WORDS = frozenset({"sum", "max", "min", "by", "rate", "increase", "topk", "histogram_quantile", "and", "up"})


def expressions() -> Iterator[tuple[str, str]]:
    """Every PromQL expression that is shipped, with where it stands."""
    dashboard = json.loads((DEPLOY / "grafana" / "lectern.json").read_text("utf-8"))
    for panel in dashboard["panels"]:
        for target in panel.get("targets", ()):
            yield f"panel {panel['title']}", target["expr"]
    for group in yaml.safe_load((DEPLOY / "prometheus" / "rules" / "lectern.yml").read_text("utf-8"))["groups"]:
        for rule in group["rules"]:
            yield f"alert {rule['alert']}", rule["expr"]


def unknown(expression: str) -> set[str]:
    """The names and labels in an expression that no metric of ours has."""
    texts = re.sub(r'"[^"]*"', '""', expression)
    names = set(re.findall(r"[a-z_]\w*", re.sub(r"\{[^}]*\}|\[\w+\]|\bby\s*\([^)]*\)", "", texts)))
    mine = {name for name in names if name in FAMILIES}
    labels = {label for name in mine for label in FAMILIES[name].labels}
    grouped = {word.strip() for words in re.findall(r"\bby\s*\(([^)]*)\)", texts) for word in words.split(",")}
    asked = {(name, label) for name, inner in SELECTOR.findall(texts) for label in re.findall(r"(\w+)\s*[=!]", inner)}
    wrong = {f"{name}{{{label}}}" for name, label in asked if name in mine and label not in FAMILIES[name].labels}
    return (names - mine - WORDS) | (grouped - labels) | wrong


def test_the_reference_lists_what_is_registered() -> None:
    assert (REFERENCE / "metrics.md").read_text("utf-8") == reference.page()


def test_every_registered_metric_of_ours_is_listed() -> None:
    told = re.findall(r"^# TYPE (lectern_\w+) ", generate_latest(metrics.REGISTRY).decode(), re.MULTILINE)
    listed = {one.name.removesuffix("_total") for one in reference.counted()}
    assert {name.removesuffix("_total") for name in told} == listed


@pytest.mark.parametrize(("where", "expression"), sorted(expressions()))
def test_the_dashboard_and_the_alerts_ask_only_for_what_there_is(where: str, expression: str) -> None:
    assert unknown(expression) == set(), where
    assert expression.count("(") == expression.count(")")


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("max(lectern_nothing) > 1", {"lectern_nothing"}),
        ("sum by (colour) (lectern_sockets)", {"colour"}),
        ('lectern_http_requests_total{path="/x"}', {"lectern_http_requests_total{path}"}),
        ('sum by (status) (rate(lectern_http_requests_total{route="/x"}[5m]))', set()),
        ("lectern_http_requests", {"lectern_http_requests"}),
    ],
)
def test_what_is_not_there_is_found(expression: str, found: set[str]) -> None:
    assert unknown(expression) == found


def test_every_metric_that_is_told_is_shown_somewhere() -> None:
    asked = " ".join(expression for _, expression in expressions())
    assert {name for name in FAMILIES if not name.endswith(("_sum", "_count")) and name not in asked} == set()
