# One image for every role: `serve` (default), `worker`, `migrate`.
#   docker build -t lectern .
#   docker run --read-only --tmpfs /tmp -e LECTERN_ENV=production -e DATABASE_URL=… lectern serve --processes 2
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY server server
COPY handlers handlers
COPY models models
COPY realtime realtime
COPY workers workers
COPY clients clients
COPY migrations migrations
RUN python -m venv /opt/lectern \
 && /opt/lectern/bin/pip install --no-cache-dir -c constraints.txt . \
 && /opt/lectern/bin/pip uninstall -y lectern

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv/lectern lectern
COPY --from=build /opt/lectern /opt/lectern
WORKDIR /srv/lectern
COPY server server
COPY handlers handlers
COPY models models
COPY realtime realtime
COPY workers workers
COPY clients clients
COPY migrations migrations
COPY web web
COPY docs/reference docs/reference
COPY pyproject.toml LICENSE ./
ENV PATH=/opt/lectern/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 PORT=8080 LECTERN_ENV=production
USER 10001
EXPOSE 8080
# Liveness only: a container must not be ended because PostgreSQL is away for a moment.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/api/v1/health', timeout=2)"]
ENTRYPOINT ["python", "-m", "server"]
CMD ["serve"]
