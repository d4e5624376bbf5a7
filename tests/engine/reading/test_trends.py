"""Which numbers a text says a quantity rose or fell by or to."""

from __future__ import annotations

import pytest

from claims.engine import extract

#: The trend of each claim, in reading order.
SAID = {
    # by what stands before the number
    "Revenue leaped 14 percent and orders bounced 6 percent.": "up up",
    "The peso appreciated 3 percent and the ruble depreciated 5 percent.": "up down",
    "The Nasdaq gave up 1.2 percent, then picked up 0.4 percent.": "down up",
    "Membership is off 18% since 2015.": "down",
    "Acme (-0.4%) and Beta (+2.1%) led the list.": "down up",
    "Fuel prices gave back 6 cents.": "down",
    "They won by 11 points last fall.": "-",
    "Tuition will go up by $600 next fall, to $14,200.": "up up",
    "The index closed lower, with Acme off 0.3 percent.": "down",
    "They knocked off 3 percent.": "-",
    "The staff has been whittled to 4,500.": "down",
    "Thefts were cut nearly in half.": "down",
    "The list grew by a net 190,000.": "up",
    "It slid to $2 before recovering to $3.": "down up",
    "Sales run 15 percent ahead of last year.": "up",
    "The update cuts load times in half.": "down",
    "The lake rose 2 feet and gusts hit 60 mph.": "up -",
    "Corn lost 3 cents to $3.81.": "down down",
    "Fares grew at a rate of 9 percent.": "up",
    "Prices climbed at a 4 percent clip.": "up",
    "A rise in rents of 9 percent hurt.": "up",
    "Pay rose by 9 percent and the minimum wage by 4 percent.": "up up",
    "Thefts fell 9 percent, robberies 3 percent and arson 12 percent.": "down down down",
    # and behind it
    "A 3% dip in tourism followed a 12% spike in costs.": "down up",
    "It posted a 340-point loss.": "down",
    "Earnings were 2 cents higher at 91 cents a share.": "up -",
    "Rents are 9% higher than a year ago.": "up",
    "It stood 9% below where it began the week.": "down",
    "Homes cost 3.7% less than in 2019.": "down",
    # a comparison with something else than the past
    "Women earn 18 percent less than men.": "-",
    "They are 12 percent more likely to rent.": "-",
    "It treated 40% more patients than expected.": "-",
    "The average is 9 percent above that of the region.": "-",
    # a number that belongs to another word
    "Inflation fell to 3.6%, compared to 3.8% in March.": "down -",
    "Shares rose to a level equal to $40 in gold.": "-",
    "Growth was led by three firms.": "-",
    "Its growth is backed by 12 banks.": "-",
    "Rents fell in 12 states.": "-",
    "Prices fell as 40 banks failed.": "-",
    "Oil fell 62 cents to settle at $64.12 a barrel.": "down -",
    "Stocks rallied, with the Dow up 410 points at 38,900.": "up -",
    "A 5 percent cut to 14 agencies is planned.": "down -",
    "A storm cut power to 40,000 homes.": "-",
    "A rise in the number of 12 new drugs is odd.": "-",
    "It will cut 450 jobs, or 7 percent of its workforce.": "- -",
    "It can go from 0 to 60 mph.": "- -",
    # what a game, a body or a storm does
    "Harlan added 28 points and 11 rebounds.": "- -",
    "She raised two children.": "-",
    "He fell 30 feet to his death.": "-",
    "An added 2 percent fee applies.": "-",
    "Prices vary from $40 for a kit to $300.": "- -",
    "Wages rose faster than the 3 percent average.": "-",
    "Premiums ate up 87 percent of it.": "-",
    "It is down from 27 percent, and 8 percent had quit.": "- -",
    "It flew 90 miles up.": "-",
    "He needs 40 more to pass his father.": "-",
    "They saw 12 ships and 40 more.": "- -",
    "They lost by 12 points.": "-",
    "Brady added a 32-yard field goal.": "-",
    "She gained 52 percent of the vote.": "-",
    "The storm dropped 5 inches of snow.": "-",
    "The span rises 300 feet above the river.": "-",
    "The bank cut a $20 fee.": "-",
}


@pytest.mark.parametrize(("text", "trends"), SAID.items())
def test_the_trend_is_of_the_number_itself(text, trends):
    assert " ".join(c.trend or "-" for c in extract(text).claims) == trends
