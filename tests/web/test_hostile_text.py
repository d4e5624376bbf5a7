"""What people type or pages say is shown as text, wherever it shows up."""

from __future__ import annotations

import json

import pytest
from lxml import html  # type: ignore[import-untyped]  # has no stubs

from claims.services import correcting, library, publishing, queueing, reviewing
from tests.factories import make_article, make_claim, make_evidence, read_article
from tests.web.conftest import signed_in
from tests.web.pages import document, json_ld, text

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "<div hx-get=/jobs/ hx-trigger=load>",
    "<a href=javascript:alert(1)>click</a>",
    "</title><base href=//evil.example>",
    "<!--<script>",
    "]]><x>&lt;b&gt;",
]
KNOWN_HX = {"article-live", "calculation-fields", "claim-live"}


def assert_clean(answer, payload: str) -> None:
    page = document(answer)
    raw = answer.content.decode()
    assert "7|add:7" in raw or "14{%" not in raw
    for script in page.iter("script"):
        assert script.get("src") or script.get("type") == "application/ld+json"
    assert not list(page.iter("base", "iframe", "object", "embed", "style"))
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name != "style"
            assert not value.strip().lower().startswith("javascript:")
        if element.get("hx-get"):
            assert element.get("id") in KNOWN_HX
        if element.tag == "img":
            assert element.get("src").startswith("/static/")
    assert payload in page.text_content() or payload in html_attributes(page)


def html_attributes(page: html.HtmlElement) -> str:
    return "\n".join(
        value
        for element in page.iter()
        if isinstance(element.tag, str)
        for value in element.attrib.values()
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_article_of_markup_is_shown_as_text(as_reviewer, payload):
    article = read_article(
        f"{payload} At least 4,200 crates were lost, {payload} said.\n\n{payload}",
        title=f"{payload} T",
        author=payload,
        publisher=payload,
        warnings=[payload],
    )
    assert_clean(as_reviewer.get(article.get_absolute_url()), payload)
    assert_clean(as_reviewer.get("/articles/"), payload)
    assert_clean(as_reviewer.get("/"), payload)
    claim = article.claims.first()
    assert_clean(as_reviewer.get(claim.get_absolute_url()), payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_check_full_of_markup_is_published_as_text(
    anonymous, reviewer, editor, payload
):
    article = make_article(
        f"At least 4,200 crates {payload} were lost.", title=payload, publisher=payload
    )
    claim = make_claim(
        article, statement=f"4,200 {payload}", readback=payload, claimant=payload
    )
    queueing.take(claim, actor=reviewer)
    kept = make_evidence(
        claim,
        actor=reviewer,
        quote=f"{payload} Divers counted 3,150 lost containers.",
        title=payload,
        publisher=payload,
        note=payload,
    )
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted",
            f"Why: {payload}",
            evidence=[kept.pk],
            reason_codes=["rounding"],
            sources_reason=payload,
        ),
        actor=reviewer,
    )
    reviewing.decide(claim, actor=editor, note=payload)
    publication = publishing.publish(claim, actor=editor)
    answer = anonymous.get(f"/c/{claim.pk}/")
    assert_clean(answer, payload)
    (embedded,) = json_ld(answer)
    assert json.loads(embedded) == publication.document
    assert payload in json.loads(embedded)["reviewRating"]["ratingExplanation"]
    assert_clean(anonymous.get("/published/"), payload)
    inside = signed_in(editor)
    assert_clean(inside.get(claim.get_absolute_url()), payload)
    assert_clean(inside.get(f"/evidence/{kept.pk}/snapshot/"), payload)
    correcting.retract(claim, actor=editor, reason=payload)
    assert_clean(anonymous.get(f"/c/{claim.pk}/"), payload)
    assert_clean(inside.get(claim.get_absolute_url()), payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_echoed_from_a_form_or_address_is_text(as_reviewer, payload):
    refused = as_reviewer.post(
        "/articles/new/", {"text": "", "title": payload, "author": payload}
    )
    assert_clean(refused, payload)
    assert_clean(as_reviewer.get("/library/", {"q": payload}), payload)
    assert_clean(as_reviewer.get("/queue/review/", {"q": payload}), payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_library_document_of_markup_is_shown_as_text(as_reviewer, payload):
    kept, _ = library.add_reference(
        library.ReferenceData(text=payload, title=payload, publisher=payload),
        actor=None,
    )
    assert_clean(as_reviewer.get(f"/library/{kept.pk}/"), payload)
    assert_clean(as_reviewer.get("/library/"), payload)


def test_hidden_direction_characters_are_announced(as_reviewer, reviewer):
    article = read_article("At least 4,\u202e200\u202c crates were lost, it said.")
    warning = "Hidden direction characters"
    assert warning in text(as_reviewer.get(article.get_absolute_url()))
    claim = make_claim(article, surface="4,")
    make_evidence(claim, actor=reviewer, quote="It was \u2067300\u2069 crates.")
    page = as_reviewer.get(claim.get_absolute_url())
    assert text(page).count(warning) == 2
    plain = make_claim()
    assert warning not in text(as_reviewer.get(plain.get_absolute_url()))
