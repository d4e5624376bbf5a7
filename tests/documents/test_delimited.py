"""CSV as it is found: any delimiter, any encoding, points or commas."""

from __future__ import annotations

import pytest

from claims.documents import DocumentError, read
from tests.documents.test_tables import csv_of, lines


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_file(mark):
    text = "\n".join(
        mark.join(row)
        for row in (("Flag", "Ships"), ("Malta", "390"), ("Cyprus", "41"))
    )
    assert lines(csv_of(text))["cell B3"] == "Cyprus, Ships: 41"


def test_excels_own_hint_is_followed():
    assert lines(csv_of("sep=|\nFlag|Ships\nMalta|3\n"))["cell B3"] == "Malta, Ships: 3"


def test_a_quoted_cell_may_hold_the_delimiter_and_a_line_end():
    found = lines(csv_of('Flag,Ships\n"Malta, ""G.C.""\nregister",390\n'))
    assert found["cell B2"] == 'Malta, "G.C." register, Ships: 390'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Land;Anteil\nA;12,5\nB;1.234,75\n", "B, Anteil: 1,234.75"),
        ("Land;Share\nA;12.5\nB;1,234.75\n", "B, Share: 1,234.75"),
        ("Land\tShare\nA\t1\u00a0234,5\nB\t12,25\n", "B, Share: 12.25"),
        ("Land;Share\nA;12,5\nB;1.234\n", "B, Share: 1,234"),
        ('Land,Share\nA,12.5\nB,"1,234"\n', "B, Share: 1,234"),
        ("Land,Share\nA,12.5\nB,12%\n", "B, Share: 12 %"),
        ("Land,Share\nA,12.5\nB,$1.2\n", "B, Share: US$1.2"),
        ("Land,Share\nA,12.5\nB,-3e2\n", "B, Share: -300"),
        ("Land,Share\nA,12.5\nB,\u22124\n", "B, Share: -4"),
    ],
)
def test_decimals_are_told_by_the_figures_that_leave_no_doubt(text, told):
    assert told in csv_of(text).text.split("\n")


def test_a_doubtful_comma_is_said_to_be_doubtful():
    (warning,) = csv_of("Land;Ships\nMalta;1,234\n").warnings
    assert "not certain whether a comma" in warning


def test_a_figure_that_fits_no_reading_is_no_label():
    found = csv_of("Land;Anteil\nA;12,5\nB;1,2,34\nC;1.9\n")
    assert lines(found)["cell B3"] == "B, Anteil: unclear number 1,2,34"
    assert lines(found)["cell B4"] == "C, Anteil: 1.9"
    assert any("cell B3" in warning for warning in found.warnings)


def test_codes_keep_their_zeros_and_are_no_numbers():
    assert lines(csv_of("Code,Ships\n0420,7\n"))["cell B2"] == "0420, Ships: 7"


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(charset):
    data = "Länder;Schiffe\nÖland;4\n".encode(charset)
    assert lines(csv_of(data))["cell B2"] == "Öland, Schiffe: 4"


def test_lines_before_the_table_and_ragged_rows_do_no_harm():
    found = lines(
        csv_of(
            "Source: register\n\nFlag,2019,2020\nMalta,1,2,,,\nCyprus,3\n\nNote: so\n"
        )
    )
    assert found["cell C4"] == "Malta, 2020: 2"
    assert found["cell B5"] == "Cyprus, 2019: 3"


def test_it_is_a_table_by_its_name_or_its_type():
    data = b"Flag,Ships\nMalta,3\n"
    assert read(data, media_type="text/csv; charset=utf-8").media_type == "text/csv"
    assert read(data, filename="x.tsv").media_type == "text/csv"
    assert read(data).media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"a,b\n" + b"1,2\n" * 60_000, "too_large", "100,000 filled cells"),
        (b'a,b\n"' + b"x" * 200_000, "unreadable", "quotation mark"),
        (b"," * 500, "no_text", "nothing in the cells"),
        (b"h" * 150 + b",b\n" + b"1,2\n" * 40_000, "too_large", "1,000,000 characters"),
    ],
)
def test_what_is_too_much_or_broken_is_refused_in_words(data, code, said):
    with pytest.raises(DocumentError) as refused:
        csv_of(data)
    assert refused.value.code == code
    assert said in str(refused.value)
