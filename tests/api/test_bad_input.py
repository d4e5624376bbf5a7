"""What clients get wrong: a status and a sentence for each, and never a 5xx."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims import conf
from claims.models import Article, Claim, Evidence, Review, Submission
from tests.api.conftest import ROOT

HUGE = "9" * 9_999
MULTIPART = "multipart/form-data; boundary=x"


class Bad(NamedTuple):
    method: str
    path: str
    body: Any
    status: int
    says: str
    content_type: str = "application/json"


REFERENCE = {"title": "Survey", "text": "41 boats."}


def article(**fields: Any) -> dict[str, Any]:
    return {"text": "In all 42 boats sank."} | fields


def review(**fields: Any) -> dict[str, Any]:
    return {"rating": "supported", "rationale": "Because.", "evidence": [1]} | fields


def clip(**fields: Any) -> dict[str, Any]:
    return {"quote": "There were 4,300 containers.", "title": "Report"} | fields


ROWS = [
    # Bodies
    Bad("POST", "articles/", b"[" * 5_000, 400, "nested deeper than 32"),
    Bad("POST", "articles/", b"{", 400, "Malformed JSON"),
    Bad("POST", "articles/", b"   ", 400, "Malformed JSON"),
    Bad("POST", "articles/", b'{"text": "\xff"}', 400, "not UTF-8"),
    Bad("POST", "articles/", rb'{"text": "\ud800"}', 400, "U+D800"),
    Bad("POST", "articles/", rb'{"text": "a\u0000b"}', 400, "U+0000"),
    Bad("POST", "articles/", b'{"text": "a", "text": "b"}', 400, "Duplicate key"),
    Bad("POST", "articles/", b'{"text": NaN}', 400, "NaN"),
    Bad("POST", "articles/", b'{"text": 1e1000000}', 400, "30 digits"),
    Bad("POST", "articles/", b'"' + b"a" * 2_600_000 + b'"', 413, "2,500,000 bytes"),
    Bad("POST", "articles/", article(text="7 " * 500_001), 413, "1,000,000"),
    Bad("POST", "articles/", [], 400, "Send a JSON object"),
    Bad("POST", "articles/", "text", 400, "Send a JSON object"),
    Bad("POST", "articles/", 7, 400, "Send a JSON object"),
    Bad("POST", "articles/", b"null", 400, "Send a JSON object"),
    Bad("POST", "articles/", b"{}", 415, "", "text/plain"),
    Bad("POST", "articles/", b"{}", 415, "", "application/xml"),
    Bad("POST", "articles/", b"{}", 415, "UTF-8", "application/json; charset=utf-16"),
    Bad("POST", "articles/", b"{}", 415, "UTF-8", "application/json; charset=nope"),
    Bad("POST", "articles/", b"a=1", 415, "", "application/x-www-form-urlencoded"),
    Bad("POST", "articles/", b"x", 400, "", "multipart/form-data"),
    Bad(
        "POST",
        "articles/",
        b"x",
        415,
        "",
        f"multipart/form-data; boundary={'x' * 9999}",
    ),
    Bad("POST", "articles/", b"--x--\r\n", 400, "file", MULTIPART),
    # Articles
    Bad("POST", "articles/", {}, 400, "a text, an address or a file"),
    Bad("POST", "articles/", article(text=""), 400, "empty"),
    Bad("POST", "articles/", article(text=" \n\u200b"), 400, "empty"),
    Bad("POST", "articles/", article(text=7), 400, "Send a string"),
    Bad("POST", "articles/", article(text=None), 400, "null"),
    Bad("POST", "articles/", article(text=True), 400, "Send a string"),
    Bad("POST", "articles/", article(title=["x"]), 400, "Send a string"),
    Bad("POST", "articles/", article(title="x" * 301), 400, "300"),
    Bad("POST", "articles/", article(status="published"), 400, "Unknown field"),
    Bad("POST", "articles/", article(is_superuser=True), 400, "Unknown field"),
    Bad("POST", "articles/", article(language="e' OR 1"), 400, "language tag"),
    Bad("POST", "articles/", article(language=7), 400, "language tag"),
    Bad("POST", "articles/", article(language="xx"), 400, "“xx” is no language"),
    Bad(
        "POST",
        "articles/",
        article(published_at="2026-03-02T08:00:00"),
        400,
        "Timezone",
    ),
    Bad("POST", "articles/", article(published_at="2026-03-02"), 400, "Timezone"),
    Bad("POST", "articles/", article(published_at="1899-12-31T00:00:00Z"), 400, "1900"),
    Bad("POST", "articles/", article(published_at="2201-01-01T00:00:00Z"), 400, "2200"),
    Bad(
        "POST", "articles/", article(published_at="0001-01-01T00:00+23:59"), 400, "1900"
    ),
    Bad("POST", "articles/", article(published_at="2026-01-01T23:59:60Z"), 400, "date"),
    Bad(
        "POST", "articles/", article(published_at="2026-01-01T10:00+25:00"), 400, "date"
    ),
    Bad(
        "POST", "articles/", article(published_at="10000-01-01T00:00:00Z"), 400, "date"
    ),
    Bad("POST", "articles/", article(published_at=1767225600000), 400, "date"),
    Bad("POST", "articles/", article(url="javascript:alert(1)"), 400, "http"),
    Bad("POST", "articles/", article(url="https://a:b@c.example/"), 400, "password"),
    Bad("POST", "articles/", {"url": "ftp://a.example/x"}, 400, "http"),
    Bad("POST", "articles/", {"url": "file:///etc/passwd"}, 400, "http"),
    Bad("POST", "articles/", {"url": "http://[::1"}, 400, "no web address"),
    Bad("POST", "articles/", {"url": "http://a.example:99999/"}, 400, "no web address"),
    Bad("POST", "articles/", {"url": "http://x\\@127.0.0.1/"}, 400, "backslashes"),
    Bad("POST", "articles/", {"url": "http://a.example/ b"}, 400, "spaces"),
    Bad("POST", "articles/", {"url": f"http://a.example/{'x' * 2100}"}, 400, "2,048"),
    Bad("POST", "articles/", {"url": ""}, 400, "a text, an address or a file"),
    Bad("POST", "articles/", {"url": "http://a.example/", "title": "x"}, 400, "text"),
    # Reviews and verdicts
    Bad("POST", "claims/{claim}/reviews/", {}, 400, "required"),
    Bad(
        "POST", "claims/{claim}/reviews/", review(rating="maybe"), 400, "No such rating"
    ),
    Bad("POST", "claims/{claim}/reviews/", review(rating=3), 400, "Send a string"),
    Bad("POST", "claims/{claim}/reviews/", review(rationale="  "), 400, "Say why"),
    Bad(
        "POST", "claims/{claim}/reviews/", review(rationale="x" * 20_001), 400, "20,000"
    ),
    Bad("POST", "claims/{claim}/reviews/", review(evidence=["1"]), 400, "whole number"),
    Bad(
        "POST", "claims/{claim}/reviews/", review(evidence=[True]), 400, "whole number"
    ),
    Bad("POST", "claims/{claim}/reviews/", review(evidence=[1.5]), 400, "whole number"),
    Bad("POST", "claims/{claim}/reviews/", review(evidence=[0]), 400, "greater"),
    Bad("POST", "claims/{claim}/reviews/", review(evidence=[10**20]), 400, "less than"),
    Bad(
        "POST", "claims/{claim}/reviews/", review(evidence=[2**63 - 1]), 400, "Unknown"
    ),
    Bad("POST", "claims/{claim}/reviews/", review(evidence={"a": 1}), 400, "list"),
    Bad("POST", "claims/{claim}/reviews/", review(evidence="1"), 400, "list"),
    Bad("POST", "claims/{claim}/reviews/", review(evidence=[1] * 101), 400, "100"),
    Bad(
        "POST", "claims/{claim}/reviews/", review(evidence=[]), 422, "Cite at least one"
    ),
    Bad(
        "POST", "claims/{claim}/reviews/", review(reason_codes=["x"]), 400, "Choose one"
    ),
    Bad(
        "POST", "claims/{claim}/reviews/", review(reason_codes=[[]]), 400, "Choose one"
    ),
    Bad(
        "POST", "claims/{claim}/reviews/", review(searched_not_enough=1), 400, "true or"
    ),
    Bad(
        "POST",
        "claims/{claim}/reviews/",
        review(searched_not_enough="y"),
        400,
        "true or",
    ),
    Bad("POST", "claims/{claim}/reviews/", review(version="1"), 400, "whole number"),
    Bad("POST", "claims/{claim}/reviews/", review(version=True), 400, "whole number"),
    Bad("POST", "claims/{claim}/reviews/", review(version=10**20), 400, "less than"),
    Bad("POST", "claims/{claim}/reviews/", review(version=99), 409, "at version"),
    Bad("POST", "claims/{claim}/reviews/", review(author=1), 400, "Unknown field"),
    Bad("POST", "claims/{claim}/verdict/", {"review": 1.5}, 403, "role of editor"),
    Bad("POST", "claims/{claim}/dismiss/", {}, 400, "required"),
    Bad("POST", "claims/{claim}/dismiss/", {"reason": ""}, 400, "Say why"),
    Bad("POST", "claims/{claim}/dismiss/", {"reason": "x" * 2_001}, 400, "2000"),
    Bad("POST", "claims/{claim}/restore/", {}, 409, "not possible"),
    Bad("POST", "claims/{claim}/restore/", {"status": "ready"}, 400, "Unknown field"),
    Bad("POST", "queues/review/next/", {"claim": 1}, 400, "Unknown field"),
    # Evidence and library
    Bad("POST", "claims/{claim}/evidence/", clip(quote=""), 400, "Paste the passage"),
    Bad("POST", "claims/{claim}/evidence/", clip(quote="x" * 5_001), 400, "5,000"),
    Bad("POST", "claims/{claim}/evidence/", clip(title=""), 400, "address or a title"),
    Bad("POST", "claims/{claim}/evidence/", clip(stance="maybe"), 400, "Choose one"),
    Bad("POST", "claims/{claim}/evidence/", clip(stance=1), 400, "Choose one"),
    Bad("POST", "claims/{claim}/evidence/", clip(url="data:text/html,x"), 400, "http"),
    Bad(
        "POST",
        "claims/{claim}/evidence/",
        clip(relation="inside"),
        400,
        "Unknown field",
    ),
    Bad("PATCH", "evidence/{evidence}/", {"quote": "other"}, 400, "Unknown field"),
    Bad("PATCH", "evidence/{evidence}/", {"stance": "yes"}, 400, "Choose one"),
    Bad("PATCH", "evidence/{evidence}/", {"stance": None}, 400, "null"),
    Bad("PATCH", "evidence/{evidence}/", [], 400, "Send a JSON object"),
    Bad("POST", "library/", {"title": "x"}, 400, "required"),
    Bad("POST", "library/", {"title": "", "text": "x"}, 400, "title"),
    Bad("POST", "library/", {"title": "x", "text": " "}, 400, "empty"),
    Bad("POST", "library/", {"title": "x", "text": "y", "url": "x:y"}, 400, "http"),
    Bad(
        "POST",
        "library/",
        {"title": "x", "text": "y", "published_on": "31.1.26"},
        400,
        "",
    ),
    Bad(
        "POST", "library/", REFERENCE | {"published_on": "2026-02-30"}, 400, "date like"
    ),
    Bad("POST", "library/", REFERENCE | {"published_on": 20260131}, 400, "date like"),
    Bad("POST", "library/", REFERENCE | {"published_on": "1800-01-01"}, 400, "1900"),
    # Paths
    Bad("GET", "claims/%00/", None, 404, "nothing at this address"),
    Bad("GET", "claims/0/", None, 404, "nothing"),
    Bad("GET", "claims/-1/", None, 404, "nothing"),
    Bad("GET", "claims/01/", None, 404, "nothing"),
    Bad("GET", "claims/1.0/", None, 404, "nothing"),
    Bad("GET", f"claims/{HUGE}/", None, 404, "nothing"),
    Bad("GET", f"claims/{2**63}/", None, 404, "nothing"),
    Bad("GET", f"claims/{2**63 - 1}/", None, 404, "nothing"),
    Bad("GET", "claims/１/", None, 404, "nothing"),
    Bad("GET", "claims//", None, 404, "nothing"),
    Bad("GET", "claims/1;a=b/", None, 404, "nothing"),
    Bad("GET", "%2e%2e/%2e%2e/etc/passwd", None, 404, "nothing"),
    Bad("GET", "nonsense/", None, 404, "nothing"),
    Bad("POST", "queues/nonsense/next/", {}, 404, "nothing"),
    Bad("POST", "queues/%00/next/", {}, 404, "nothing"),
    # Methods
    Bad("DELETE", "claims/{claim}/", None, 405, "DELETE"),
    Bad("PUT", "claims/{claim}/", {}, 405, "PUT"),
    Bad("PATCH", "claims/{claim}/", {"status": "published"}, 405, "PATCH"),
    Bad("OPTIONS", "claims/", None, 405, "OPTIONS"),
    Bad("TRACE", "claims/", None, 405, "TRACE"),
    Bad("PROPFIND", "claims/", None, 405, "PROPFIND"),
    Bad("GET", "claims/{claim}/publish/", None, 405, "GET"),
    Bad("GET", "queues/review/next/", None, 405, "GET"),
    # Parameters
    Bad("GET", "claims/?page=0", None, 400, "whole number"),
    Bad("GET", "claims/?page=-1", None, 400, "whole number"),
    Bad("GET", "claims/?page=1e9", None, 400, "whole number"),
    Bad("GET", "claims/?page=last", None, 400, "whole number"),
    Bad("GET", "claims/?page=99", None, 400, "no page 99"),
    Bad("GET", f"claims/?page={HUGE[:500]}", None, 400, "whole number"),
    Bad("GET", "claims/?page_size=0", None, 400, "whole number"),
    Bad("GET", "claims/?page_size=many", None, 400, "whole number"),
    Bad("GET", "claims/?page=１", None, 400, "whole number"),
    Bad("GET", "claims/?nonsense=1", None, 400, "Unknown parameter"),
    Bad(
        "GET", "claims/?article__created_by__password=x", None, 400, "Unknown parameter"
    ),
    Bad("GET", "claims/?fields=password", None, 400, "Unknown parameter"),
    Bad("GET", "claims/?ordering=holder__password", None, 400, "ordering"),
    Bad("GET", "claims/?ordering=id&ordering=start", None, 400, "ordering"),
    Bad("GET", "claims/?page=1&page=2", None, 400, "page"),
    Bad("GET", "claims/?status=done", None, 400, "status"),
    Bad("GET", "claims/?kind=date", None, 400, "kind"),
    Bad("GET", "claims/?article=x", None, 400, "whole number"),
    Bad("GET", f"claims/?article={HUGE[:200]}", None, 400, "whole number"),
    Bad("GET", f"claims/?article={2**63}", None, 400, "whole number"),
    Bad("GET", "claims/?min_worthiness=nan", None, 400, "0 to 1"),
    Bad("GET", "claims/?min_worthiness=1e1000000", None, 400, "0 to 1"),
    Bad("GET", "claims/?min_worthiness=2", None, 400, "0 to 1"),
    Bad("GET", "claims/?held=you", None, 400, "held"),
    Bad("GET", "claims/?relation=same", None, 400, "relation"),
    Bad("GET", "claims/?q=%00", None, 400, "q"),
    Bad("GET", f"claims/?q={'x' * 201}", None, 400, "200"),
    Bad("GET", "articles/?created_after=2026-01-01", None, 400, "Timezone"),
    Bad("GET", "articles/?created_after=0001-01-01T00:00%2B23:59", None, 400, "1900"),
    Bad("GET", "articles/?created_after=yesterday", None, 400, "date"),
    Bad("GET", "articles/1/claims/?article=1", None, 400, "Unknown parameter"),
    Bad("GET", "evidence/?claim=true", None, 400, "whole number"),
    Bad("GET", "claims/{claim}/?expand=all", None, 400, "Unknown parameter"),
    Bad("GET", "claims/{claim}/claimreview/?preview=yes", None, 400, "true or false"),
    Bad("GET", "schema/?lang=../../x", None, 400, "Unknown parameter"),
    Bad("GET", "docs/?lang=%00", None, 400, "Unknown parameter"),
]


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{i:03d}-{r.method}-{r.path[:40]}" for i, r in enumerate(ROWS)]
)
def test_it_is_refused_with_a_sentence(row, as_reviewer, held, evidence):
    before = rows_in_tables()
    path = row.path.format(claim=held.pk, evidence=evidence.pk)
    response = as_reviewer(row.method, path, row.body, content_type=row.content_type)
    assert response.status_code == row.status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == row.status
    assert problem["code"]
    told = f"{problem['detail']} {problem.get('errors', '')}"
    assert row.says in told
    assert problem["detail"].strip()
    assert len(response.content) < 2_000
    assert rows_in_tables() == before


def rows_in_tables() -> list[Any]:
    tables = (Article, Submission, Claim, Evidence, Review)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


@pytest.mark.parametrize(
    ("path", "wildcard"),
    [("claims/?q=%25", "%"), ("claims/?q=_", "_"), ("claims/?q=(a%2B)%2B$", "(")],
)
def test_a_search_takes_no_syntax(as_reviewer, claim, path, wildcard):
    assert wildcard not in claim.statement
    response = as_reviewer.get(path)
    assert response.status_code == 200
    assert response.json()["count"] == 0


def test_a_page_size_over_the_limit_is_cut_down(as_reviewer, claim):
    response = as_reviewer.get(f"claims/?page_size={10**9}")
    assert response.status_code == 200
    assert len(response.json()["results"]) == 1


def test_a_method_cannot_be_overridden(as_editor, claim):
    response = as_editor.post(
        f"claims/{claim.pk}/take/", None, **{"X-HTTP-Method-Override": "DELETE"}
    )
    assert response.status_code == 200


def test_an_empty_file_is_refused(as_reviewer):
    response = upload(as_reviewer, b"")
    assert response.status_code == 400
    assert response.json()["errors"] == {"file": ["The file is empty."]}


def test_a_file_over_the_limit_is_too_large(as_reviewer, monkeypatch):
    small = dataclasses.replace(conf.LIMITS, file_bytes=10)
    monkeypatch.setattr(conf, "LIMITS", small)
    response = upload(as_reviewer, b"0123456789a")
    assert response.status_code == 413
    assert response.json()["field"] == "file"
    assert upload(as_reviewer, b"0123456789").status_code == 202


def test_a_body_far_over_the_limit_is_not_read(as_reviewer):
    response = as_reviewer(
        "POST",
        "articles/",
        b"x",
        content_type=MULTIPART,
        headers={"Content-Length": "9" * 12},
    )
    assert response.status_code == 413


def test_a_file_comes_alone(as_reviewer):
    response = upload(as_reviewer, b"42 boats", title="Boats")
    assert response.status_code == 400
    assert response.json()["errors"] == {"title": ["Unknown field."]}


def test_a_form_field_over_the_limit_is_too_large(as_reviewer):
    response = upload(as_reviewer, b"42 boats", title="x" * 4_600_000)
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


def test_too_many_form_fields_are_refused(as_reviewer):
    response = upload(as_reviewer, b"42", **{f"f{i}": "x" for i in range(1_100)})
    assert response.status_code == 400


def upload(api, content: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile("report.txt", content, content_type="text/plain")
    return api.client.post(
        f"{ROOT}articles/", {"file": file, **fields}, headers=api.headers
    )
