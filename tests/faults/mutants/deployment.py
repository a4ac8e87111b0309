"""Deployment: docs/guarantees/deployment.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

DEPLOY: Final = "tests/docs/test_deploy.py::"
MUTANTS: Final = (
    Mutant(
        "deployment: the image lacks a package",
        "Dockerfile",
        "COPY clients clients\n",
        "",
        DEPLOY + "test_the_image_holds_every_package_that_its_packages_import",
    ),
    Mutant(
        "deployment: the image runs as root",
        "Dockerfile",
        "USER 10001\n",
        "USER root\n",
        DEPLOY + "test_the_image_runs_as_nobody_in_particular_and_its_probe_is_a_route",
    ),
    Mutant(
        "deployment: a database that is away kills processes",
        "deploy/kubernetes/api.yaml",
        "livenessProbe: { httpGet: { path: /api/v1/health, ",
        "livenessProbe: { httpGet: { path: /api/v1/health/ready, ",
        DEPLOY + "test_probes_ask_routes_that_exist_and_stopping_waits_long_enough",
    ),
    Mutant(
        "deployment: an autoscaler adds up what every pod tells",
        "deploy/kubernetes/adapter-values.yaml",
        "metricsQuery: max(lectern_sockets)",
        "metricsQuery: sum(lectern_sockets)",
        DEPLOY + "test_autoscalers_and_the_adapter_ask_for_gauges_that_exist_and_never_add_up_what_every_pod_tells",
    ),
    Mutant(
        "deployment: a process is ready on a database that is behind it",
        "server/health.py",
        "        if _number(applied) >= _number(shipped)\n",
        "        if _number(applied) >= 0\n",
        "tests/server/test_system.py::test_a_database_that_is_behind_is_not_ready_and_one_that_is_ahead_is",
    ),
    Mutant(
        "deployment: a process is not ready on a database that is ahead of it",
        "server/health.py",
        "        if _number(applied) >= _number(shipped)\n",
        "        if _number(applied) == _number(shipped)\n",
        "tests/server/test_system.py::test_a_database_that_is_behind_is_not_ready_and_one_that_is_ahead_is",
    ),
    Mutant(
        "deployment: migrations may rename",
        "server/cli/widening.py",
        '    r"\\bRENAME\\b": "renames what old code calls by its old name",\n',
        "",
        "tests/server/test_widening.py",
    ),
)
