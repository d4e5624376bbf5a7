from __future__ import annotations

import time

import pytest

from claims.documents.scan import depth, strip


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<p>b<p>c", 1),
        ("<ul><li>a<li>b<li><p>c</ul>", 3),
        ("<table><tr><td>1<td>2<tr><td>3</table>", 3),
        ("<div><br><img><hr><input></div>", 1),
        ("<b>" * 30, 30),
        ("<div>" * 30 + "</div>" * 30 + "<div>" * 10, 30),
        ("<i></b></i>", 1),
        ("<script><div><div><div></script><p>", 1),
        ("<!-- <div><div> --><p>", 1),
        ("no markup", 0),
    ],
)
def test_depth_counts_as_a_browser_nests(markup, expected):
    assert depth(markup, limit=200) == expected


def test_depth_stops_just_beyond_its_limit():
    assert depth("<div>" * 100_000, limit=200) == 201


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>5 &lt; 6 &amp; 7&nbsp;%</p>", "5 < 6 & 7\u00a0%"),
        ('<a title="a > b">5</a> 6', "5 6"),
        ("<a title='x>6</a> it's", "6 it's"),
        ("<script>var a = 1</script>2<style>3{}</style>", "2"),
        ("<SCRIPT>1</Script >2", "2"),
        ("<!-- 1 > 2 -->3<!-->4<!-- 5", "34"),
        ("1 < 2 and 3 <4", "1 < 2 and 3 <4"),
        ("<p>1</p><p>2</p>", "1 2"),
        ("1<svg><text>2</text></svg>3<svg>4<p>5", "13 5"),
        ("1 cut off <a href='", "1 cut off"),
        ("<noscript>1</noscript>2<template>3</template>", "2"),
    ],
)
def test_stripping_keeps_what_is_visible(markup, expected):
    assert " ".join(strip(markup)[0].split(" ")).split() == expected.split()


def test_stripping_keeps_links_with_their_places():
    text, links = strip('<p>See <a href="/a?x=1&amp;y=2">the report</a> of May')
    ((href, start, end),) = links
    assert (href, text[start:end]) == ("/a?x=1&y=2", "the report")


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", '<a ="', "<a '>", "</", "<title>", "<b>", "&", "<p a=1 "],
)
def test_time_grows_with_the_length_and_not_faster(piece):
    def seconds(count: int) -> float:
        begun = time.process_time()
        strip(piece * count + " 42>")
        depth(piece * count + " 42>", limit=10**9)
        return time.process_time() - begun

    small = max(seconds(10_000), 0.002)
    assert seconds(80_000) < 40 * small
