from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.providers.base import Kind, Outcome
from claims.providers.claimreview import clean, plausible_day, review_of
from claims.providers.claimreview_feed import ClaimReviewFeed, Loaded, read_feed
from claims.providers.errors import BadResponseError
from claims.providers.published import PublishedCheck, words_of
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import recording

LOADED = Loaded(93_120, datetime(2026, 9, 25, tzinfo=UTC))


def dump() -> bytes:
    return recording("claimreview_feed/data")[2]


def reviews() -> list[PublishedCheck]:
    return [one for one in read_feed(io.BytesIO(dump())) if one is not None]


def feed(search=None, loaded=LOADED) -> ClaimReviewFeed:
    return ClaimReviewFeed(search or (lambda terms, limit: reviews()), lambda: loaded)


class TestContract(ProviderContract):
    def found(self):
        pages = {check.url: check for check in reversed(reviews())}
        return feed(lambda terms, limit: list(pages.values()))

    def failing(self):
        return None

    def test_it_asks_nobody_outside(self):
        assert self.found().sends == ()
        assert self.found().kind is Kind.FACT_CHECK


def test_a_page_that_checks_two_claims_is_two_candidates():
    found = feed(lambda terms, limit: reviews()[:3]).search(FRAME).candidates
    urls = [one.url for one in found]
    assert urls.count("https://checks.example/2024/ellery-port") == 2
    assert len({one.extra["claim"] for one in found}) == 3


def test_before_anything_is_loaded_it_is_not_asked_with_the_reason():
    provider = feed(loaded=None)
    assert "import_claimreviews" in str(provider.problem())
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, "not_loaded")


def test_nothing_found_says_what_was_searched_and_how_old_it_is():
    result = feed(lambda terms, limit: []).search(FRAME)
    assert result.outcome is Outcome.EMPTY
    assert result.message == (
        "93,120 reviews, last brought up to date on 25 September 2026."
    )


def test_the_database_is_asked_once_whether_anything_is_loaded():
    asked = []
    provider = ClaimReviewFeed(
        lambda terms, limit: [], lambda: asked.append(1) or LOADED
    )
    for _ in range(3):
        provider.problem()
        provider.search(FRAME)
    assert len(asked) == 1


# Reading ---------------------------------------------------------------------


def test_all_reviews_of_an_item_are_read_whatever_the_shape_of_their_authors():
    first, second, german, _ = reviews()
    assert first == PublishedCheck(
        url="https://checks.example/2024/ellery-port",
        claim="The port of Ellery handled 4,200 containers in a single day.",
        publisher="Harbour Checks",
        rating="Mostly true",
        reviewed_on=date(2024, 6, 20),
        claimed_on=date(2024, 6, 12),
    )
    assert second.publisher == "Harbour Checks"
    assert german.publisher == "Prüfung am Hafen"


def test_entities_and_markup_in_a_claim_become_plain_text():
    assert reviews()[1].claim == (
        "Ellery's port is the largest on the coast & handles 9,000 containers"
    )
    assert clean("5 &lt; 6 &amp;amp; x", limit=50) == "5 < 6 & x"
    assert clean("a\u202eb\x00\n c", limit=50) == "ab c"
    assert len(clean("x" * 5_000, limit=1_000)) == 1_000


def test_a_date_that_is_none_leaves_none():
    german = reviews()[2]
    assert (german.reviewed_on, german.claimed_on) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["", "0001-01-01", "1969-12-31", "2024-13-45", "9999-01-01", "tomorrow", "\x00"],
)
def test_an_implausible_day_is_none(text):
    assert plausible_day(text) is None


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "False", "ratingValue": 1, "bestRating": 5}, "False"),
        ({"ratingValue": "2", "bestRating": "5"}, "2 of 5"),
        ({"ratingValue": -1, "bestRating": 5}, ""),
        ({"ratingValue": 0, "bestRating": 5}, ""),
        ({"ratingValue": "NaN", "bestRating": 5}, ""),
        ({"ratingValue": "1e999", "bestRating": 5}, ""),
        ({"ratingValue": 3}, ""),
        ([{"alternateName": ["Half &amp; half"]}], "Half & half"),
        ("Misleading", "Misleading"),
        (None, ""),
        ({"alternateName": {"@value": "x"}}, ""),
    ],
)
def test_a_rating_is_words_or_a_figure_that_says_something(rating, words):
    item = {"url": "https://a.example/x", "claimReviewed": "It was 5."}
    found = review_of(item | {"reviewRating": rating})
    assert found is not None
    assert found.rating == words


def test_what_says_too_little_is_counted_and_stops_nothing():
    found = list(read_feed(io.BytesIO(dump())))
    assert found.count(None) == 5


def test_nobody_s_name_but_the_publisher_s_is_kept():
    assert "Ann Lee" not in repr(reviews())


@pytest.mark.parametrize("share", [0.2, 0.5, 0.95, 0.999])
def test_a_dump_that_is_cut_off_is_an_error(share):
    body = dump()
    with pytest.raises(BadResponseError) as caught:
        list(read_feed(io.BytesIO(body[: int(len(body) * share)])))
    assert caught.value.kind == "invalid_json"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "invalid_json"),
        (b"<html>sign in</html>", "invalid_json"),
        (b'{"dataFeedElement": [NaN]}', "invalid_json"),
        (b'{"dataFeedElement": [{"item": "\xff\xfe"}]}', "invalid_json"),
        (b"[]", "schema"),
        (b'{"elements": []}', "schema"),
    ],
)
def test_another_answer_is_no_dump(body, kind):
    with pytest.raises(BadResponseError) as caught:
        list(read_feed(io.BytesIO(body)))
    assert caught.value.kind == kind


def test_a_long_dump_is_read_piece_by_piece():
    class Counting(io.BytesIO):
        def read(self, size=-1):
            assert 0 <= size <= 1_000_000
            return super().read(size)

    element = json.loads(dump())["dataFeedElement"][0]
    body = json.dumps({"dataFeedElement": [element] * 3_000}).encode()
    file = Counting(body)
    next(iter(read_feed(file)))
    assert file.tell() < len(body) / 10


# Words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [("Containers", "container"), ("Russian", "RUSSIA"), ("Prüfung", "prufung"),
     ("4,200", "4 200"), ("1.234.567", "1234567"), ("3 000", "3\u202f000")],
)  # fmt: skip
def test_forms_of_a_word_are_found_by_one_another(a, b):
    assert words_of(a) == words_of(b)


def test_neighbouring_numbers_stay_two():
    assert words_of("in 2015 600 ships") == ["in", "2015", "600", "ship"]
    assert words_of("4,2 and 12,34") == ["4", "2", "and", "12", "34"]


def test_words_are_letters_and_digits_only():
    assert words_of('it\'s "a" & b|c_d <-> x*') == ["it", "s", "a", "b", "c", "d", "x"]
    assert max(len(word) for word in words_of("x" * 99 + " " + "9" * 99)) == 20


def test_the_same_page_about_the_same_claim_is_one_check():
    one = reviews()[0]
    assert replace(one, claim=one.claim.upper(), rating="x").fingerprint == (
        one.fingerprint
    )
    assert replace(one, claim="Another.").fingerprint != one.fingerprint


@pytest.mark.parametrize("piece", [b"[", b'{"a":', b'{"dataFeedElement":['])
def test_endless_nesting_is_refused_before_it_fills_the_memory(piece):
    with pytest.raises(BadResponseError, match="nested deeper"):
        list(read_feed(io.BytesIO(piece * 50_000)))
