from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.documents import DocumentError, normalise, read

HEAD = """<!doctype html><html lang="en-gb"><head>
<title>Salt runs short - The Leeds Post</title>
<link rel="canonical" href="https://www.leedspost.example/2024/salt">
<meta property="og:site_name" content="The Leeds Post">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "headline": "Not this"},
  {"@type": ["NewsArticle"], "headline": "Salt runs short", "inLanguage": "en",
   "datePublished": "2024-11-05T08:30:00+01:00",
   "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Day"}],
   "publisher": {"@type": "Organization", "name": "Leeds Post Ltd"}}]}</script>
<style>.x{width:666px}</style></head>"""

ARTICLE = """<article>
<h1>Salt runs short</h1>
<p class="lead">Leeds has used 5,300 tonnes of road salt this winter, 12&nbsp;% more
than a year ago, the <a href="/reports/2024?id=7">council's report</a> says.</p>
<figure><img src="a.jpg" alt="99 bottles"><figcaption>One of 48 lorries at the depot.
Photo by J. Hill / agency</figcaption></figure>
<h2>Costs rise by a third</h2>
<p>The bill grew to £1.7m. Each tonne now costs £61.50, up from £44 in 2021, and the
price may rise again before the end of the season, the treasurer told councillors.</p>
<ul><li>3,900 tonnes on main roads</li><li>1,400 tonnes on side streets</li></ul>
<table><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2022</td><td>4,100</td></tr></table>
<aside class="facts"><p>Last year 17 people were hurt on icy pavements.</p></aside>
<blockquote>"We have 9 days of salt left," said the depot's head.</blockquote>
<p>Area treated: 10<sup>3</sup> km<sup>2</sup>, see note<sup>[4]</sup>.</p>
<p>Total: 77</p>
<div class="share-buttons"><a href="https://s.example/share">Share 812</a></div>
</article>"""

PAGE = f"""{HEAD}<body>
<header><nav><a href="/">Home</a> <a href="/news">News 24</a></nav></header>
<div class="cookie-banner">We and our 843 partners use cookies.</div>
<main>{ARTICLE}</main>
<section class="related"><h3>More</h3><a href="/b">Ten 2020 stories</a></section>
<footer>© 2024 The Leeds Post. Call 0113 555 000.</footer>
<script>var tracker = 31337;</script><noscript>Turn on 4711</noscript></body></html>"""

URL = "https://leedspost.example/2024/salt?utm_source=x"


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()
    )


@pytest.fixture(scope="module")
def document():
    return read(PAGE.encode(), url=URL)


def test_what_the_page_says_about_itself_is_kept(document):
    assert document.title == "Salt runs short"
    assert document.author == "Ann Lee, Bo Day"
    assert document.publisher == "Leeds Post Ltd"
    assert document.published_at == datetime(
        2024, 11, 5, 8, 30, tzinfo=timezone(timedelta(hours=1))
    )
    assert document.language == "en-GB"
    assert document.canonical_url == "https://www.leedspost.example/2024/salt"
    assert document.media_type == "text/html"


def test_every_number_a_reader_sees_in_the_article_is_in_the_text(document):
    visible = re.sub(r"<[^>]+>", " ", re.sub(r'alt="[^"]*"', "", ARTICLE))
    seen = set(re.findall(r"\d+", visible)) - {"3", "2", "812"}
    assert seen <= set(re.findall(r"\d+", document.text))


@pytest.mark.parametrize(
    "furniture",
    [
        "843",
        "cookies",
        "News 24",
        "812",
        "2020",
        "0113",
        "31337",
        "4711",
        "666",
        "bottles",
    ],
)
def test_what_is_around_the_article_is_not_in_the_text(document, furniture):
    assert furniture not in document.text


def test_blocks_come_in_order_on_lines_of_their_own(document):
    lines = [line for line in document.text.split("\n") if line]
    assert lines[0] == "Salt runs short"
    assert lines[2].startswith("One of 48 lorries")
    assert "3,900 tonnes on main roads\n1,400 tonnes on side streets" in document.text
    assert "Year | Tonnes\n2022 | 4,100" in document.text
    assert lines[-1] == "Total: 77"


def test_raised_figures_are_not_glued_to_the_number(document):
    assert "10³ km², see note[4]." in document.text


def test_non_breaking_spaces_inside_numbers_stay(document):
    assert "12\u00a0%" in document.text


def test_links_are_absolute_and_point_into_the_text(document):
    (link,) = document.links
    assert link.url == "https://leedspost.example/reports/2024?id=7"
    assert document.text[link.start :].startswith("council's report")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(5)", "mailto:a@b.example", "#note", "data:text/html,5", "tel:5",
     " java\nscript:alert(1)", "http://", "http://[", "ftp://files.example/5"],
)  # fmt: skip
def test_only_web_links_are_links(href):
    found = read(page(f"<p>See 5 <a href='{href}'>this</a> now.</p>"), url=URL)
    assert found.links == ()
    assert found.text == "See 5 this now."


def test_a_base_address_is_honoured():
    body = "<p>See 5 <a href='x'>this</a> now.</p>"
    found = read(page(body, "<base href='https://other.example/d/'>"), url=URL)
    assert found.links[0].url == "https://other.example/d/x"


def test_div_soup_loses_no_paragraph():
    divs = [f"<div><div>In {1990 + n} the town counted {n * 137} trees.</div></div>"
            for n in range(1, 31)]  # fmt: skip
    text = read(page(f"<div><div>{''.join(divs)}</div></div>")).text
    for n in range(1, 31):
        assert f"In {1990 + n} the town counted {n * 137} trees." in text


def test_a_page_laid_out_by_tables_keeps_its_paragraphs():
    story = "".join(f"<p>Item {n} cost {n * 31} pounds in the year {1900 + n}, we are told.</p>"
                    for n in range(1, 8))  # fmt: skip
    text = read(
        page(f"<table><tr><td><a href=/>Home</a></td><td>{story}</td></tr></table>")
    ).text
    assert "Item 3 cost 93 pounds in the year 1903, we are told.\n" in text


@pytest.mark.parametrize(
    "body",
    ["<p>Only 5.</p>", "5 %", "<div>5 apples<br>7 pears</div>", "<pre>5\n7</pre>",
     "<center><font>5</font></center>", "<h1>5 dead</h1>", "<li>5", "<td>5</td>"],
)  # fmt: skip
def test_a_tiny_page_is_read_whole(body):
    text = read(page(body)).text
    assert "5" in text
    assert ("7" in text) == ("7" in body)


def test_hidden_parts_are_left_out():
    body = "<p>5 seen</p><p hidden>6</p><p style='DISPLAY : none'>7</p><p>8 seen</p>"
    assert read(page(body)).text == "5 seen\n\n8 seen"


def test_text_around_inline_tags_is_not_torn_apart():
    body = "<p>1<b>0</b>,<i>000</i> people and<br>5&nbsp;<span>%</span></p>"
    assert read(page(body)).text == "10,000 people and\n5\u00a0%"


def test_an_explicit_article_beats_teasers_that_are_articles_too():
    teasers = "".join(f"<article><a href='/{n}'><h3>Teaser number {n}00</h3></a></article>"
                      for n in range(1, 6))  # fmt: skip
    text = read(page(f"<main>{ARTICLE}</main><div>{teasers}</div>")).text
    assert "5,300 tonnes" in text
    assert "Teaser" not in text


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("<title>Plain</title>", "title", "Plain"),
        ("<meta property='og:title' content='Open &amp; graph'>", "title", "Open & graph"),
        ("<meta name=author content='By Ann Lee'>", "author", "Ann Lee"),
        ("<meta name=author content='https://x.example/ann'>", "author", ""),
        ("<meta property='og:site_name' content='Post'>", "publisher", "Post"),
        ("<meta property='article:published_time' content='2024-11-05'>", "published_at",
         datetime(2024, 11, 5, tzinfo=UTC)),
        ("<meta name=date content='Tue, 05 Nov 2024 08:00:00 GMT'>", "published_at",
         datetime(2024, 11, 5, 8, tzinfo=UTC)),
        ("<meta name=date content='05/11/2024'>", "published_at", None),
        ("<meta name=date content='0001-01-01T00:00:00+23:59'>", "published_at", None),
        ("<meta property='og:locale' content='de_DE'>", "language", "de-DE"),
        ("<link rel=canonical href='https://leedspost.example/a'>", "canonical_url",
         "https://leedspost.example/a"),
        ("<link rel=canonical href='/a'>", "canonical_url", "https://leedspost.example/a"),
        ("<link rel=canonical href='https://evil.example/a'>", "canonical_url", ""),
        ("<link rel=canonical href='javascript:1'>", "canonical_url", ""),
        ("<link rel=canonical href='https://['>", "canonical_url", ""),
        ("<script type='application/ld+json'>{broken</script>", "title", "Head"),
        ("<script type='application/ld+json'>[1, null, {\"@type\": 5}]</script>", "title",
         "Head"),
    ],
)  # fmt: skip
def test_metadata_is_taken_from_wherever_it_stands(head, field, expected):
    body = "<h1>Head</h1><p>5 apples</p>"
    if field == "title" and expected != "Head":
        body = "<p>5 apples</p>"
    assert getattr(read(page(body, head), url=URL), field) == expected


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        (b"<div>" * 300 + b"deep 42" + b"</div>" * 300, "42"),
        (b"<b>" * 100_000 + b"deep 42", "42"),
        (b"<p>first 7</p>" + b"<div>" * 200_000 + b"deep 42", "42"),
    ],
)
def test_text_below_deep_nesting_does_not_vanish(markup, word):
    found = read(b"<!doctype html><html><body>" + markup)
    assert word in found.text
    assert any("without its layout" in warning for warning in found.warnings)


def test_a_deep_page_keeps_its_links():
    deep = page("<div>" * 300 + "<p>See 5 in <a href='/r'>the report</a>.</p>")
    (link,) = read(deep, url=URL).links
    assert (link.url, link.text) == ("https://leedspost.example/r", "the report")


def test_moderate_nesting_is_no_reason_to_lose_the_layout():
    found = read(page("<div>" * 180 + "<p>5</p>" + "</div>" * 180))
    assert (found.text, found.warnings) == ("5", ())


def test_a_page_without_text_says_so():
    with pytest.raises(DocumentError, match=r"No text found on this page\.") as caught:
        read(page("<script>5</script><img src=x>"))
    assert caught.value.code == "no_text"


def test_utf7_is_never_honoured():
    found = read(
        b"<html><head><meta charset=utf-7></head><body><p>+ADw-5 apples</body>"
    )
    assert found.text == "+ADw-5 apples"


def test_files_inside_a_page_are_not_parsed():
    body = f"<p>5 apples</p><img src='data:image/png;base64,{'A' * 900_000}'>"
    assert read(page(body)).text == "5 apples"


def test_combining_characters_written_as_entities_are_composed():
    found = read(
        page("<p>Caf&#101;&#769; has 5 <a href='/x'>se&#769;ats</a></p>"), url=URL
    )
    assert found.text == "Cafe\u0301 has 5 séats".replace("e\u0301", "é")
    assert found.text[found.links[0].start :] == "séats"


def test_hidden_direction_characters_are_reported():
    warnings = read(page("<p>5.&#x202e;4&#x202c; %</p>")).warnings
    assert warnings == ("The text has 2 hidden direction characters.",)


def test_plaintext_framesets_and_conditional_comments_do_no_harm():
    body = "<!--[if IE]><p>6</p><![endif]--><p>5 apples</p><plaintext>7 <b>8"
    assert "5 apples" in read(page(body)).text


MARKUP = (
    "<p> </p> <div> </div> <b> </b> <ul> <li> <table> <tr> <td> <br> <sup>3</sup> <pre>"
    " <h1> </h1> <a&href='/x'> <a&href='http://['> </a> <!-- --> <article> </article>"
    " <nav> </nav> <figcaption> <script> </script> &amp; &#769; &#xd800; &nbsp; 5,300"
    ' tonnes é \u202e \u0301 < > "'
)
PIECES = st.lists(st.sampled_from(MARKUP.split()), max_size=40)


@settings(max_examples=150)
@given(PIECES)
def test_any_markup_gives_normal_text_with_links_that_point_into_it(pieces):
    markup = " ".join(pieces).replace("&href", " href")
    try:
        found = read(page(markup), url=URL)
    except DocumentError as error:
        outcome = error.code
    else:
        outcome = ""
    assert outcome in {"", "no_text"}
    if outcome:
        return
    assert found.text == normalise(found.text)
    for link in found.links:
        assert link.url.startswith("https://leedspost.example/")
        words = " ".join(found.text[link.start :].split())
        assert words.startswith(link.text)


@pytest.mark.parametrize("wrapper", ["article", "main", "div"])
def test_a_very_long_page_keeps_its_layout_and_loses_its_furniture(wrapper):
    story = "".join(f"<p>Row {n} has <b>{n * 7}</b> items.</p>" for n in range(11_000))
    menu = "<nav><a href='/'>News 24</a></nav>"
    found = read(page(f"{menu}<{wrapper}><h1>Rows</h1>{story}</{wrapper}>"))
    assert found.warnings == ()
    assert found.text.startswith("Rows\n\nRow 0 has 0 items.\n\nRow 1 has 7 items.")
    assert found.text.endswith("Row 10999 has 76993 items.")
