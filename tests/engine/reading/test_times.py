"""Times in the wording of reports: book years, years to date, stretches, days of a year."""

from __future__ import annotations

import pytest

from claims.engine import extract

TIMES = {
    "The ferry line lost £40m in fiscal 2024.": "in fiscal 2024",
    "Freight for fiscal year 2024 came to £40m.": "for fiscal year 2024",
    "Freight in its fiscal third quarter came to £40m.": "in its fiscal third quarter",
    "In the 2023/24 tax year the port paid £40m.": "In the 2023/24 tax year",
    "Truancy was 8% in the 2023-24 school year.": "in the 2023-24 school year",
    "From January through March 40 ships sank.": "From January through March",
    "Year to date, the fund has gained 12%.": "Year to date",
    "The fund has gained 12% year-to-date.": "year-to-date",
    "To date, 40 ships have sunk.": "To date",
    "The fund gained 12% over nine months.": "over nine months",
    "The pier had 40 berths at the last census.": "at the last census",
    "In the 24 hours to 8am on Monday 40 ships sank.": (
        "In the 24 hours to 8am on Monday"
    ),
    "Ferries carry 40 lorries at weekends.": "at weekends",
    "Takings were £4m in the six weeks to Christmas.": "in the six weeks to Christmas",
    "Takings were £4m over the Easter weekend.": "over the Easter weekend",
    "The line made £4m in the whole of 2023.": "in the whole of 2023",
    "Since early May 40 ships have sunk.": "Since early May",
    "Since the beginning of May 40 ships have sunk.": "Since the beginning of May",
    "Between May and July last year 40 ships sank.": "Between May and July last year",
    "Some 40 ships had sunk by this time last year.": "by this time last year",
    "The firm has paid 40 sailors in cash for a decade.": "for a decade",
    "Gales hit the coast in May, sinking 40 ships.": "in May",
    "The yard built 9 hulls in the third quarter and lost $4 million.": (
        "in the third quarter"
    ),
    "During her second term 40 quays were built.": "During her second term",
    "In his first year he sold 40 boats.": "In his first year",
    "The port cut 40 jobs in the two years after the merger.": (
        "in the two years after the merger"
    ),
    "In the six weeks before the strike began 40 ships sank.": (
        "In the six weeks before the strike began"
    ),
    "In both 2021 and 2022 the port lost £40m.": "In both 2021 and 2022",
    "In 2020, 2021 and 2022 the port lost £40m.": "In 2020, 2021 and 2022",
    "Wrecks: 12 in May (June: 40).": "June",
    "Wrecks by year: 2019: 31; 2020: 40.": "2020",
    "Fiscal 2025 takings were £40m.": "Fiscal 2025",
    "Its 2024 revenue was £40m.": "2024",
    "The port's 2024 net profit was £40m.": "2024",
    "Each summer since 2018 the port has sold 40 boats.": "Each summer since 2018",
    "In a single night 40 ships sank.": "In a single night",
    "The port, opened in 1931 with 40 berths, is full.": "in 1931",
    "Today, says Ada Brink, 40 boats are left.": "Today",
    "It sold 9, the port says; a year ago it sold 40.": "a year ago",
    "At Thursday's close freight stood at £40.": "At Thursday's close",
    "By early summer 40 ships had sunk.": "By early summer",
    "By mid-afternoon 40 ships had sunk.": "By mid-afternoon",
    "From next May the toll will be £40.": "From next May",
    "Wrecks Jan-May: 40.": "Jan-May",
    "May alone saw 40 wrecks.": "May alone",
    "Dues have risen by a third, or £40, in five years.": "in five years",
    "The 40 pilots hired during the previous boom retired.": (
        "during the previous boom"
    ),
    "In the hours after the storm 40 ships sank.": "In the hours after the storm",
    "In each of the past three summers 40 ships sank.": (
        "In each of the past three summers"
    ),
    "It sold 9 boats in its first year and 40 in its second.": "in its second",
    "Two months after the strike, 40 ships lay idle.": "Two months after the strike",
    "On the eve of the regatta 40 ships arrived.": "On the eve of the regatta",
    "The swell reached 40 feet on the 24th.": "on the 24th",
    "The 40 wrecks reported last week were old.": "last week",
    "It landed 9 tonnes in 2021 and 40 tonnes the year after.": "the year after",
    "At end-June the port held £40m.": "At end-June",
    "At year-end the port held £40m.": "At year-end",
    "At the last count 40 ships lay idle.": "At the last count",
    "In the run-up to Easter 40 ships sailed.": "In the run-up to Easter",
    "In peacetime the navy has 40 ships.": "In peacetime",
    "In the lean post-war years 40 ships sank.": "In the lean post-war years",
    "Over the years 40 ships have sunk.": "Over the years",
    "In the last few years 40 ships have sunk.": "In the last few years",
    "Prior to the war 40 ships sank.": "Prior to the war",
    "These days 40 ships call.": "These days",
    "In the week beginning May 4 40 ships sank.": "In the week beginning May 4",
    "In the 12 months through June 40 ships sank.": "In the 12 months through June",
    "Dues were £40 when the port was opened.": "when the port was opened",
    "Tea touched £40 a chest last April.": "last April",
    "The berth changed hands this May for £40.": "this May",
    "It sold 9 boats; a year later it sold 40.": "a year later",
    "Three years later 40 berths lay empty.": "Three years later",
    "In the storm 9 ships sank and 40 sailors died that night.": "that night",
    "Wrecks (first 11 months): 40.": "11 months",
    "In his own first 100 days he sold 40 boats.": "In his own first 100 days",
    "Since its last survey in 2021 it has lost 40 boats.": (
        "Since its last survey in 2021"
    ),
    "It lost 40 boats in the space of a fortnight.": "in the space of a fortnight",
    "It lost 40 boats over the bank holiday weekend.": (
        "over the bank holiday weekend"
    ),
    "It carries 9 lorries in winter and 40 lorries in high season.": "in high season",
    "Trade falls to 40 tonnes after six months.": "after six months",
    "Pay has stood still since 2019, over which time rents rose by 40%.": (
        "over which time"
    ),
    "It sold 40 tickets on regatta day.": "on regatta day",
    "Dues had fallen to £40 by the time the port reopened.": (
        "by the time the port reopened"
    ),
    "We sold 9 boats last week and 40 boats the week before last.": (
        "the week before last"
    ),
    "The party held 40 berths before May's vote.": "before May's vote",
    "Trade stood at £40m at the turn of the century.": "at the turn of the century",
    "She won 40 races in her debut season.": "in her debut season",
    "The port will raise dues from May, adding £40 to a bill.": "from May",
    "Until the bridge opened, 40 ferries ran.": "Until the bridge opened",
    "Ahead of Sunday's vote, 40 ferries were searched.": "Ahead of Sunday's vote",
    "By the time the gates opened there were 40 ships.": (
        "By the time the gates opened"
    ),
    "Another 40 mm is expected on Sunday.": "on Sunday",
    "Takings: £9m (H1 2023: £40m)": "H1 2023",
    "Since he turned 18, he has sold 40 boats.": "Since he turned 18",
    "The port lost £40m in the last full year.": "in the last full year",
    "At the time of the storm 40 ships lay there.": "At the time of the storm",
    "Berths have numbered 40 for the best part of a decade.": (
        "for the best part of a decade"
    ),
    "The port wants 40 berths by next Christmas.": "by next Christmas",
    "A chest that cost £9 in spring now costs £40.": "now",
    "Of the 9 berths planned for 2024, 40 were ready by June.": "by June",
}
NONE = {
    "Freight is 40 percent above its level before the war.",
    "From 3% in 2020, rates have climbed to 40%.",
    "Freight was 40% up on June 2019.",
    "Freight was up 40% on the same quarter last year.",
    "Men in their 30s took 40 boats.",
    "A plot zoned for 40 flats has stood empty for a decade.",
    "In their 70s they bought 40 boats.",
    "In his 2021 memoir he counts 40 ships.",
    "The port lost £40m, and last year, the worst so far, it lost £52m.",
    "He rang 40 times, none of them after 11pm.",
    "Your report of 12 June says fares rose 40 percent.",
    "Freight is 40 percent off the peak it reached in January.",
    "Half the dues, £40, are paid now and the rest 12 months later.",
    "In May the fleet grew to 9 ships, up from 40.",
    "Pupils drew 40 boats in the first two years of school.",
    "Trade fell to 40 tonnes, and the port wants 90 within two years.",
    "A toll takes fares to £40 and comes six weeks after the last.",
    "Late on, with 40 people on the pier, it fell into the sea last night.",
    "Freight rose 40 percent from September.",
    "Dues will rise by £9 from May, the mayor said, blaming a gap of £40.",
    "Freight is 40% up from the month before.",
    "He cut its debt by £40 and wants it under £9 by May.",
    "We employ 40 sailors, 9 of them hired in the past 18 months.",
    "Trade jumped 40% and now makes up a third of it.",
    "The boat, which cost £40 to build and was launched in 28 days, sank.",
    "She sailed on 31 January, 40 days after the vote.",
    "She sailed at 6.40am, 40 minutes early.",
    "Dues have gone up by 40%: a berth that cost £9 in 1995 fetches £11.",
    "The pier is 40 metres long, and 9 berths could be lost by 2050.",
    "Dues eased to £9 in May from £40.",
    "Dues grew 40% and now account for a third.",
    "A lender lost £40, after £12 in 2023.",
}


def _last(text: str) -> str | None:
    found = extract(text).claims
    return next(c.period for c in reversed(found) if c.kind != "duration")


@pytest.mark.parametrize(("text", "period"), TIMES.items())
def test_a_time_is_told_as_reports_do(text: str, period: str) -> None:
    assert _last(text) == period


@pytest.mark.parametrize("text", sorted(NONE))
def test_a_time_of_something_else_is_not_the_number_s(text: str) -> None:
    found = extract(text).claims
    assert [c.period for c in found if "40" in c.surface] == [None]


def test_the_noun_is_left_out_before_a_time_too() -> None:
    text = "Crews saved 412 sailors this winter, up from 380 last winter."
    assert [c.unit for c in extract(text).claims] == ["sailor", "sailor"]


def test_a_delay_has_the_day_that_follows_it() -> None:
    (claim,) = extract("Ferries were held up by 40 minutes on Friday.").claims
    assert claim.period == "on Friday"
