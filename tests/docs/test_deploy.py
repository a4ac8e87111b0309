"""The files in deploy/ and the Dockerfile fit the code: commands, settings, routes, metrics, and what must hold."""

import re
from functools import cache
from typing import Any

import pytest
import yaml

from realtime.feeds.scraped import GAUGES
from server.app import ROUTES
from server.cli.app import app
from server.settings import Settings, weaknesses
from tests.services import ROOT

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(set((DEPLOY / "kubernetes").glob("*.yaml")) - {DEPLOY / "kubernetes" / "adapter-values.yaml"})
COMMANDS = {str((each.callback and each.callback.__name__) or "") for each in app.registered_commands}
IMPORTED = re.compile(r"^(?:from|import) (\w+)", re.MULTILINE)
OURS = ("migrate", "api", "worker")
NOT_SETTINGS = {"LECTERN_VERSION", "DOMAIN", "ACME_EMAIL", "POSTGRES_PASSWORD", "GRAFANA_PASSWORD"} | {
    "API_COUNT",
    "API_PROCESSES",
    "WORKER_COUNT",
}


def compose() -> dict[str, Any]:
    """The compose file with its variables filled in as compose does."""
    text = (DEPLOY / "compose.yaml").read_text()

    def fill(match: re.Match[str]) -> str:
        if match[2] == "-":
            return match[3]
        return "school.example" if match[1] == "DOMAIN" else f"Some random {match[1].lower()} 0123456789 vwxyz"

    whole: dict[str, Any] = yaml.safe_load(re.sub(r"\$\{(\w+)(?::([-?])([^}]*))?\}", fill, text))
    return whole


@cache
def every_manifest() -> tuple[dict[str, Any], ...]:
    return tuple(each for path in MANIFESTS for each in yaml.safe_load_all(path.read_text()))


def manifests(kind: str) -> list[dict[str, Any]]:
    return [each for each in every_manifest() if each["kind"] == kind]


def pods() -> list[dict[str, Any]]:
    found = [each["spec"]["template"]["spec"] for kind in ("Deployment", "Job") for each in manifests(kind)]
    assert len(found) == 3
    return found


def settings_of(environment: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, "" if value is None else str(value))
    return Settings()


def test_the_image_holds_every_package_that_its_packages_import() -> None:
    lines = [line.split()[1:] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("COPY ")]
    held = {source for *sources, target in lines for source in sources if source == target}
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"migrations"}
    wanted: dict[str, str] = {}
    for path in (each for name in sorted(held & ours) for each in (ROOT / name).rglob("*.py")):
        wanted |= dict.fromkeys(IMPORTED.findall(path.read_text()), str(path))
    assert {"server", "workers", "handlers", "models", "realtime"} <= held
    assert {name: path for name, path in wanted.items() if name in ours - held} == {}


def test_the_image_runs_as_nobody_in_particular_and_its_probe_is_a_route() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["10001"]
    assert "/api/v1/health'" in text
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = {line.split()[1] for line in text.splitlines() if line.startswith("COPY ") and "--from" not in line}
    assert ignored[0] == "*"
    assert [source for source in sorted(copied) if f"!{source}" not in ignored] == []


def test_compose_starts_commands_that_exist_with_settings_that_production_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services = compose()["services"]
    for name in OURS:
        service = services[name]
        assert service["command"][0] in COMMANDS
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert {key.lower() for key in service["environment"]} <= set(Settings.model_fields)
    assert weaknesses(settings_of(services["api"]["environment"], monkeypatch)) == []
    assert "--appendonly yes" in " ".join(services["valkey"]["command"])
    assert services["migrate"]["restart"] == "on-failure"
    for name in ("api", "worker"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_compose_asks_for_stands_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yaml").read_text()))
    given = set(re.findall(r"^(\w+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))
    assert asked <= given
    assert {name.lower() for name in given - NOT_SETTINGS} <= set(Settings.model_fields)


def test_manifests_start_commands_that_exist_with_settings_that_production_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for pod in pods():
        (container,) = pod["containers"]
        assert container["args"][0] in COMMANDS
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert pod["securityContext"]["runAsNonRoot"]
    (config,), (secret,) = manifests("ConfigMap"), manifests("Secret")
    given = config["data"] | secret["stringData"]
    assert {name.lower() for name in given} <= set(Settings.model_fields)
    random = {"SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz", "METRICS_TOKEN": "m" * 32}
    assert weaknesses(settings_of(given | random, monkeypatch)) == []


def test_probes_ask_routes_that_exist_and_stopping_waits_long_enough() -> None:
    served = {endpoint.spec.path for routes in ROUTES for endpoint in routes.endpoints}
    api, worker = (each["spec"]["template"]["spec"] for each in manifests("Deployment"))
    (container,) = api["containers"]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["path"] in served
    assert container["livenessProbe"]["httpGet"]["path"] == "/api/v1/health", "a database away must kill nobody"
    assert worker["terminationGracePeriodSeconds"] > 70, "a job may take a minute, and ten seconds of leeway"


def test_every_deployment_has_a_budget_for_disruptions_and_an_autoscaler() -> None:
    names = {each["metadata"]["name"] for each in manifests("Deployment")}
    budgets = {each["spec"]["selector"]["matchLabels"]["role"] for each in manifests("PodDisruptionBudget")}
    scaled = {each["spec"]["scaleTargetRef"]["name"] for each in manifests("HorizontalPodAutoscaler")}
    assert names == budgets == scaled == {"api", "worker"}


def test_autoscalers_and_the_adapter_ask_for_gauges_that_exist_and_never_add_up_what_every_pod_tells() -> None:
    metrics = [each for scaler in manifests("HorizontalPodAutoscaler") for each in scaler["spec"]["metrics"]]
    assert {each["type"] for each in metrics} == {"External", "Resource"}
    asked = {each["external"]["metric"]["name"] for each in metrics if each["type"] == "External"}
    adapter = yaml.safe_load((DEPLOY / "kubernetes" / "adapter-values.yaml").read_text())["rules"]["external"]
    assert asked == {each["seriesQuery"] for each in adapter} <= set(GAUGES)
    assert [each["metricsQuery"] for each in adapter] == [f"max({each['seriesQuery']})" for each in adapter]


def test_kustomize_names_files_that_exist() -> None:
    (whole,) = manifests("Kustomization")
    there = {path.name.replace("secret.example", "secret") for path in MANIFESTS}
    assert set(whole["resources"]) == there - {"kustomization.yaml"}
