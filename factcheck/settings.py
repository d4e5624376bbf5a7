"""One settings module: SQLite and no server by default, real parts by environment."""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from kombu import Queue

from factcheck import __version__
from factcheck.env import (
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
    refuse,
)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

DATA_DIR = Path(
    env_str(
        "DATA_DIR",
        str(BASE_DIR / ".data"),
        about="Folder for the SQLite file, the secret key and the embedded broker.",
    )
).resolve()
CLAIMS_TEMP_DIR = Path(
    env_str(
        "TEMP_DIR",
        str(DATA_DIR / "tmp"),
        about="Folder with room for a dump of published checks while it is read.",
    )
).resolve()
HOST = env_str("HOST", "127.0.0.1", about="Address the embedded web server listens on.")
PORT = env_int("PORT", 8000, about="Port the embedded web server listens on.")
PUBLIC_URL = env_str(
    "PUBLIC_URL",
    f"http://{HOST}:{PORT}",
    about="Address readers use; https:// turns secure cookies, HSTS and redirects on.",
).rstrip("/")
if (
    urlsplit(PUBLIC_URL).scheme not in {"http", "https"}
    or not urlsplit(PUBLIC_URL).hostname
):
    refuse(f"PUBLIC_URL must be a full http or https address, not {PUBLIC_URL!r}.")

DEBUG = env_bool(
    "DEBUG", default=False, about="Django's debug pages; never in production."
)
SECRET_KEY = env_secret(
    "SECRET_KEY",
    DATA_DIR / "secret_key",
    about="Signs sessions; made once in DATA_DIR when not given.",
)
ALLOWED_HOSTS = env_list(
    "ALLOWED_HOSTS",
    f"{urlsplit(PUBLIC_URL).hostname},{HOST},localhost,127.0.0.1,[::1]",
    about="Host names the site answers to, separated by commas.",
)
CSRF_TRUSTED_ORIGINS = env_list(
    "CSRF_TRUSTED_ORIGINS",
    PUBLIC_URL,
    about="Origins whose forms are accepted, separated by commas.",
)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
    "axes",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "claims.web.middleware.ResponseHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "claims.web.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.web.context.newsroom",
            ],
        },
    },
]

# Storage ---------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env_str(
            "DATABASE_URL",
            f"sqlite:///{DATA_DIR / 'workbench.sqlite3'}",
            about="PostgreSQL 15 or later; SQLite in DATA_DIR when not given.",
        ),
        conn_max_age=600,  # a new connection has to plan everything anew
        conn_health_checks=True,
    )
}
_options = DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN: two writers wait instead of failing.
    _options |= {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    _options.setdefault("application_name", "workbench")
    # What is asked again and again is planned once a connection; compiling a plan never
    # pays for what is asked here.
    _options.setdefault("server_side_binding", True)
    _options.setdefault("prepare_threshold", 1)
    _options.setdefault(
        "options",
        "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c jit=off",
    )

SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Jobs ------------------------------------------------------------------------

# A socket's path has room for 107 bytes; a deep DATA_DIR gets a short stand-in.
_socket = DATA_DIR / "broker.sock"
if len(bytes(_socket)) > 100:
    _name = hashlib.sha256(bytes(_socket)).hexdigest()[:16]
    _socket = Path(tempfile.gettempdir()) / f"workbench-{_name}" / "broker.sock"
REDIS_URL = env_str(
    "REDIS_URL",
    f"unix://{_socket}",
    about="Redis 7 or later (redis:// or unix://); the embedded broker when not given.",
)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_DEFAULT_QUEUE = "factcheck"
# Both, so that a worker that names no queue reads them all.
CELERY_TASK_QUEUES = [
    Queue(name, routing_key=name) for name in ("factcheck", "factcheck.search")
]
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # the job row is the result
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # the sweeper retries, counting attempts
CELERY_TASK_PUBLISH_RETRY = False  # a missing broker must not hold a request
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # kB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10.0
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # above the time limit: no task runs twice for being slow
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "retry_on_timeout": True,
    "global_keyprefix": "factcheck:",
}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "claims.tasks.sweep", "schedule": 5.0},
}

# Sign-in ---------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "claims.web.sign_in.username_tried"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"

# Web -------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# Until collectstatic has run, files come from the folders they are kept in.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.is_dir()
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_MEMORY_SIZE = 4_500_000  # a million characters in any script
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

SECURE_TLS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE_TLS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env_bool(
    "BEHIND_TLS_PROXY",
    default=False,
    about="Trust X-Forwarded-Proto from the proxy in front, which must set it itself.",
):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# API -------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.parsers.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.PagePagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "claims.api.schema.Schema",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
    "EXCEPTION_HANDLER": "claims.api.errors.problem",
    "COERCE_DECIMAL_TO_STRING": True,
    "UNICODE_JSON": True,
}
# Our own token model stands in for knox's, whose migrations would still make a table.
MIGRATION_MODULES = {"knox": None}
KNOX_TOKEN_MODEL = "claims.ApiKey"  # noqa: S105  a model's name
REST_KNOX = {"TOKEN_TTL": None, "AUTH_HEADER_PREFIX": "Bearer"}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck workbench",
    "DESCRIPTION": "Articles in, numeric claims out, evidence, reviews and verdicts.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
}

# The workbench ---------------------------------------------------------------

CLAIMS_NEWSROOM_NAME = env_str(
    "NEWSROOM_NAME",
    "The fact-check desk",
    about="Name of the newsroom, as published in ClaimReview.",
)
CLAIMS_PUBLISH_DISSENT = env_bool(
    "PUBLISH_DISSENT",
    default=False,
    about="Tell readers how a panel voted, with the notes of who dissented.",
)
CLAIMS_VERSION = __version__
CLAIMS_PUBLIC_URL = PUBLIC_URL
CLAIMS_NETWORK = env_bool(
    "NETWORK", default=True, about="May providers use the network at all."
)
CLAIMS_CONTACT_EMAIL = env_str(
    "CONTACT_EMAIL",
    about="Mail address sent to the public sources we ask; they want one.",
)
CLAIMS_CONTACT_URL = env_str(
    "CONTACT_URL", about="Page about this installation, sent to the sources we ask."
)
CLAIMS_CLAIMREVIEW_FEED = env_str(
    "CLAIMREVIEW_FEED",
    "https://storage.googleapis.com/datacommons-feeds/claimreview/latest/data.json",
    about="Dump of published checks (ClaimReview), fetched once a day.",
)
CLAIMS_PROVIDER_KEYS = {
    "google_factcheck": env_str(
        "GOOGLE_FACTCHECK_API_KEY", about="Key to Google's Fact Check Tools."
    ),
    "openalex": env_str("OPENALEX_API_KEY", about="Key to OpenAlex, for papers."),
    "wayback": ":".join(
        filter(
            None,
            (
                env_str(
                    "IA_ACCESS_KEY_ID",
                    about="Access key of the Internet Archive, to have copies made.",
                ),
                env_str("IA_SECRET_ACCESS_KEY", about="The secret that belongs to it."),
            ),
        )
    ),
}
CLAIMS_PROVIDER_ADDRESSES = {
    "searxng": env_str(
        "SEARXNG_URL",
        about="Address of a SearXNG server of your own, which may be an internal one.",
    ),
}
for _address in filter(None, CLAIMS_PROVIDER_ADDRESSES.values()):
    _parts = urlsplit(_address)
    if _parts.scheme not in {"http", "https"} or not _parts.hostname:
        refuse(f"SEARXNG_URL must be a full http or https address, not {_address!r}.")
CLAIMS_JOB_LEASE_SECONDS = env_int(
    "JOB_LEASE_SECONDS", 150, about="Seconds a job may go on before it is taken over."
)
CLAIMS_RECHECKS_A_DAY = env_int(
    "RECHECKS_A_DAY",
    200,
    about="Sources looked at again every day, those longest not looked at first; 0 is off.",
)
CLAIMS_CALIBRATION_EVERY = env_int(
    "CALIBRATION_EVERY",
    0,
    about="One in so many claims a reviewer is served has a known answer; 0 is none.",
)
CLAIMS_PROVIDERS_OFF = env_list(
    "PROVIDERS_OFF", about="Providers that are not asked, by name, with commas between."
)

CLAIMS_NEWSROOM_TIMEZONE = env_str(
    "NEWSROOM_TIMEZONE",
    "UTC",
    about="Time zone of the newsroom, such as Europe/Berlin; for the hour of e-mails.",
)
if CLAIMS_NEWSROOM_TIMEZONE not in available_timezones():
    refuse(f"NEWSROOM_TIMEZONE is no time zone: {CLAIMS_NEWSROOM_TIMEZONE!r}.")
CLAIMS_DIGEST_HOUR = env_int(
    "DIGEST_HOUR",
    7,
    about="Hour (0 to 23) from which the day's e-mail goes out; -1 is never.",
)
if not -1 <= CLAIMS_DIGEST_HOUR <= 23:
    refuse(f"DIGEST_HOUR must lie between -1 and 23, not {CLAIMS_DIGEST_HOUR}.")
CLAIMS_CHAT_WEBHOOK = env_str(
    "NOTICES_WEBHOOK_URL",
    about="Incoming webhook of a chat (as of Slack) that is told of what people are told.",
)
if CLAIMS_CHAT_WEBHOOK:
    _parts = urlsplit(CLAIMS_CHAT_WEBHOOK)
    if _parts.scheme not in {"http", "https"} or not _parts.hostname:
        refuse("NOTICES_WEBHOOK_URL must be a full http or https address.")
CLAIMS_CHAT_IN_HOUSE = env_bool(
    "NOTICES_WEBHOOK_INTERNAL",
    default=False,
    about="Whether that webhook may be at a private address, of a chat of the house.",
)

# E-mail ----------------------------------------------------------------------

EMAIL_HOST = env_str(
    "EMAIL_HOST", about="Mail server; without it, e-mails are printed by the worker."
)
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
)
EMAIL_PORT = env_int("EMAIL_PORT", 587, about="Port of the mail server.")
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", about="User name at the mail server.")
EMAIL_HOST_PASSWORD = env_str(
    "EMAIL_HOST_PASSWORD", about="The password that belongs to it."
)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL and env_bool(
    "EMAIL_STARTTLS", default=True, about="Encrypt the talk with the mail server."
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env_str(
    "EMAIL_FROM",
    CLAIMS_CONTACT_EMAIL or "workbench@localhost",
    about="Sender of e-mails; CONTACT_EMAIL when not given.",
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": env_str("LOG_LEVEL", "WARNING", about="How much is logged.").upper(),
    },
}
