"""A table of written numbers and the value each of them normalises to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

VALUES = """
7 | 7
12 | 12
1,250 | 1250
12,345,678 | 12345678
12,34,567 | 1234567
1 234 567 | 1234567
1\u00a0234\u00a0567 | 1234567
1\u202f234 | 1234
1'250'000 | 1250000
1.234.567 | 1234567
1.234,5 | 1234.5
1,234.5 | 1234.5
0.75 | 0.75
.25 | 0.25
3.14159 | 3.14159
5k | 5000
10 k | 10000
2.5bn | 2500000000
2.5 bn | 2500000000
3 million | 3000000
3-million | 3000000
1.2 trillion | 1200000000000
6 hundred thousand | 600000
4 lakh | 400000
2 crore | 20000000
4 thousand 3 hundred and 21 | 4321
1½ | 1.5
2 1/2 | 2.5
2-1/2 | 2.5
2½ million | 2500000
10² | 100
10^6 | 1000000
1.5×10^6 | 1500000
1.5 x 10⁶ | 1500000
2.48×10−5 | 0.0000248
4e14 | 400000000000000
zero | 0
nil | 0
nine | 9
eleven | 11
nineteen | 19
twenty-one | 21
ninety five | 95
one hundred | 100
a hundred | 100
two hundred and five | 205
three hundred forty-two | 342
one thousand | 1000
a thousand | 1000
twelve hundred | 1200
five thousand two hundred | 5200
forty-seven thousand | 47000
one hundred thousand | 100000
a million | 1000000
two and a half million | 2500000
a million and a half | 1500000
half a million | 500000
half-million | 500000
a quarter of a million | 250000
three quarters of a million | 750000
two thirds of a million | 666666.6666666666666666666667
five billion and three quarters | 5750000000
six million two hundred thousand | 6200000
nineteen million, | 19000000
two point five | 2.5
nought point five | 0.5
one hundred and three quarters | 100.75
two and three fifths | 2.6
a dozen | 12
two dozen | 24
half a dozen | 6
three hundred dozen | 3600
minus 5 | -5
negative ten | -10
−86 | -86
－7 | -7
５ | 5
١٢٣ | 123
۴۵ | 45
१२ | 12
1\u200b000 | 1000
1\u2060234 | 1234
0 | 0
1 | 1
10 | 10
99 | 99
100 | 100
1,000 | 1000
10,000 | 10000
100,000 | 100000
1,000,000 | 1000000
123,456 | 123456
1,234,567.89 | 1234567.89
1,50,000 | 150000
0.001 | 0.001
.08 | 0.08
.23456000 | 0.23456
0.3333 | 0.3333
42.0 | 42
2.5m people | 2500000
1.5 million | 1500000
1.5 M | 1500000
750 thousand | 750000
3.4k | 3400
12K | 12000
250k | 250000
7bn | 7000000000
7 bn | 7000000000
7.25 billion | 7250000000
2 tn | 2000000000000
1.4 mn | 1400000
1.4 mln | 1400000
3 mrd | 3000000000
9 bln | 9000000000
2 quadrillion | 2000000000000000
5 hundred | 500
5 hundred thousand | 500000
1.5 crore | 15000000
15 lakh crore | 15000000000000
6-million | 6000000
one | 1
two | 2
six | 6
ten | 10
thirteen | 13
fifteen | 15
eighteen | 18
twenty | 20
twenty two | 22
thirty-three | 33
forty-four | 44
fifty-five | 55
sixty-six | 66
seventy-seven | 77
eighty-eight | 88
ninety-nine | 99
one hundred and one | 101
one hundred one | 101
a hundred and twenty | 120
two hundred | 200
two hundred and fifty | 250
nine hundred ninety-nine | 999
nineteen hundred | 1900
one thousand and one | 1001
one thousand one hundred | 1100
one thousand two hundred and thirty-four | 1234
two thousand and twelve | 2012
ten thousand | 10000
ten thousand five hundred | 10500
twenty-one thousand | 21000
fifty thousand and six | 50006
ninety-nine thousand nine hundred and ninety-nine | 99999
two hundred and five thousand | 205000
two hundred and five thousand three hundred | 205300
three hundred thousand | 300000
seven hundred and fifty thousand | 750000
one million | 1000000
one million two hundred thousand | 1200000
one million, two hundred thousand | 1200000
three million, two hundred and forty thousand | 3240000
one million two hundred and thirty-four thousand five hundred and sixty-seven | 1234567
twelve million | 12000000
twenty-five million | 25000000
one hundred million | 100000000
a hundred million | 100000000
two hundred and five million | 205000000
one and a half million | 1500000
one and a quarter million | 1250000
three-and-a-half million | 3500000
two and a half thousand | 2500
two and three-quarter million | 2750000
one billion | 1000000000
a billion and a half | 1500000000
two billion three hundred million | 2300000000
four point five billion | 4500000000
a trillion | 1000000000000
one and a half trillion | 1500000000000
half a billion | 500000000
half a trillion | 500000000000
three quarters of a billion | 750000000
a third of a million | 333333.3333333333333333333333
two point two five | 2.25
zero point one | 0.1
one hundred and five point two | 105.2
twenty-one point seven | 21.7
three point one four one five nine | 3.14159
ninety-nine point nine | 99.9
two and a half | 2.5
ten and a half | 10.5
two and one half | 2.5
one and a quarter | 1.25
three and three quarters | 3.75
four and two thirds | 4.6666666666666666666666666667
five and one eighth | 5.125
two and fifty-four hundredths | 2.54
two hundred and fifty-four hundredths | 200.54
1 1/2 | 1.5
3 3/4 | 3.75
12 5/8 | 12.625
4-1/2 | 4.5
5 ½ | 5.5
10¼ | 10.25
7⅔ | 7.6666666666666666666666666667
1½ million | 1500000
six dozen | 72
half-dozen | 6
three dozen | 36
1.2e3 | 1200
6.02×10^23 | 602000000000000000000000
3 × 10⁻⁴ | 0.0003
2³ | 8
minus 12.5 | -12.5
minus forty | -40
minus two million | -2000000
-0.5 | -0.5
１，２３４ | 1234
٣٫٥ | 3.5
১২৩ | 123
1 000 000 | 1000000
12'500 | 12500
12.345.678 | 12345678
"""


def _rows() -> list[tuple[str, Decimal]]:
    rows = [row.split(" | ") for row in VALUES.strip().splitlines()]
    return [(text, Decimal(value)) for text, value in rows]


def _numbers(text: str) -> list[tuple[Decimal | None, Decimal | None, str]]:
    return [(m.low, m.high, m.surface) for m in extract(text).numbers]


@pytest.mark.parametrize(("text", "value"), _rows())
@pytest.mark.parametrize("frame", ["They counted {} of them.", "The answer was {}."])
def test_a_number_has_its_value(frame, text, value):
    read = _numbers(frame.format(text))
    assert len(read) == 1, read
    low, high, _ = read[0]
    assert low == high
    assert abs(low - value) < Decimal("1e-12") * max(1, abs(value))


def test_the_table_is_long_enough_to_mean_something():
    assert len({text for text, _ in _rows()}) >= 200
