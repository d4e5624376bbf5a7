"""Sentences as the news prints them, each with all its readings in order.

A claim is "value unit [per ...] [qualifier] [trend]"; what is no quantity is its kind.
"""

from __future__ import annotations

import pytest

from claims.engine import extract
from claims.engine.types import DismissedNumber, NumericClaim, decimal_text

NEWS = """
Harbour Rail rose 1.2% to 612 pence by midday.
    1.2 percent up; 612 penny up
Its shares fell $3.40, or 2.3 percent, to $145.10.
    3.4 USD down; 2.3 percent down; 145.1 USD down
The bourse slid 312 points, or 0.8 per cent, to close at 38,905.
    312 point down; 0.8 percent down; 38905 point
The factory index rose to 51.2 from 50.9.
    51.2 point up; 50.9 point
Net income plunged 41% to €612 million from €1.04 billion.
    41 percent down; 612000000 EUR down; 1040000000 EUR
The trade gap narrowed to 9.8 billion yuan from 12.4 billion.
    9800000000 CNY down; 12400000000 CNY
Earnings came in at $1.52 a share, eleven cents above the forecast.
    1.52 USD per share; 11 cent
The bank delivered a 25-basis-point cut, not a quarter-point one.
    25 basis point down; 0.25 percentage point; idiom
Jobless claims edged up to 4.3 percent.
    4.3 percent up
The fare goes up to $15 a trip.
    15 USD per trip up
Petrol fell 3.2p to 134.9p a litre.
    3.2 penny down; 134.9 penny per litre down
The broker cut its target to 210p from 240p.
    210 penny down; 240 penny
Output hit a record $2,790 an ounce before easing.
    2790 USD per ounce
The mill cut its forecast to 1.54 million bpd.
    1540000 barrel per day down
Payrolls rose by 254,000, above the 140,000 economists had predicted.
    254000 payroll up; 140000 payroll
Prices rose 0.2% on the month and 2.4% on the year.
    0.2 percent up; 2.4 percent up
Turnout was 61.3 per cent, down 4.2 points on the last vote.
    61.3 percent; 4.2 percentage point down
Reds lead by 18 points in the latest poll.
    18 percentage point
The guards scored 31 points and took 11 rebounds.
    31 point; 11 rebound
The plan raises the pension age from 66 to 67.
    66 year of age; 67 year of age up
Life expectancy dropped by 1.8 years to 77.
    1.8 year down; 77 year down
At 78, she is the oldest driver in the fleet.
    78 year of age
Her brother, 9, was found safe.
    9 year of age
Rents weigh on under-25s and over-65s.
    ..25 year of age less_than; 65.. year of age more_than
The youngest was two.
    2 year of age
The blast left 12 dead and 40 injured.
    12 person; 40 person
Gunmen killed at least six and wounded 20.
    6.. person at_least; 20 person
Hundreds of thousands marched in the capital.
    100000..1000000 person vague
The ferry sank with 52 on board.
    52 person
The town of 4,600 has no doctor.
    4600 person
The population will reach 9.7 billion.
    9700000000 person
A magnitude 5.8 tremor hit the coast.
    5.8 magnitude
He is 6'2 and his son is 5'7".
    6.166667 foot; 5.583333 foot
The 6-foot-4, 190-pound guard signed.
    6.333333 foot; 190 pound-mass
They ran it in two hours, four minutes and 11 seconds.
    2.069722 hour
Two or three hundred people came.
    200..300 person range
Between 1.5m and 2m people came.
    1500000..2000000 person range
They got 45 and 50 mg.
    45 milligram; 50 milligram
The tower has a 1-in-43 chance of falling.
    0.023256 fraction
It is five times deadlier than flu.
    5 times
A million Rohingya live in camps.
    1000000 Rohingya
One dose cost $475,000.
    1 dose; 475000 USD
Ice covered 4.28 million square km, 1.2m sq km less than usual.
    4280000 square kilometre; 1200000 square kilometre
Each of them emits 14.4 tCO2e a year.
    14.4 tonne of carbon dioxide equivalent per year
Dust fell to 33 µg/m3.
    33 microgram per cubic metre down
The state will pay Rs. 2.5 lakh to each family.
    250000 INR
It costs 100元 or 20 zł.
    100 CNY; 20 PLN
The fee is 15 dollars 50.
    15.5 USD
Turn it by 45 degrees to the left.
    45 degree of arc
The twenty-fifth president spoke in the twenty-first century.
    ordinal; period
The workers voted 4-to-1 to strike.
    score
Pages 12-15 of the file list 13 payments.
    label; 13 payment
Ms Vane's 163-page report is out.
    163 page
The side were 245 for 6 at stumps, leading by 118 runs.
    score; 118 run
He owes $454m plus interest.
    454000000 USD
The bill passed the lower house by 312 votes.
    312 vote
Fewer than half of the 900 workers stayed.
    ..0.5 fraction less_than; 900 worker
The party took 112 of the 250 seats, 14 short of a majority.
    112 seat; 250 seat; 14 seat
It says one house in three is beyond repair.
    0.333333 fraction
They are outnumbered by five to one.
    score
The match ended in a 24-all draw.
    score
They play in Division One.
    label
Among the dead was a boy of eleven.
    11 year of age
She left school at 14 and retired at 67.
    14 year of age; 67 year of age
The brigade withdrew at 0400 on Friday.
    time
Every weekday at 8.20 the street fills up.
    time
By 2100 a tenth could be lost.
    year; 0.1 fraction
The state gives 2.4 billion rand, of which 600m is for farmers.
    2400000000 ZAR; 600000000 ZAR
Revenue was $1.94bn, just shy of the $1.96bn analysts had pencilled in.
    1940000000 USD; 1960000000 USD
Perhaps 1,100 remain.
    1100 - about
My father farmed for fifty-odd years.
    50 year about
It fell 40 points more than four years ago.
    40 point down; 4 year
They sampled it over eleven summers.
    11 summer
There were 86 new cases, down from 131 the week before.
    86 case; 131 case
Officers recorded 1,284 break-ins.
    1284 break-in
Four 155mm guns fired several hundred coming shells.
    4 gun; 155 millimetre; 100..1000 shell vague
If the dam had failed, 60,000 people would have died.
    count
He served three years and four months.
    3.333333 year
The drug reduces strokes and attacks by 16%.
    16 percent down
Deaths have fallen tenfold.
    10 times down
The mill fell to a nine-year low.
    9 year
Over a follow-up of 41 months, 12 patients died.
    41 month; 12 patient
The dollar bought 149.85 yen, up from 148.60 late Friday.
    149.85 JPY; 148.6 JPY
A third of the residents are over 65.
    0.333333 fraction; 65.. year of age more_than
The children under 5 fell ill.
    ..5 year of age less_than
The fund made a 10-K filing under Directive 2008/50.
    label; identifier
See Vol. 12 and Section 4.3.2.
    label; label
Revenue was about MEUR 30.
    30000000 EUR about
It costs rupees 50 crore.
    500000000 INR
He is the one hundred and twenty-fifth member.
    ordinal
Three twenty-fifths of it is gone.
    0.12 fraction
The side was bowled out for 187, Holm taking six for 54.
    187 -; score
One of its Leopard 2 tanks burned.
    idiom; label
Subscribers rose to 1.2m, while the mast stayed 1.2m high.
    1200000 subscriber up; 1.2 metre
Turnover doubled to 3.4m.
    2 times up; 3400000 - up
The backlog shrank by a quarter within one year, from 1,240 to 930 cases.
    0.25 fraction down; 1 year; 1240 case; 930 case down
Sales rose 44 percent, from 50,000.
    44 percent up; 50000 sale
The death toll stands at 90, with 140 injured and 39 missing.
    90 death; 140 person; 39 person
Doors open by 1530 GMT.
    time
They paid £3 each, £9 in all.
    3 GBP; 9 GBP
The cut leaves 11.8m more Americans uninsured.
    11800000 American up
Another third arrives as grants; a fifth goes to roads.
    0.333333 fraction; 0.2 fraction
Registrations of voters rose by 1.1m to 46.8m.
    1100000 registration up; 46800000 registration up
The waves threw 12 people 3m over the wall.
    12 person; 3 metre
The airline lost 214 million pounds.
    214000000 GBP
They walked out over a 77 percent pay demand.
    77 percent
The chamber confirmed her 53 to 47.
    score
The average age of the crew is 54.
    54 year of age
The gap tightened by 3 bps to 128 bps.
    3 basis point; 128 basis point
Two outside experts cautioned against it.
    2 expert
The operator put the number of cut-off customers at 38,500.
    38500 customer
"""


def _rows() -> list[tuple[str, list[str]]]:
    lines = NEWS.strip().splitlines()
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [(text, read.strip().split("; ")) for text, read in pairs]


def _told(number: NumericClaim | DismissedNumber) -> str:
    if isinstance(number, DismissedNumber):
        return number.kind
    low, high = (
        "" if end is None else decimal_text(round(end, 6))
        for end in (number.low, number.high)
    )
    value = low if number.low == number.high else f"{low}..{high}"
    per = f"per {number.per}" if number.per else ""
    parts = (value, number.unit or "-", per, number.qualifier, number.trend or "")
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("text", "readings"), _rows())
def test_a_sentence_of_news_is_read_whole(text, readings):
    assert [_told(number) for number in extract(text).numbers] == readings
