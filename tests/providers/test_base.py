from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from claims.providers.asking import Answer, ask_all
from claims.providers.base import Kind, Outcome, candidate, merged, plausible_date
from claims.providers.errors import (
    BadQueryError,
    RateLimitedError,
    TimedOutError,
    UnavailableError,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def made(url="https://a.example/5", rank=1, **fields):
    given = {"title": "Title", "provider": "p", "kind": Kind.WEB} | fields
    return candidate(url=url, rank=rank, now=NOW, **given)


def test_a_candidate_is_cleaned_and_capped():
    one = made(
        "HTTPS://A.example:443/5?utm_source=x#y",
        title="  A\u202e\n title" + "x" * 400,
        snippet="y" * 600,
        publisher=" The\tPost ",
        licence="whatever they say",
    )
    assert one.url == "https://a.example/5"
    assert one.title.startswith("A title")
    assert (len(one.title), len(one.snippet)) == (300, 500)
    assert (one.publisher, one.licence) == ("The Post", "")


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(5)", "ftp://a.example", "/5", "https://" + "a" * 3_000],
)
def test_without_a_web_address_there_is_no_candidate(url):
    assert made(url) is None


def test_a_candidate_without_a_title_is_called_by_its_address():
    assert made(title=" \u200b").title == "https://a.example/5"


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        (datetime(2024, 5, 1, tzinfo=UTC), True),
        (datetime(2024, 5, 1, tzinfo=timezone(timedelta(hours=9))), True),
        (NOW + timedelta(hours=23), True),
        (NOW + timedelta(hours=25), False),
        (datetime(1989, 12, 31, tzinfo=UTC), False),
        (datetime(2024, 5, 1), False),  # noqa: DTZ001 - a naive time is the point
    ],
)
def test_only_a_plausible_aware_date_is_kept(when, kept):
    assert plausible_date(when, now=NOW) == ((when, False) if kept else (None, True))
    assert made(published_at=when).extra == ({} if kept else {"bad_date": True})


def test_an_unknown_date_is_no_bad_date():
    assert plausible_date(None) == (None, False)


def test_what_several_queries_find_comes_first_and_once():
    a, b, c = (f"https://{name}.example/" for name in "abc")
    first = [made(a, 1, query="q1"), made(b, 2, query="q1")]
    second = [made(c, 1, query="q2"), made(b, 2, query="q2")]
    found = merged([first, second], limit=10)
    assert [(one.url, one.rank, one.query) for one in found] == [
        (b, 1, "q1"), (a, 2, "q1"), (c, 3, "q2"),
    ]  # fmt: skip
    assert len(merged([first, second], limit=1)) == 1


def asked(*answers, deadline=5.0):
    """The result of asking one query per answer; an answer may be an error."""
    waiting = list(answers)
    seen = []

    def ask(query, seconds):
        assert 0 < seconds <= deadline
        seen.append(query)
        answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    queries = [f"q{n}" for n in range(len(answers))]
    return ask_all("p", queries, ask, limit=10, deadline=deadline), seen


SOME, NONE = Answer((made(),), total=9), Answer((), total=0)
WAIT = RateLimitedError(retry_after=30)


@pytest.mark.parametrize(
    ("answers", "outcome", "partial", "reason"),
    [
        ((SOME, NONE), Outcome.FOUND, False, ""),
        ((NONE, NONE), Outcome.EMPTY, False, ""),
        ((UnavailableError(), NONE), Outcome.COULD_NOT_SEARCH, True, "unavailable"),
        ((NONE, BadQueryError()), Outcome.COULD_NOT_SEARCH, True, "bad_query"),
        ((SOME, UnavailableError()), Outcome.FOUND, True, "unavailable"),
        (
            (UnavailableError(), BadQueryError()),
            Outcome.COULD_NOT_SEARCH,
            False,
            "unavailable",
        ),
        ((WAIT, SOME), Outcome.COULD_NOT_SEARCH, False, "rate_limited"),
        ((SOME, WAIT, SOME), Outcome.FOUND, True, "rate_limited"),
        ((TimedOutError(), SOME), Outcome.FOUND, True, "timeout"),
    ],
)
def test_the_outcome_is_honest(answers, outcome, partial, reason):
    result, _ = asked(*answers)
    assert (result.outcome, result.partial, result.reason) == (outcome, partial, reason)
    assert bool(result.message) == bool(reason)


def test_after_a_request_to_wait_nothing_more_is_asked():
    result, seen = asked(WAIT, SOME)
    assert seen == ["q0"]
    assert result.retry_after == 30


def test_a_fault_of_our_own_is_raised():
    with pytest.raises(ZeroDivisionError):
        asked(ZeroDivisionError())


def test_providers_need_no_django_and_no_parser_to_be_imported():
    code = (
        "import sys\n"
        "import claims.providers.article_links, claims.providers.library\n"
        "import claims.providers.wikipedia\n"
        "print([m for m in ('django', 'rest_framework', 'celery', 'lxml', 'pypdf')"
        " if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, check=True
    )
    assert out.stdout.strip() == b"[]"


def test_only_the_http_module_and_what_lies_below_it_import_an_http_library():
    package = Path(__file__).resolve().parents[2] / "claims" / "providers"
    importing = {
        path.stem
        for path in package.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from ")) and ("httpx2" in line or "httpcore2" in line
            or " requests" in line or " urllib.request" in line)
    }  # fmt: skip
    assert importing == {"http", "trying", "wire", "guard", "targets"}
