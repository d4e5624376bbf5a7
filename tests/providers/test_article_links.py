from __future__ import annotations

from dataclasses import replace

import pytest

from claims.providers.article_links import ArticleLinks
from claims.providers.base import ArticleLink, Outcome
from claims.providers.errors import (
    BadResponseError,
    BlockedAddressError,
    ConsentError,
    LoginError,
    NotFoundError,
    PaywalledError,
    RefusedError,
    RobotCheckError,
)
from claims.providers.http import HttpClient, HttpSettings
from claims.providers.pages import read_page
from tests.documents.builders import pdf
from tests.providers.contract import FRAME, ProviderContract
from tests.providers.fakes import Web, reply

PAGE = (
    "<!doctype html><html lang=en><head><title>Port report</title>"
    "<meta property='og:site_name' content='Port of Ellery'>"
    "<meta property='article:published_time' content='2024-05-20T08:00:00Z'>{head}</head>"
    "<body><article><h1>Port report</h1><p>On 9 May 2024 the port of Ellery counted 4,200"
    " containers, its harbour master said in the yearly report of the authority.</p>{body}"
    "</article></body></html>"
)


def page(head: str = "", body: str = ""):
    return reply(
        PAGE.format(head=head, body=body), content_type="text/html; charset=utf-8"
    )


class TestContract(ProviderContract):
    def found(self):
        return ArticleLinks(Web(lambda _request: page()).client())

    def failing(self):
        return None  # it asks nobody before a candidate is fetched


def links(*addresses, **changes):
    given = tuple(ArticleLink(url, "words", n * 10) for n, url in enumerate(addresses))
    frame = replace(FRAME, article_links=given, claim_start=0, **changes)
    return ArticleLinks(Web(lambda _request: page()).client()).search(frame)


def test_the_nearest_link_comes_first():
    result = ArticleLinks(Web(lambda _request: page()).client()).search(FRAME)
    assert [c.url for c in result.candidates] == [
        "https://port.example/report",
        "https://statistics.example/ports",
    ]
    assert result.candidates[0].extra == {"start": 90, "distance": 10}
    assert result.candidates[0].publisher == "port.example"


@pytest.mark.parametrize(
    "useless",
    [
        "javascript:alert(1)", "mailto:a@b.example", "/relative", "", "ftp://a.example/x",
        "https://news.example/2024/port#comments", "https://news.example/2024/port?utm_source=x",
        "https://news.example/", "https://shop.example",
    ],
)  # fmt: skip
def test_links_to_nowhere_to_the_article_itself_or_to_a_front_page_are_no_sources(
    useless,
):
    assert links(useless).outcome is Outcome.NOT_ASKED
    assert [c.url for c in links(useless, "https://a.example/5").candidates] == [
        "https://a.example/5"
    ]


def test_a_link_given_twice_is_one_candidate():
    result = links("https://a.example/5", "https://a.example/5?fbclid=1#x")
    assert len(result.candidates) == 1


def test_an_article_without_links_is_not_asked_and_says_why():
    result = links()
    assert result.outcome is Outcome.NOT_ASKED
    assert result.message == "The article has no links to other pages."


@pytest.mark.parametrize(
    ("known", "reason"),
    [({"contact_email": ""}, "no_contact"), ({"network": False}, "network_off")],
)
def test_without_network_or_contact_it_is_not_asked(known, reason):
    web = Web(lambda _request: pytest.fail("the network was asked"))
    provider = ArticleLinks(web.client(**known))
    result = provider.search(FRAME)
    assert (result.outcome, result.reason) == (Outcome.NOT_ASKED, reason)
    assert provider.problem()


def fetched(site):
    provider = ArticleLinks(Web(lambda _request: site).client())
    return provider.fetch(provider.search(FRAME).candidates[0])


def test_a_page_is_read_with_what_it_says_about_itself():
    document = fetched(page())
    assert "counted 4,200 containers" in document.text
    assert document.title == "Port report"
    assert document.publisher == "Port of Ellery"
    assert document.published_at.isoformat() == "2024-05-20T08:00:00+00:00"
    assert document.language == "en"
    assert document.body.startswith(b"<!doctype html>")


def test_a_pdf_served_as_a_page_is_read_as_a_pdf():
    document = fetched(reply(pdf([["4,150 containers"]]), content_type="text/html"))
    assert (document.media_type, document.text) == (
        "application/pdf",
        "4,150 containers",
    )
    assert document.title == "its report"


def test_a_plain_text_takes_the_title_of_its_link():
    document = fetched(reply("4,150 containers", content_type="text/plain"))
    assert document.title == "its report"


@pytest.mark.parametrize(
    ("site", "error"),
    [
        (page('<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'),
         PaywalledError),
        (page('<script type="application/ld+json">{"isAccessibleForFree":false}</script>'),
         PaywalledError),
        (page('<meta property="article:content_tier" content="locked">'), PaywalledError),
        (page(body="<p>Subscribe to continue reading.</p>"), PaywalledError),
        (reply("<html><title>Just a moment...</title><p>Checking 5 things", content_type="text/html"),
         RefusedError),
        (reply("<html><title>404 Page</title><p>Nothing here", content_type="text/html"),
         NotFoundError),
        (reply("<title>Welcome</title><p>Please log in. Your password? Sign in.",
               content_type="text/html"), LoginError),
        (reply("<title>Before</title><p>" + "We and our partners use cookies. Consent to cookies. "
               * 3, content_type="text/html"), ConsentError),
        (reply("<title>Vorher</title><p>" + "Wir und unsere Partner nutzen Cookies. Zustimmen? "
               * 3, content_type="text/html"), ConsentError),
        (reply("<title>Heute</title><p>Jetzt abonnieren und weiterlesen: 5 Gründe.",
               content_type="text/html"), PaywalledError),
        (reply("<title>x</title><p>Verify you are human by completing the action below. 5 s",
               content_type="text/html"), RobotCheckError),
        (reply("", status=403, cf_mitigated="challenge"), RobotCheckError),
        (reply("", status=503, cf_mitigated="challenge", retry_after="5"),
         RobotCheckError),
        (reply(pdf([[]])), BadResponseError),
        (reply("gone", status=410), NotFoundError),
        (reply("", status=451), RefusedError),
        (reply("MZ\x00\x00\x00\x00\x00\x00", content_type="text/html"), BadResponseError),
        (reply("", content_type="text/html"), BadResponseError),
        (reply("<html><script>5</script>", content_type="text/html"), BadResponseError),
    ],
)  # fmt: skip
def test_what_is_not_the_page_is_an_error_with_its_reason(site, error):
    with pytest.raises(error) as caught:
        fetched(site)
    assert str(caught.value).endswith((".", ".csv."))


@pytest.mark.parametrize(
    ("site", "access"),
    [
        (page('<meta property="article:content_tier" content="metered">'), "metered"),
        (page('<script type="application/ld+json">{"isAccessibleForFree": true}</script>'), "open"),
    ],
)  # fmt: skip
def test_other_states_of_access_are_named(site, access):
    assert fetched(site).access == access


def test_a_secret_in_an_address_is_not_kept():
    web = Web(lambda _request: page())
    provider = ArticleLinks(web.client())
    frame = replace(
        FRAME,
        article_links=(ArticleLink("https://a.example/5?token=HUSH&a=1", "x", 1),),
    )
    result = provider.search(frame)
    document = provider.fetch(result.candidates[0])
    assert "HUSH" not in repr(result) + repr(document)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/admin",
        "http://10.0.0.1/x",
    ],
)
def test_a_link_into_an_inner_network_is_a_candidate_nobody_ever_asks(address):
    settings = HttpSettings(contact_email="desk@desk.example", min_interval=0)
    provider = ArticleLinks(HttpClient(settings))
    frame = replace(FRAME, article_links=(ArticleLink(address, "x", 1),))
    (candidate,) = provider.search(frame).candidates
    with pytest.raises(BlockedAddressError):
        provider.fetch(candidate)


def test_it_works_over_a_real_connection(httpserver, client_for):
    body = PAGE.format(head="", body="")
    httpserver.expect_request("/report").respond_with_data(
        body, content_type="text/html"
    )
    url = httpserver.url_for("/report")
    provider = ArticleLinks(client_for(httpserver.port))
    frame = replace(FRAME, article_links=(ArticleLink(f"{url}#top", "its report", 1),))
    document = provider.fetch(provider.search(frame).candidates[0])
    assert document.final_url == url
    assert "counted 4,200 containers" in document.text


def test_any_address_can_be_read_as_a_page(httpserver, client_for):
    page_1251 = "<title>Отчёт</title><p>Погибли 1 200 человек.</p>".encode("cp1251")
    httpserver.expect_request("/p").respond_with_data(
        page_1251, content_type="text/html; charset=windows-1251"
    )
    found = read_page(client_for(httpserver.port), httpserver.url_for("/p"))
    assert found.document.text == "Погибли 1 200 человек."
    assert (found.document.title, found.access) == ("Отчёт", "open")
