from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claimreview import lint
from tests.test_claimreview import GOLDEN


def changed(path: str, value: object) -> dict:
    """The golden document with one field set, or removed by None."""
    document = copy.deepcopy(GOLDEN)
    node = document
    *parents, last = path.split(".")
    for name in parents:
        node = node[name]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return document


LONG = "The harbour lost at least 4,200 jobs in the nineteen months after the strike"

# field, what it is set to (None: removed), finding, severity, where
BAD = [
    ("@context", None, "context", "error", "@context"),
    ("@context", "https://example.org", "context", "error", "@context"),
    ("@type", "Review", "type", "error", "@type"),
    ("url", None, "url_missing", "error", "url"),
    ("url", "/c/81", "url", "error", "url"),
    ("url", "javascript:alert(1)", "url", "error", "url"),
    ("url", "https://desk.example/", "url_not_a_page", "warning", "url"),
    ("claimReviewed", None, "claim_missing", "error", "claimReviewed"),
    ("claimReviewed", "  ", "claim_missing", "error", "claimReviewed"),
    ("claimReviewed", LONG, "claim_long", "warning", "claimReviewed"),
    (
        "claimReviewed",
        "Mostly supported: 4,200 jobs lost",
        "rating_in_claim",
        "error",
        "claimReviewed",
    ),
    (
        "claimReviewed",
        "4,200 jobs lost (mostly supported)",
        "rating_in_claim",
        "error",
        "claimReviewed",
    ),
    (
        "claimReviewed",
        "Fact check: 4,200 jobs lost",
        "rating_in_claim",
        "error",
        "claimReviewed",
    ),
    ("claimReviewed", "<b>4,200</b> jobs lost", "markup", "warning", "claimReviewed"),
    ("claimReviewed", "Jobs &amp; cranes", "markup", "warning", "claimReviewed"),
    ("reviewRating", None, "rating_missing", "error", "reviewRating"),
    ("reviewRating", "False", "rating_missing", "error", "reviewRating"),
    ("reviewRating.@type", "Thing", "rating_type", "error", "reviewRating.@type"),
    (
        "reviewRating.alternateName",
        None,
        "rating_label",
        "error",
        "reviewRating.alternateName",
    ),
    (
        "reviewRating.alternateName",
        "4",
        "rating_label_number",
        "warning",
        "reviewRating.alternateName",
    ),
    (
        "reviewRating.ratingValue",
        "four",
        "rating_value",
        "error",
        "reviewRating.ratingValue",
    ),
    (
        "reviewRating.ratingValue",
        6,
        "rating_range",
        "error",
        "reviewRating.ratingValue",
    ),
    (
        "reviewRating.bestRating",
        None,
        "rating_scale",
        "warning",
        "reviewRating.ratingValue",
    ),
    (
        "reviewRating.worstRating",
        5,
        "rating_order",
        "error",
        "reviewRating.worstRating",
    ),
    (
        "reviewRating.worstRating",
        -1,
        "rating_worst",
        "warning",
        "reviewRating.worstRating",
    ),
    ("author", None, "author_missing", "warning", "author"),
    ("author.name", None, "author_name", "error", "author.name"),
    ("author.logo.url", "logo.png", "url", "error", "author.logo.url"),
    (
        "author.correctionsPolicy",
        "corrections",
        "url",
        "error",
        "author.correctionsPolicy",
    ),
    ("itemReviewed", None, "item_missing", "warning", "itemReviewed"),
    (
        "itemReviewed.@type",
        "CreativeWork",
        "item_creative_work",
        "error",
        "itemReviewed.@type",
    ),
    ("itemReviewed.@type", "Thing", "item_type", "error", "itemReviewed.@type"),
    (
        "itemReviewed.author",
        None,
        "claimant_missing",
        "warning",
        "itemReviewed.author",
    ),
    (
        "itemReviewed.author",
        {"@type": "Organization", "name": "EXAMPLE desk"},
        "claimant_is_reviewer",
        "error",
        "itemReviewed.author",
    ),
    (
        "itemReviewed.appearance.url",
        "news.example/harbour",
        "url",
        "error",
        "itemReviewed.appearance.url",
    ),
    ("citation", [{"url": "ftp://port.example"}], "url", "error", "citation[0].url"),
    ("datePublished", None, "date_missing", "warning", "datePublished"),
    ("datePublished", "1 September", "date", "error", "datePublished"),
    ("datePublished", "2026-02-30", "date", "error", "datePublished"),
    ("dateModified", "2026-08-01", "date_order", "error", "dateModified"),
    (
        "itemReviewed.datePublished",
        "2026-10-01",
        "claim_after_review",
        "warning",
        "itemReviewed",
    ),
]


@pytest.mark.parametrize(("field", "value", "code", "severity", "path"), BAD)
def test_one_fault_is_found_and_named(field, value, code, severity, path):
    (finding,) = lint(changed(field, value))
    assert (finding.code, finding.severity, finding.path) == (code, severity, path)
    assert finding.message


def test_a_name_stands_in_for_the_verdict_in_words_with_a_warning():
    document = changed("reviewRating.alternateName", None)
    document["reviewRating"]["name"] = "Mostly supported"
    (finding,) = lint(document)
    assert (finding.code, finding.severity) == ("rating_label", "warning")


@pytest.mark.parametrize(
    ("label", "value"), [("False", 5), ("True", 1), ("Falsch", 5), ("Vrai", 1)]
)
def test_a_label_at_the_wrong_end_of_its_scale_is_noticed(label, value):
    document = changed("reviewRating.alternateName", label)
    document["reviewRating"]["ratingValue"] = value
    assert [finding.code for finding in lint(document)] == ["rating_mismatch"]


FINE = [
    ("@type", ["ClaimReview", "Review"]),
    ("@type", "https://schema.org/ClaimReview"),
    ("@context", "http://schema.org/"),
    ("author", "Example Desk"),
    ("author", [{"@type": "Person", "name": "R. Viewer"}]),
    ("reviewRating.ratingValue", "4"),
    ("datePublished", "2026-09-01T10:00:00+02:00"),
    ("claimReviewed", "A true story of 4,200 jobs, mostly supported by the state"),
    ("itemReviewed.author", {"@type": "Person", "name": "A. Speaker"}),
]


@pytest.mark.parametrize(("field", "value"), FINE)
def test_other_correct_forms_pass(field, value):
    assert lint(changed(field, value)) == []


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(GOLDEN)), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(GOLDEN)), plain))
def test_the_linter_reads_anything(document):
    document["@type"] = "ClaimReview"
    assert lint(document) == lint(copy.deepcopy(document))


def test_the_linter_reads_bottomless_nesting():
    document: dict = {"url": "x"}
    for _ in range(5_000):
        document = {"author": document}
    assert lint({**GOLDEN, "itemReviewed": document})
