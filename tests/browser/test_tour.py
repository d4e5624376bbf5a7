"""The tour (and with it `make screenshots`) knows every page the matrix knows."""

from __future__ import annotations

from django.urls import URLPattern, get_resolver

from claims.web import urls
from tests.browser.screenshots import WIDTHS, told
from tests.browser.tour import NO_PAGE, STOPS
from tests.security.matrix import read_matrix

LINES = read_matrix()[2]


def shown() -> set[str]:
    """Names of addresses that answer an editor, or anybody, with something to see."""
    names = set()
    for pattern in urls.urlpatterns:
        line = LINES.get(str(pattern.pattern))
        for person in ("editor", "anonymous"):
            cell = line.cell(person, "GET") if line else None
            if isinstance(pattern, URLPattern) and cell and 200 in cell.quiet:
                names.add(pattern.name)
    return names


def test_every_page_is_in_the_tour_or_said_to_be_none():
    known = {stop.name for stop in STOPS} | set(NO_PAGE)
    assert shown() - known == set(), "Add these to tests/browser/tour.py."


def test_the_tour_knows_no_page_that_is_gone():
    site = get_resolver()
    admin = site.namespace_dict["admin"][1].reverse_dict
    names = {*site.reverse_dict, *(f"admin:{name}" for name in admin)}
    assert ({stop.name for stop in STOPS} | set(NO_PAGE)) - names == set()


def test_every_stop_is_kept_under_a_name_of_its_own():
    files = [stop.file for stop in STOPS]
    assert len(files) == len(set(files))


def test_the_page_of_pictures_shows_every_stop_at_both_widths():
    shown = told("pictures")
    for stop in STOPS:
        for kind in WIDTHS:
            assert shown.count(f"(pictures/{stop.file}-{kind}.webp)") == 1
