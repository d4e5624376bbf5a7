"""Tables as text: every figure with its headers, its unit and its cell."""

from __future__ import annotations

import datetime

import pytest

from claims.documents import DocumentError, read
from tests.documents.books import by_openpyxl, inline, xlsx


def lines(document) -> dict[str, str]:
    """Each line of the text by the cell it is said of."""
    found = {}
    for locator in document.locators:
        line = document.text[locator.start :].partition("\n")[0]
        assert document.locator_at(locator.start) == locator.label
        found[locator.label] = line
    return found


def sheet(*rows: tuple[object, ...], **formats: str):
    """The lines of a sheet of these rows, by cell; formats are by cell."""

    def fill(book):
        for row in rows:
            book.active.append(row)
        for cell, code in formats.items():
            book.active[cell].number_format = code

    found = lines(read(by_openpyxl(fill)))
    return {
        where.removeprefix("Sheet ‘Sheet’, cell "): line
        for where, line in found.items()
    }


def csv_of(text: str | bytes, name: str = "table.csv"):
    data = text.encode() if isinstance(text, str) else text
    return read(data, filename=name)


# Headers --------------------------------------------------------------------------


def test_a_figure_is_told_with_its_row_and_its_column():
    found = sheet(("Region", "Lost", "Found"), ("North Sea", 41, 7), ("Baltic", 12, 3))
    assert found["B2"] == "North Sea, Lost: 41"
    assert found["C3"] == "Baltic, Found: 3"


def test_headers_of_two_rows_are_both_told_whether_merged_or_left_blank():
    def fill(book):
        page = book.active
        page.append(("", "Lost", "", "Found", ""))
        page.append(("Region", 2022, 2023, 2022, 2023))
        page.append(("Baltic", 1, 2, 3, 4))
        page.merge_cells("D1:E1")

    found = lines(read(by_openpyxl(fill)))
    assert found["Sheet ‘Sheet’, cell C3"] == "Baltic, Lost, 2023: 2"
    assert found["Sheet ‘Sheet’, cell E3"] == "Baltic, Found, 2023: 4"


def test_a_label_merged_over_rows_or_said_once_holds_for_each():
    def fill(book):
        page = book.active
        page.append(("Region", "Kind", "Lost"))
        page.append(("North Sea", "Dry", 4))
        page.append((None, "Cooled", 5))
        page.append(("Baltic", "Dry", 6))
        page.append((None, "Cooled", 7))
        page.merge_cells("A2:A3")

    found = lines(read(by_openpyxl(fill)))
    assert found["Sheet ‘Sheet’, cell C3"] == "North Sea, Cooled, Lost: 5"
    assert found["Sheet ‘Sheet’, cell C5"] == "Baltic, Cooled, Lost: 7"


def test_a_title_and_a_section_are_told_with_the_figures_under_them():
    found = sheet(
        ("Ships by flag",),
        ("Flag", "Ships"),
        ("Northern ports",),
        ("Norway", 412),
        ("Southern ports",),
        ("Malta", 390),
    )
    assert found["B4"] == "Ships by flag, Northern ports, Norway, Ships: 412"
    assert found["B6"] == "Ships by flag, Southern ports, Malta, Ships: 390"


def test_a_second_table_has_headers_of_its_own():
    found = sheet(
        ("Flag", "Ships"),
        ("Malta", 390),
        (),
        ("Port", "Tugs"),
        ("Valletta", 12),
    )
    assert found["B5"] == "Valletta, Tugs: 12"


@pytest.mark.parametrize("value", [1998, 4321])
def test_the_year_of_a_row_is_no_figure_and_a_figure_is_no_year(value):
    found = sheet(
        ("Country", "Year", "Ships"), ("Malta", 2020, value), ("Malta", 2021, 7)
    )
    assert found == {
        "A1": "Country | Year | Ships",
        "C2": f"Malta, 2020, Ships: {value:,}",
        "C3": "Malta, 2021, Ships: 7",
    }


# Units ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "value", "told"),
    [
        ("Losses (in thousands)", 12, "Losses: 12 thousand"),
        ("Losses, thousands", 12, "Losses: 12 thousand"),
        ("Losses ('000)", 1.5, "Losses: 1.5 thousand"),
        ("Unemployment rate, %", 12.9, "Unemployment rate: 12.9 %"),
        ("Unemployment (percent)", 12.9, "Unemployment: 12.9 %"),
        ("Budget (US$ m)", 9100, "Budget: US$9,100 million"),
        ("Budget, € bn", -9.1, "Budget: -€9.1 billion"),
        ("Budget (millions of US dollars)", 9100, "Budget: US$9,100 million"),
        ("Budget (€m)", 7, "Budget: €7 million"),
        ("Spending (% of GDP)", 1.8, "Spending: 1.8 % of GDP"),
        (
            "Deaths (per 100,000 inhabitants)",
            3.2,
            "Deaths: 3.2 per 100,000 inhabitants",
        ),
        ("Catch (tonnes)", 4150, "Catch: 4,150 tonnes"),
        ("Einwohner (in Mio.)", 3.7, "Einwohner: 3.7 million"),
        ("Length (m)", 12, "Length (m): 12"),
        ("Thousands displaced", 12, "Thousands displaced: 12"),
        ("People in millions of homes", 12, "People in millions of homes: 12"),
    ],
)
def test_a_unit_goes_from_the_header_to_the_number(header, value, told):
    found = sheet(("Country", header), ("Norway", value), ("Malta", 1))
    assert found["B2"] == f"Norway, {told}"


def test_a_unit_in_the_title_holds_unless_a_nearer_one_says_otherwise():
    found = sheet(
        ("Ships and crews (in thousands)",),
        ("Flag", "Crew", "Share (%)"),
        ("Malta", 12, 4.5),
    )
    assert found["B3"] == "Ships and crews, Malta, Crew: 12 thousand"
    assert found["C3"] == "Ships and crews, Malta, Share: 4.5 %"


def test_a_unit_may_have_a_column_of_its_own():
    found = csv_of("Series,Unit,2023\nCrew,thousands,12\nBudget,US$ m,7\n")
    assert lines(found) == {
        "cell A1": "Series | Unit | 2023",
        "cell C2": "Crew, 2023: 12 thousand",
        "cell C3": "Budget, 2023: US$7 million",
    }


def test_the_format_of_a_cell_says_share_money_and_day():
    found = sheet(
        ("What", "Value", "Since"),
        ("Rate", 0.129, datetime.date(2024, 3, 1)),
        ("Cost", 9.5, datetime.date(2024, 4, 1)),
        B2="0.0%",
        B3='"$"#,##0.00',
    )
    assert found["B2"] == "Rate: 12.9 %"
    assert found["B3"] == "Cost: US$9.5"
    assert found["C2"] == "Rate, Since: 1 March 2024"


@pytest.mark.parametrize(
    ("from_1904", "told"), [("0", "1 March 1900"), ("1", "2 March 1904")]
)
def test_both_calendars_of_workbooks_are_known(from_1904, told):
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = f'<row r="1">{inline("Since")}<c r="B1" s="1"><v>61</v></c></row>'
    data = xlsx(rows, parts={"xl/styles.xml": styles})
    if from_1904 == "1":
        from tests.documents.books import WORKBOOK

        book = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
        data = xlsx(rows, parts={"xl/styles.xml": styles, "xl/workbook.xml": book})
    assert told in read(data).text


def test_a_number_keeps_every_digit_and_none_of_binary_arithmetic():
    rows = (
        f'<row r="1">{inline("Region")}{inline("Lost")}</row>'
        f'<row r="2">{inline("Baltic")}<c><v>0.30000000000000004</v></c></row>'
        f'<row r="3">{inline("North")}<c><v>1234567.125</v></c></row>'
    )
    found = lines(read(xlsx(rows)))
    assert found["Sheet ‘Data’, cell B2"] == "Baltic, Lost: 0.3"
    assert found["Sheet ‘Data’, cell B3"] == "North, Lost: 1,234,567.125"


# What has no number -----------------------------------------------------------------


def test_a_formula_that_was_never_calculated_is_named():
    found = read(by_openpyxl(lambda book: book.active.append(("Total", "=1+1"))))
    assert "Total: formula without a stored value" in found.text
    assert any("cell B1: formula without" in warning for warning in found.warnings)


def test_an_error_is_named_and_is_no_number():
    rows = (
        f'<row r="1">{inline("Share")}<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        "<c><f>2+2</f><v>4</v></c></row>"
    )
    found = read(xlsx(rows))
    assert "Share: error #DIV/0!" in found.text
    assert "Share: 4" in found.text
    assert found.warnings == ("No number in Sheet ‘Data’, cell B1: error #DIV/0!.",)


def test_hidden_sheets_are_read_and_told():
    def fill(book):
        book.active.append(("Ships", 3))
        hidden = book.create_sheet("Backup")
        hidden.append(("Ships", 4))
        hidden.sheet_state = "hidden"

    found = read(by_openpyxl(fill))
    assert "Ships: 4" in found.text
    assert found.warnings == ("Sheet ‘Backup’ is hidden; it was read too.",)


def test_a_table_of_words_is_read_too():
    found = sheet(("Port", "Harbour master"), ("Valletta", "Tove Lind"))
    assert found == {"A1": "Port | Harbour master", "A2": "Valletta | Tove Lind"}


def test_an_empty_workbook_says_so():
    with pytest.raises(DocumentError) as refused:
        read(by_openpyxl(lambda book: None))
    assert refused.value.code == "no_text"
