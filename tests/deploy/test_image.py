from __future__ import annotations

import re
import tomllib

import pytest

from tests.deploy.container_files import (
    ROOT,
    dockerfile,
    in_build_context,
    last,
    services,
)

BUILD, IMAGE = dockerfile()


def copied() -> list[tuple[str, str]]:
    """(source in the repository, target in the image)"""
    pairs = []
    for stage in (BUILD, IMAGE):
        for step in stage:
            if step.word in {"COPY", "ADD"} and not step.rest.startswith("--from"):
                *sources, target = step.words
                pairs += [(source, target) for source in sources]
    return pairs


@pytest.mark.parametrize(("source", "target"), copied())
def test_what_is_copied_exists_and_is_in_the_build_context(source, target):
    place = ROOT / source
    assert place.exists()
    assert place.is_dir() == source.endswith("/")
    assert in_build_context(source.rstrip("/"))


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        ".git/config",
        ".venv/bin/python",
        ".data/secret_key",
        "workbench.sqlite3",
        "tests/conftest.py",
        "requirements/test.txt",
        "claims/__pycache__/conf.cpython-313.pyc",
    ],
)
def test_secrets_and_leftovers_never_reach_the_builder(path):
    assert not in_build_context(path)


@pytest.mark.parametrize("path", ["claims/models/claims.py", "seeds/articles/war.txt"])
def test_the_product_reaches_the_builder(path):
    assert in_build_context(path)


def test_every_folder_the_product_needs_is_copied():
    tree = {"claims/", "factcheck/", "templates/", "seeds/", "manage.py"}
    assert tree <= {source for source, _ in copied()}


def test_dependencies_are_installed_by_hash_and_only_once():
    steps = [step.rest for stage in (BUILD, IMAGE) for step in stage]
    installs = [rest for rest in steps if "pip install" in rest]

    assert len(installs) == 1
    assert "pip install --require-hashes -r /requirements/run.txt" in installs[0]


def test_what_is_left_out_of_the_image_is_in_the_lock():
    removed = next(
        step.rest for step in BUILD if "pip uninstall" in step.rest
    ).partition("pip uninstall --yes ")[2]
    lock = (ROOT / "requirements" / "run.txt").read_text()

    assert removed
    for name in removed.split():
        assert re.search(rf"^{name}==", lock, re.MULTILINE)


def test_both_stages_use_one_python_that_the_product_supports():
    bases = {stage[0].words[0] for stage in (BUILD, IMAGE)}
    assert len(bases) == 1
    version = re.fullmatch(r"python:(3)\.(\d+)-slim-\w+", bases.pop())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    least = re.fullmatch(r">=(3)\.(\d+)", project["requires-python"])

    assert version
    assert least
    assert int(version[2]) >= int(least[2])


def test_the_image_runs_as_a_user_without_rights():
    assert last(IMAGE, "USER").rest == "10001:10001"
    after = IMAGE[IMAGE.index(last(IMAGE, "USER")) :]
    assert not {"RUN", "COPY", "ADD"} & {step.word for step in after}


def test_static_files_are_collected_when_the_image_is_built():
    collects = [step.rest for step in IMAGE if "collectstatic --noinput" in step.rest]
    assert len(collects) == 1


def test_no_secret_stays_in_the_image():
    for stage in (BUILD, IMAGE):
        for step in stage:
            assert step.word != "ARG"
            assert step.word != "ENV" or "SECRET" not in step.rest
            assert step.word != "ENV" or "PASSWORD" not in step.rest


def test_the_image_alone_serves_what_the_web_service_serves():
    web = services()["web"]
    check = last(IMAGE, "HEALTHCHECK")

    assert last(IMAGE, "CMD").words == web["command"]
    assert ["CMD", *check.words] == web["healthcheck"]["test"]
    for option in ("interval", "timeout", "retries"):
        assert f"--{option}={web['healthcheck'][option]}" in check.rest
