"""The description is valid, complete and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from claims.api.errors import CODES
from claims.errors import ClaimsError
from tests.api.conftest import ROOT
from tests.api.test_access import DOORS, PUBLIC, routes

DOCS = Path("docs/api.md").read_text()


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator(api_version="v1").get_schema(request=None, public=True)


def test_the_generator_has_nothing_to_complain_about(tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--file", tmp_path / "schema.yml"
    )
    assert "openapi: 3.1" in (tmp_path / "schema.yml").read_text()


def test_every_door_is_described(schema):
    described = {
        (method.upper(), path)
        for path, operations in schema["paths"].items()
        for method in operations
    }
    paths = routes()
    doors = {(door.method, template(paths[door.name])) for door in DOORS}
    assert described == {(method, ROOT + path) for method, path in doors}


def test_every_refusal_is_described(schema):
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            codes = set(operation["responses"])
            assert codes >= {"400", "401", "406"}, path
            assert ("{" in path) <= ("404" in codes), path
            assert (method != "get") <= (codes >= {"403", "413", "415"}), path
            assert "description" in operation["responses"]["400"]
            assert operation["summary"], path


def test_every_code_is_documented():
    own = {error.code for error in subclasses(ClaimsError)} | set(CODES.values())
    # Never reached from a request here: nothing throttles, and these have a clearer code.
    own -= {"throttled", "gone", "error"}
    assert own == set(re.findall(r"^\| \d{3} \| `(\w+)`", DOCS, re.M))


def test_every_address_is_documented():
    told = set(
        re.findall(r"\*\*`(GET|POST|PUT|PATCH|DELETE) /?([a-z/{}-]*)`\*\*", DOCS)
    )
    paths = routes()
    doors = {(door.method, template(paths[door.name])) for door in DOORS}
    doors |= {("GET", paths[name]) for name in PUBLIC - {"unknown"}}
    assert told == doors


def test_every_parameter_is_documented(schema):
    told = set(re.findall(r"`(\w+)`", DOCS)) | {"preview", "page"}
    for operations in schema["paths"].values():
        for operation in operations.values():
            names = {p["name"] for p in operation.get("parameters", [])}
            assert names - {"id", "slug", "If-Match", "format"} <= told


ANSWERS = [
    ("", "GET", "/api/v1/"),
    ("articles/", "GET", "/api/v1/articles/"),
    ("articles/{article}/", "GET", "/api/v1/articles/{id}/"),
    ("articles/{article}/claims/", "GET", "/api/v1/articles/{id}/claims/"),
    ("articles/{article}/dismissed/", "GET", "/api/v1/articles/{id}/dismissed/"),
    ("articles/{article}/arithmetic/", "GET", "/api/v1/articles/{id}/arithmetic/"),
    ("claims/", "GET", "/api/v1/claims/"),
    ("claims/{claim}/", "GET", "/api/v1/claims/{id}/"),
    ("claims/{claim}/sources/", "GET", "/api/v1/claims/{id}/sources/"),
    ("claims/{claim}/evidence/", "GET", "/api/v1/claims/{id}/evidence/"),
    ("claims/{claim}/reviews/", "GET", "/api/v1/claims/{id}/reviews/"),
    ("claims/{claim}/verdict/", "GET", "/api/v1/claims/{id}/verdict/"),
    ("claims/{claim}/weighing/", "GET", "/api/v1/claims/{id}/weighing/"),
    ("claims/{claim}/searches/", "GET", "/api/v1/claims/{id}/searches/"),
    ("claims/{claim}/roots/", "GET", "/api/v1/claims/{id}/roots/"),
    ("claims/{claim}/related/", "GET", "/api/v1/claims/{id}/related/"),
    ("claims/{claim}/quantity/", "GET", "/api/v1/claims/{id}/quantity/"),
    ("claims/{claim}/calculations/", "GET", "/api/v1/claims/{id}/calculations/"),
    (
        "claims/{claim}/calculations/preview/?formula=e1*2",
        "GET",
        "/api/v1/claims/{id}/calculations/preview/",
    ),
    ("claims/{claim}/history/", "GET", "/api/v1/claims/{id}/history/"),
    ("claims/{claim}/claimreview/", "GET", "/api/v1/claims/{id}/claimreview/"),
    ("evidence/", "GET", "/api/v1/evidence/"),
    ("queues/", "GET", "/api/v1/queues/"),
    ("ratings/", "GET", "/api/v1/ratings/"),
    ("library/", "GET", "/api/v1/library/"),
    ("me/", "GET", "/api/v1/me/"),
    ("limits/", "GET", "/api/v1/limits/"),
    ("nonsense/", "GET", None),
    ("claims/?page=0", "GET", None),
]


@pytest.mark.parametrize(("path", "method", "described"), ANSWERS)
def test_answers_are_as_described(
    path, method, described, schema, as_editor, published
):
    response = as_editor(method, path.format(**published))
    if described is None:
        shape = {"$ref": "#/components/schemas/Problem"}
    else:
        operation = schema["paths"][described][method.lower()]
        answer = operation["responses"][str(response.status_code)]
        shape = answer["content"]["application/json"]["schema"]
    validator = Draft202012Validator(
        shape | {"components": schema["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    assert [error.message for error in validator.iter_errors(response.json())] == []
    if (
        response.status_code == 200
        and described
        and path != "claims/{claim}/claimreview/"
    ):
        assert_no_more_than_described(response.json(), shape, schema)


def assert_no_more_than_described(value, shape, schema):
    """No answer has a field the description does not know."""
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, dict) and "properties" in shape:
        assert set(value) <= set(shape["properties"])
        for name, inner in value.items():
            assert_no_more_than_described(inner, shape["properties"][name], schema)
    elif isinstance(value, list) and "items" in shape:
        for inner in value:
            assert_no_more_than_described(inner, shape["items"], schema)


def test_no_parameter_of_any_door_is_taken_empty(schema, as_editor, published):
    asked = 0
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            address = path.replace("{slug}", "review")
            kind = "article" if "/articles/" in path else "claim"
            address = address.replace("{id}", str(published[kind]))
            for one in operation.get("parameters", []):
                if one["in"] != "query" or one["name"] == "format":
                    continue
                for empty in ("", "+"):
                    query = f"{one['name']}={empty}"
                    refused = as_editor(method.upper(), f"{address}?{query}", {})
                    assert refused.status_code == 400, (address, query)
                    told = {one["name"]: ["Give it a value, or leave it out."]}
                    assert refused.json()["errors"] == told, (address, query)
                    asked += 1
    assert asked > 100


def test_the_description_needs_no_key(api, db):
    response = api(None).get("schema/")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/vnd.oai.openapi")
    as_json = api(None).get("schema/?format=json").json()
    assert as_json["openapi"].startswith("3.1")
    assert as_json["paths"]["/api/v1/claims/{id}/"]


@pytest.fixture
def published(published_claim):
    return {"claim": published_claim.pk, "article": published_claim.article_id}


def template(path: str) -> str:
    return re.sub(r"<\w+:(\w+)>", r"{\1}", path).replace("{pk}", "{id}")


def subclasses(kind: type) -> set[type]:
    found = set(kind.__subclasses__())
    return found.union(*(subclasses(one) for one in found)) if found else found
