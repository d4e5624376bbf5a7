from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys

import pytest
from celery.bin.beat import beat
from celery.bin.worker import worker

from claims import dispatch
from factcheck import settings  # noqa: F401  (reading it fills KNOWN)
from factcheck.env import KNOWN
from tests.deploy.container_files import (
    ROOT,
    VARIABLE,
    compose,
    compose_text,
    env_example,
    services,
)

APP_SERVICES = ("web", "worker", "searcher", "beat", "migrate")
STORES = ("postgres", "redis")

every_service = pytest.mark.parametrize("name", [*APP_SERVICES, *STORES])
every_app_service = pytest.mark.parametrize("name", APP_SERVICES)


def test_the_file_has_exactly_these_services():
    assert services().keys() == {*APP_SERVICES, *STORES}


# Safe by default -------------------------------------------------------------------


@every_service
def test_no_service_runs_as_root_or_writes_to_its_image(name):
    service = services()[name]

    assert str(service["user"]).split(":")[0] not in {"", "0", "root"}
    assert service["read_only"] is True
    assert "/tmp" in service["tmpfs"]  # noqa: S108
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")


def test_only_the_web_server_is_published_and_only_here():
    ports = {name: service.get("ports") for name, service in services().items()}

    assert ports.pop("web") == ["127.0.0.1:${PORT:-8000}:8000"]
    assert set(ports.values()) == {None}


def test_the_stores_are_out_of_reach_from_outside():
    assert compose()["networks"]["inside"] == {"internal": True}
    for name in (*STORES, "beat", "migrate"):
        assert services()[name]["networks"] == ["inside"]


@every_service
def test_a_service_comes_back_keeps_its_log_short_and_its_memory_bounded(name):
    service = services()[name]

    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    if name != "migrate":
        assert re.fullmatch(r"\d+M", service["deploy"]["resources"]["limits"]["memory"])


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"])
def test_a_secret_has_no_default(name):
    uses = [match for match in VARIABLE.finditer(compose_text()) if match[1] == name]

    assert uses
    assert {match[2] for match in uses} == {"?"}
    assert {match[3] for match in uses} == {f"set {name} in .env"}
    assert env_example()[name] == ""


# Alive and in order ----------------------------------------------------------------


@every_service
def test_a_long_running_service_has_a_health_check(name):
    check = services()[name]["healthcheck"]
    if name == "migrate":
        assert check == {"disable": True}
        return
    assert check.keys() == {"test", "interval", "timeout", "start_period", "retries"}
    assert check["test"][0] in {"CMD", "CMD-SHELL"}


@pytest.mark.parametrize("name", ["web", "worker", "searcher", "beat"])
def test_the_schema_is_there_before_anything_uses_it(name):
    waits = services()[name]["depends_on"]
    assert waits["migrate"] == {"condition": "service_completed_successfully"}


def test_migrations_wait_for_the_database_and_web_does_not_wait_for_the_broker():
    assert services()["migrate"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"}
    }
    assert "redis" not in services()["web"]["depends_on"]


@every_service
def test_what_is_waited_for_can_get_there(name):
    for other, wait in services()[name].get("depends_on", {}).items():
        healthy = wait["condition"] == "service_healthy"
        assert healthy == (services()[other]["restart"] != "no")


@pytest.mark.parametrize(
    ("name", "folder"),
    [("postgres", "/var/lib/postgresql/data"), ("redis", "/data")],
)
def test_stored_data_outlives_its_container(name, folder):
    assert services()[name]["volumes"] == [f"{name}:{folder}"]
    assert name in compose()["volumes"]


def test_the_stores_are_recent_enough_and_redis_drops_nothing():
    versions = {
        name: re.fullmatch(r"\w+:(\d+)-\w+", services()[name]["image"])
        for name in STORES
    }
    command = services()["redis"]["command"]

    assert int(versions["postgres"][1]) >= 15
    assert int(versions["redis"][1]) >= 7
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--appendonly") + 1] == "yes"


def test_workers_may_be_many():
    for service in services().values():
        assert "container_name" not in service
        assert "hostname" not in service


# Commands the image has ------------------------------------------------------------


@every_app_service
def test_every_app_service_is_the_one_image_with_one_set_of_settings(name):
    web, service = services()["web"], services()[name]

    assert service["build"] == "."
    assert service["image"] == web["image"]
    assert service["environment"] == web["environment"]


@pytest.mark.parametrize(
    ("name", "executable", "package"),
    [
        ("web", "gunicorn", "gunicorn"),
        ("worker", "celery", "celery"),
        ("searcher", "celery", "celery"),
        ("beat", "celery", "celery"),
        ("migrate", "python", None),
    ],
)
def test_the_executable_is_installed_by_the_lock(name, executable, package):
    lock = (ROOT / "requirements" / "run.txt").read_text()

    assert services()[name]["command"][0] == executable
    assert package is None or re.search(rf"^{package}==", lock, re.MULTILINE)


def test_gunicorn_accepts_its_command_and_loads_the_site(tmp_path):
    command = services()["web"]["command"]

    done = subprocess.run(
        [sys.executable, "-m", *command, "--check-config"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert callable(importlib.import_module("factcheck.wsgi").application)


@pytest.mark.parametrize(
    ("name", "subcommand"),
    [("worker", worker), ("searcher", worker), ("beat", beat)],
)
def test_celery_accepts_its_command(name, subcommand):
    executable, application, chosen, *options = services()[name]["command"]
    assert (executable, application) == ("celery", "--app=factcheck")
    assert chosen == subcommand.name

    known = {name for option in subcommand.params for name in option.opts}
    assert {option.partition("=")[0] for option in options} <= known


def test_each_queue_has_a_service_that_reads_it():
    commands = [services()[name]["command"] for name in ("worker", "searcher")]
    read = [word for command in commands for word in command if "--queues=" in word]
    assert read == [f"--queues={queue}" for queue in dispatch.queues()]


def test_the_migration_command_exists():
    python, script, *command = services()["migrate"]["command"]

    assert shutil.which(python)
    assert (ROOT / script).is_file()
    assert command == ["migrate", "--noinput"]


def test_the_health_check_asks_an_address_the_site_has(client, db):
    check = services()["web"]["healthcheck"]["test"][-1]
    path = re.search(r"'(/health/\w+)'", check)

    assert path
    assert client.get(path[1], headers={"host": "127.0.0.1:8000"}).status_code == 200


# Variables -------------------------------------------------------------------------


@every_app_service
def test_every_variable_a_service_sets_is_one_the_settings_read(name):
    assert services()[name]["environment"].keys() <= KNOWN.keys()


def test_every_variable_asked_for_is_in_the_example_file():
    asked = {match[1] for match in VARIABLE.finditer(compose_text())}
    assert asked <= env_example().keys()


def test_the_example_file_knows_every_setting_and_nothing_else():
    stores = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert env_example().keys() == KNOWN.keys() | stores


def test_the_operations_page_knows_every_setting():
    page = (ROOT / "docs" / "operations.md").read_text()
    missing = [name for name in env_example() if f"`{name}`" not in page]
    assert missing == []


def test_the_example_files_defaults_start_nothing_without_secrets():
    with pytest.raises(KeyError, match=r"set SECRET_KEY in \.env"):
        compose(env_example())


def test_a_port_in_the_example_file_moves_the_published_one():
    secrets = dict.fromkeys(("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"), "x")

    web = compose(secrets | {"PORT": "9000"})["services"]["web"]

    assert web["ports"] == ["127.0.0.1:9000:8000"]
    assert str(web["environment"]["PORT"]) == "9000"
