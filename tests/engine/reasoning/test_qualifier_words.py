"""Hedges as people write them, read by the engine, and the numbers they allow."""

from __future__ import annotations

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.reasoning.tolerance import to_interval
from tests.engine.reasoning.quantities import interval

ENGLISH = """
A few dozen soldiers died. | [24; 100)
Dozens of soldiers died. | [24; 100)
Several dozen soldiers died. | [24; 100)
A dozen soldiers died. | [11.5; 12.5)
Scores of soldiers died. | [40; 200)
Hundreds of soldiers died. | [200; 1000)
Several hundred soldiers died. | [200; 1000)
A few hundred soldiers died. | [200; 1000)
Thousands of soldiers died. | [2000; 10000)
Many thousands of soldiers died. | [2000; 10000)
Tens of thousands of soldiers died. | [20000; 100000)
Hundreds of thousands of soldiers died. | [200000; 1000000)
Millions of people fled. | [2000000; 10000000)
Half a million people fled. | [475000; 525000)
300 soldiers died. | [285; 315)
Exactly 300 soldiers died. | [300; 300]
Precisely 312 soldiers died. | [312; 312]
Only 300 soldiers died. | [285; 315)
Some 300 soldiers died. | [270; 330]
About 300 soldiers died. | [270; 330]
Around 300 soldiers died. | [270; 330]
Roughly 300 soldiers died. | [270; 330]
An estimated 300 soldiers died. | [270; 330]
300 or so soldiers died. | [270; 330]
300-odd soldiers died. | [270; 330]
Nearly 300 soldiers died. | [270; 300)
Almost 300 soldiers died. | [270; 300)
Close to 300 soldiers died. | [270; 300)
Just under 300 soldiers died. | [270; 300)
At least 300 soldiers died. | [300; +)
No fewer than 300 soldiers died. | [300; +)
A minimum of 300 soldiers died. | [300; +)
300 soldiers or more died. | [300; +)
More than 300 soldiers died. | (300; +)
Over 300 soldiers died. | (300; +)
Well over 300 soldiers died. | (300; +)
Just over 300 soldiers died. | (300; +)
Upwards of 300 soldiers died. | (300; +)
In excess of 300 soldiers died. | (300; +)
300-plus soldiers died. | (300; +)
At most 300 soldiers died. | [0; 300]
Not more than 300 soldiers died. | [0; 300]
No more than 300 soldiers died. | [0; 300]
Up to 300 soldiers died. | [0; 300]
As many as 300 soldiers died. | [0; 300]
Fewer than 300 soldiers died. | [0; 300)
Under 300 soldiers died. | [0; 300)
Between 200 and 300 soldiers died. | [200; 300]
200 to 300 soldiers died. | [200; 300]
From 200 to 300 soldiers died. | [200; 300]
200-300 soldiers died. | [200; 300]
10-12,000 soldiers died. | [10000; 12000]
More than half of the soldiers died. | (0.5; +)
About one in five soldiers died. | [0.18; 0.22]
Exports more than doubled. | (2; +)
Exports almost tripled. | [2.7; 3)
Sales doubled. | [1.8; 2.2]
"""

GERMAN = """
Dutzende Soldaten starben. | [24; 100)
Mehrere Dutzend Soldaten starben. | [24; 100)
Hunderte Soldaten starben. | [200; 1000)
Einige hundert Soldaten starben. | [200; 1000)
Tausende Soldaten starben. | [2000; 10000)
Zehntausende Soldaten starben. | [20000; 100000)
Hunderttausende Soldaten starben. | [200000; 1000000)
Millionen Menschen flohen. | [2000000; 10000000)
Genau 300 Soldaten starben. | [300; 300]
Rund 300 Soldaten starben. | [270; 330]
Knapp 300 Soldaten starben. | [270; 300)
Gut 300 Soldaten starben. | (300; +)
Mindestens 300 Soldaten starben. | [300; +)
Höchstens 300 Soldaten starben. | [0; 300]
Bis zu 300 Soldaten starben. | [0; 300]
Weniger als 300 Soldaten starben. | [0; 300)
Zwischen 200 und 300 Soldaten starben. | [200; 300]
200 bis 300 Soldaten starben. | [200; 300]
Mehr als die Hälfte der Soldaten starb. | (0.5; +)
Die Ausfuhren haben sich mehr als verdoppelt. | (2; +)
"""

ROWS = [
    (language, *(part.strip() for part in line.split("|")))
    for language, table in (("en", ENGLISH), ("de", GERMAN))
    for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("language", "sentence", "allowed"), ROWS)
def test_a_hedge_is_the_interval_the_table_says(language, sentence, allowed):
    (claim,) = extract(sentence, language=language).claims
    assert to_interval(quantity_of(claim)) == interval(allowed)


def test_there_are_more_than_sixty_wordings():
    assert len(ROWS) > 60
