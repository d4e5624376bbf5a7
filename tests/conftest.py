from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from hypothesis import settings as hypothesis_settings

from claims.models import RatingScale
from factcheck.celery import app as celery_app

PASSWORD = "correct horse battery"

# No example fails for being slow on a busy machine; a property says what holds.
hypothesis_settings.register_profile("here", deadline=None)
hypothesis_settings.load_profile("here")

# Nobody listens here: a test rings no worker of a workbench that runs beside it.
celery_app.conf.broker_url = "redis+socket:///nowhere/broker.sock"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, tmp_path_factory, worker_id
):
    """SQLite as it is run: a file with a write-ahead log, not shared memory."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / f"{worker_id}.sqlite3")


@pytest.fixture(autouse=True)
def _quick_and_alone(settings):
    """A fast hasher, no network, no day's mail: a test asks for more when it needs it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CLAIMS_NETWORK = False
    settings.CLAIMS_DIGEST_HOUR = -1  # else there is one job more from seven o'clock on
    settings.WHITENOISE_AUTOREFRESH = True  # else each client lists every static file
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }


@pytest.fixture(autouse=True)
def _shipped(request):
    """What migrations ship, again after a test that emptied every table."""
    if {"db", "transactional_db", "live_server"} & set(request.fixturenames) or (
        request.node.get_closest_marker("django_db")
    ):
        request.getfixturevalue("db")
        if not RatingScale.objects.exists():
            scales = import_module("claims.migrations.0012_scales_and_roles")
            scales.ship(apps, None)
            labels = import_module("claims.migrations.0019_labels_by_language")
            labels.name(apps, None)


def person(username: str, *groups: str, **fields) -> User:
    user = User.objects.create_user(username, password=PASSWORD, **fields)
    user.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)
    return user


@pytest.fixture
def reviewer(db) -> User:
    return person("rita", "reviewer")


@pytest.fixture
def second_reviewer(db) -> User:
    return person("remy", "reviewer")


@pytest.fixture
def editor(db) -> User:
    return person("edda", "editor")


@pytest.fixture
def second_editor(db) -> User:
    return person("emil", "editor")


@pytest.fixture
def stranger(db) -> User:
    """An active account without a role."""
    return person("sten")


@pytest.fixture
def operator(db) -> User:
    """Runs the site; has no editorial role."""
    return person("olga", is_staff=True, is_superuser=True)


def pytest_make_parametrize_id(config, val, argname):
    """Bytes name no test: an archive's carry the time, and workers would disagree."""
    return argname if isinstance(val, bytes) else None
