"""Numbers that count nothing: typed, with a reason, and never a claim."""

from __future__ import annotations

import pytest

from claims.engine import extract

NOT_CLAIMS = """
The court opened on 14 May 2021. | 14 May 2021 | date
The court opened on May 14, 2021. | May 14, 2021 | date
The court opened on 2021-05-14. | 2021-05-14 | date
The court opened on 5/14/2021. | 5/14/2021 | date
The court opened in August 2006. | August 2006 | date
It happened on the 3rd of June. | 3rd of June | date
It ran from 3 to 5 June. | 3 to 5 June | date
The bridge opened in 1987. | 1987 | year
The 2024 election was close. | 2024 | year
Prices fell in the 1990s. | 1990s | period
Prices fell in the mid-1980s. | 1980s | period
She was in her 30s. | 30s | period
Sales fell in the fourth quarter. | fourth quarter | period
Sales fell in Q3. | Q3 | period
It dates from the 21st century. | 21st century | period
The 2010-11 winter was mild. | 2010-11 | period
The doors open at 7:30 p.m. | 7:30 p.m. | time
The doors open at 9am. | 9am | time
It sank between one and two in the morning. | one and two | time
Income by branch (in millions of pounds) | millions | label
All figures are stated in thousands of dollars. | thousands | label
It is open from 9 to 11am. | 9 to 11am | time
It ran from 8:30 to 9, then again. | 8:30 to 9 | time
It ran between 9 and 11 p.m. on Monday. | 9 and 11 p.m. | time
It is shut from 10 to 18:30. | 10 to 18:30 | time
The doors open at 10 o'clock. | 10 o'clock | time
This is the second attempt. | second | ordinal
It was the 16th summit. | 16th | ordinal
A third reason is money. | third | ordinal
The first encounters were brief. | first | ordinal
COVID-19 closed the school. | COVID-19 | label
The G20 met. | G20 | label
Two F-16 jets... no, the F-16 flew. | F-16 | label
Article 5 applies. | Article 5 | label
Resolution 1701 was adopted. | Resolution 1701 | label
A Boeing 737 landed. | Boeing 737 | label
World War II ended. | World War II | label
The S&P 500 was flat. | S&P 500 | label
Formula One is back. | Formula One | label
The Group of Seven met. | Group of Seven | label
It has 5G. | 5G | label
They won 3-1. | 3-1 | score
It was a 50-50 deal. | 50-50 | score
Judges ruled 6-3 against it. | 6-3 | score
Brandt won 6-4, 3-6, 7-6. | 3-6 | score
Half-year profit fell. | Half-year | period
It ran between Oct. 2 and 5. | Oct. 2 and 5 | date
Call +1 541-754-3010. | +1 541-754-3010 | identifier
Write to desk7@example.org. | 7@example.org | identifier
See https://example.org/a/2019/x99. | 2019/x99 | identifier
The server is 10.0.0.1. | 10.0.0.1 | label
He lives at 48 Garden Road. | 48 | identifier
Set it to 0x1F. | 0x1F | identifier
Run 1_000 steps. | 1_000 | identifier
Upgrade to 3.11.7. | 3.11.7 | label
She is one of the judges. | one | idiom
There is zero tolerance. | zero | idiom
The tribute stood at ground zero. | zero | idiom
First of all, breathe. | First | idiom
They sell third-party parts. | third | idiom
It was a first-class meal. | first | idiom
He tried once again. | once | idiom
No one came. | one | idiom
The old one broke. | one | idiom
The Six-Day War ended. | Six-Day War | label
The Twelve Apostles are rocks. | Twelve Apostles | label
The bill, H.R. 4348, passed. | 4348 | label
The P5+1 group met. | P5+1 | label
The H1N1 flu was mild. | H1N1 | label
The iPhone 15 sold out. | iPhone 15 | label
It has USB 3.0 ports. | USB 3.0 | label
The Russell 2000 fell. | Russell 2000 | label
The 9/11 attacks shook it. | 9/11 | date
Back in '68, it was new. | '68 | year
Meet me at half past six. | half past six | time
They met at six o'clock. | six o'clock | time
Her pressure was 120/80. | 120/80 | score
The ratio is 3:1. | 3:1 | score
The Reds beat the Giants 5-3. | 5-3 | score
It was shut between junctions 12 and 15. | junctions 12 | label
It was shut between junctions 12 and 15. | 15 | label
See pages 4, 5 and 6 of the report. | 5 | label
Mother Wins 10K Race | 10K | label
He ran a 10K on Sunday. | 10K | label
The split was 70:30 in favour. | 70:30 | score
The two-for-one offer ended. | two-for-one | idiom
A thirty-something drove by. | thirty | idiom
S&P 500 FALLS AGAIN | S&P 500 | label
NIKKEI 225 FALLS AGAIN | NIKKEI 225 | label
The 1,000th visitor came. | 1,000th | ordinal
The truce broke on day 3. | day 3 | label
It was his 21st goal. | 21st | ordinal
They met at the Studio 54 Club. | Studio 54 | label
Overtime is paid at time and a half. | half | idiom
A Boeing 787-8 landed. | Boeing 787-8 | label
The 737-800 landed safely. | 737-800 | label
It flies 12 777-300ER jets. | 777-300ER | label
It runs on iOS 17.4 now. | iOS 17.4 | label
Python 3.12 was released. | Python 3.12 | label
She won 7-6 (8), 6-4. | 8 | score
The 5-4 majority upheld the law. | 5-4 | score
A 4-5 ruling followed. | 4-5 | score
The Senate passed it 51 to 48. | 51 to 48 | score
The virus had an R0 above one. | R0 | label
The 911 call was kept. | 911 | identifier
The account 12345678 is shut. | 12345678 | identifier
They act 24/7. | 24/7 | idiom
① Bring a lamp. | ① | list_marker
See note ⑫ below. | ⑫ | list_marker
31 Comments 4 min read | 31 | label
31 Comments 4 min read | 4 | label
By Ana Roe 3 May 2021 Share 18 Comments | 18 | label
Page 6 of 9 | 9 | label
It is on page 6 of 9. | 6 of 9 | label
It stood in issue 77 of the review. | issue 77 | label
Case no. 881/19 was heard. | 881/19 | identifier
The notice 2021-63 was ignored. | 2021-63 | identifier
Dial 116 000 at any hour. | 116 000 | identifier
The hotline 0800 116 016 is free. | 0800 116 016 | identifier
The H7N9 strain spread. | H7N9 | label
Under the 1872 Act it is a crime. | 1872 | year
She won the 400 metres in Oslo. | 400 metres | label
Swallows beat Harbour 4-1 | 4-1 | score
It worked (95% CI given below). | 95% | label
It holds at the 99 percent confidence level. | 99 percent | label
The cheap Raspberry Pi 4 board sold well. | Pi 4 | label
He plays in Welsh League 1 football. | League 1 | label
Some iOS 13 users complained. | iOS 13 | label
UPDATE 2-Gold slips again | UPDATE 2 | label
The half-marathon winner smiled. | half | idiom
The horse was a 33-1 outsider. | 33-1 | score
An RTX 2080 card is enough. | RTX 2080 | label
Year 6 classes are back. | Year 6 | label
The pupils of Year 11 left. | Year 11 | label
Sales fell, a drop over 2019. | 2019 | year
Margins rose in 1H25. | 1H25 | period
Margins rose in 4Q 2025. | 4Q 2025 | period
Margins rose in 2H2024. | 2H2024 | period
The side won two-nil. | two-nil | score
"""


def _rows() -> list[list[str]]:
    return [row.split(" | ") for row in NOT_CLAIMS.strip().splitlines()]


@pytest.mark.parametrize(("text", "surface", "kind"), _rows())
def test_it_is_typed_and_dismissed_with_a_reason(text, surface, kind):
    at = text.index(surface)
    read = extract(text)
    touching = [m for m in read.dismissed if m.start < at + len(surface) and at < m.end]
    assert [m.kind for m in touching] == [kind]
    assert touching[0].reason
    assert all(m.end <= at or m.start >= at + len(surface) for m in read.claims)


@pytest.mark.parametrize(
    "text",
    [
        "The river rose by 40 metres in the 1990s.",
        "The board will issue 40 licences.",
        "We call 12 witnesses.",
        "The agency got 2,300 comments.",
        "The 100 metres of rope were cut.",
        "The 1200 Syrians left.",
        "They approved 5-10 projects.",
        "The team lost 2-3 players.",
        "Between 737 and 800 people came.",
        "Java 3 people died.",
        "FLOOD KILLS 40 IN TOWN",
        "Strike Hurts 12 At School Gate",
        "Crash Injures 5 Near Bridge",
        "JURY CLEARS 2 OR 3 MEN",
        "In Kabul 12 British soldiers died.",
        "In Kabul 12 small firms closed.",
        "In Kabul 12 percent agreed.",
        "The Nasdaq 212 points.",
        "Just one vote separated them.",
        "The side has one win this season.",
    ],
)
def test_what_only_looks_like_a_name_is_still_counted(text):
    assert len(extract(text).claims) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Imagine a city of 5 million people.", "hypothetical"),
        ("If 10,000 people came, it would fail.", "hypothetical"),
        ("I want 50 friends.", "a wish, not a fact"),
    ],
)
def test_a_quantity_nobody_could_check_is_dismissed(text, reason):
    read = extract(text)
    assert read.claims == ()
    assert [m.reason for m in read.dismissed] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "1,1,1,1",
        "1" * 31,
        "1e1000000",
        "1E999999999",
        "1e-999999999",
        "1.2.3.4.5",
        "9" * 5000,
        "2^999999",
    ],
)
def test_what_cannot_be_a_number_has_no_value(text):
    read = extract(f"The log says {text} here.")
    assert read.claims == ()
    assert read.dismissed
    assert all(m.low is None for m in read.dismissed)
    assert all(m.reason for m in read.dismissed)


def test_superscripts_and_circled_digits_are_not_run_together():
    (claim,) = extract("The area is 10² units.").claims
    assert claim.low == 100
    assert extract("See note ① and chapter Ⅷ.").claims == ()
