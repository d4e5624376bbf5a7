from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.engine.reasoning.forms import form
from claims.models import SourceJob
from claims.services import evidence as evidence_service
from claims.services import publishing, queueing, reviewing
from claims.services.worthiness import make_policy
from claims.vocabulary import ClaimStatus, SearchOutcome
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
    read_article,
)
from tests.web.conftest import signed_in
from tests.web.pages import document, form_to, select, text


@pytest.fixture
def claim(db):
    return make_claim()


def page(client, claim):
    return client.get(claim.get_absolute_url())


def verbs(answer, claim) -> set[str]:
    """The steps a page offers."""
    start = claim.get_absolute_url()
    return {
        form.get("action").removeprefix(start).strip("/")
        for form in document(answer).forms
        if (form.get("action") or "").startswith(start)
    }


def test_the_sentence_stands_in_its_context_with_the_number_marked(as_reviewer, db):
    text_ = "Rain fell. The port lost 4,200 crates, it said. Divers came."
    start = text_.index("The port")
    claim = make_claim(
        make_article(text_), sentence_start=start, sentence_end=text_.index(" Divers")
    )
    (quote,) = select(page(as_reviewer, claim), "quote")
    assert quote.text_content() == text_
    assert [mark.text for mark in quote.iter("mark")] == ["4,200"]
    assert [part.text.strip() for part in quote.find_class("around")] == [
        "Rain fell.",
        "Divers came.",
    ]


def test_the_reading_is_laid_open(as_reviewer, db):
    claim = make_claim(
        claimant="the port",
        period="in May",
        base="all crates",
        reasons=["it names a claimant", "it is a large number"],
        ambiguities=["period"],
    )
    shown = text(page(as_reviewer, claim))
    for words in (
        claim.readback,
        "it names a claimant, it is a large number",
        "0.80",
        "at least",
        "the port",
        "in May",
        "all crates",
        "Unclear",
        "from 4,200",
    ):
        assert words in shown


def test_the_score_is_shown_as_a_sum(as_reviewer, db):
    claim = make_claim(
        check_worthiness="0.28",
        contributions=[
            {"feature": "base", "weight": "0.1", "phrase": "where it starts"},
            {"feature": "number", "weight": "0.3", "phrase": "it states a number"},
            {"feature": "small", "weight": "-0.12", "phrase": "a small count"},
        ],
    )
    lines = [
        " ".join(li.text_content().split()) for li in summed(page(as_reviewer, claim))
    ]
    assert lines == [
        "+0.10where it starts",
        "+0.30it states a number",
        "\N{MINUS SIGN}0.12a small count",
        "0.28by the shipped weights",
    ]


def test_a_sum_above_one_says_that_it_is_cut_and_whose_weights_it_adds(
    as_reviewer, editor
):
    policy = make_policy({}, actor=editor)
    claim = make_claim(
        check_worthiness="1.00",
        contributions=[{"feature": "base", "weight": "1.2", "phrase": "it starts"}],
        worth_policy=policy,
    )
    (*_, last) = summed(page(as_reviewer, claim))
    assert last.text_content().strip() == "1.20cut to 1.00, by weights, version 1"


def summed(answer) -> list:
    (found,) = select(answer, "sum")
    return list(found.iter("li"))


@pytest.mark.parametrize(
    ("status", "reviewer_may", "editor_may"),
    [
        (ClaimStatus.DETECTED, {"sources", "dismiss", "evidence"}, set()),
        (ClaimStatus.SOURCING, set(), set()),
        (ClaimStatus.READY, {"take", "sources", "dismiss", "evidence"}, set()),
        (ClaimStatus.DISMISSED, {"restore"}, set()),
    ],
)
def test_buttons_are_what_the_workflow_allows(
    as_reviewer, as_editor, as_stranger, status, reviewer_may, editor_may
):
    claim = make_claim(status=status)
    assert verbs(page(as_reviewer, claim), claim) == reviewer_may
    assert verbs(page(as_editor, claim), claim) == reviewer_may | editor_may
    assert verbs(page(as_stranger, claim), claim) == set()


def test_buttons_along_the_way_to_publication(
    as_reviewer, as_editor, reviewer, editor, claim
):
    queueing.take(claim, actor=reviewer)
    held = {"review", "release", "sources", "dismiss", "evidence"}
    assert verbs(page(as_reviewer, claim), claim) == held
    cited = make_evidence(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData("refuted", "No.", evidence=[cited.pk]),
        actor=reviewer,
    )
    assert "review" not in verbs(page(as_reviewer, claim), claim)
    assert verbs(page(as_reviewer, claim), claim) == {"evidence"}
    assert verbs(page(as_editor, claim), claim) == {
        "decide",
        "take",
        "send-back",
        "sources",
        "dismiss",
        "evidence",
    }
    queueing.take(claim, actor=editor)
    assert {"decide", "review", "release", "send-back"} <= verbs(
        page(as_editor, claim), claim
    )
    reviewing.decide(claim, actor=editor)
    assert verbs(page(as_reviewer, claim), claim) == {"evidence"}
    assert verbs(page(as_editor, claim), claim) == {"publish", "reopen", "evidence"}


def test_the_form_for_a_review_is_shown_to_who_holds_the_claim(
    as_reviewer, second_reviewer, reviewer, claim
):
    assert "review" not in verbs(page(as_reviewer, claim), claim)
    queueing.take(claim, actor=reviewer)
    assert "review" in verbs(page(as_reviewer, claim), claim)
    assert "review" not in verbs(page(signed_in(second_reviewer), claim), claim)


def test_an_editor_is_told_what_starting_over_costs(
    as_editor, as_reviewer, reviewer, claim
):
    cost = "The review handed in becomes history."
    assert cost not in text(page(as_editor, claim))
    make_review(claim, author=reviewer)
    SourceJob.objects.create(claim=claim, provider="library")
    assert text(page(as_editor, claim)).count(cost) == 2
    assert cost not in text(page(as_reviewer, claim))


def test_taking_a_reviewed_claim_is_for_sign_off_or_a_second_review(
    as_editor, second_reviewer, reviewer, claim
):
    make_review(claim, author=reviewer)
    shown = text(page(as_editor, claim))
    assert shown.index("Sign off as the verdict") < shown.index("Take for sign-off")
    shown = text(page(signed_in(second_reviewer), claim))
    assert "Take for a second review" in shown
    assert "Take for review" not in shown.split("History")[0]


def test_who_signs_off_sees_what_the_review_relies_on(as_editor, reviewer, claim):
    queueing.take(claim, actor=reviewer)
    unused = make_evidence(claim, actor=reviewer, quote="The owner paid 80 million.")
    cited = make_evidence(
        claim, actor=reviewer, quote="Divers counted 3,150 lost containers."
    )
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted",
            "The log says less.\nIt was kept by hand.",
            evidence=[cited.pk],
            reason_codes=["wrong_base"],
        ),
        actor=reviewer,
    )
    panel = document(page(as_editor, claim)).get_element_by_id("sign-off")
    (rationale,) = panel.find_class("rationale")
    assert rationale.text_content() == "The log says less.\nIt was kept by hand."
    (relied,) = panel.find_class("relied")
    assert " ".join(relied.text_content().split()) == (
        "BEvidence ◆ Disagrees: “Divers counted 3,150 lost containers.”"
    )
    assert "Wrong base" in panel.text_content()
    assert unused.quote not in panel.text_content()


def test_letters_stay_when_surer_evidence_arrives(
    as_reviewer, anonymous, reviewer, editor, claim
):
    unused, cited = (
        make_evidence(
            claim, actor=reviewer, quote=f"Divers counted {n} lost containers."
        )
        for n in (3150, 3160)
    )
    queueing.take(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData("refuted", "See B.", evidence=[cited.pk]),
        actor=reviewer,
    )
    reviewing.decide(claim, actor=editor)
    later = make_evidence(
        claim, actor=reviewer, quote="Divers counted 3,170 lost containers."
    )
    for score, kept in zip(
        (Decimal("0.1"), Decimal("0.9")), (cited, later), strict=True
    ):
        type(kept).objects.filter(pk=kept.pk).update(score=score)
    answer = page(as_reviewer, claim)
    cards = {card.get("id"): card.get("aria-label") for card in select(answer, "card")}
    assert cards == {
        f"evidence-{unused.pk}": "Evidence A",
        f"evidence-{cited.pk}": "Evidence B",
        f"evidence-{later.pk}": "Evidence C",
    }
    (line,) = select(answer, "line--wide")
    drawn = {
        link.get("href"): link.text_content().split()[1] for link in line.iter("a")
    }
    assert drawn[f"#evidence-{cited.pk}"] == "B"
    publishing.publish(claim, actor=editor)
    (card,) = select(anonymous.get(claim.public_url()), "card")
    assert card.get("aria-label") == "Evidence B"


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("send_back", "Sent back by edda:"),
        ("reopen", "Reopened by edda:"),
        ("correct", "Taken back for correction by edda:"),
    ],
)
def test_the_next_reviewer_sees_why_the_claim_came_back(
    as_reviewer, second_reviewer, reviewer, editor, claim, step, word
):
    why = "Cite the register itself."
    make_review(claim, author=reviewer)
    if step != "send_back":
        reviewing.decide(claim, actor=editor)
    if step == "correct":
        publishing.publish(claim, actor=editor)
    service = {"send_back": queueing, "reopen": reviewing}.get(step, publishing)
    getattr(service, step)(claim, actor=editor, reason=why)
    queueing.take(claim, actor=second_reviewer)
    queueing.release(claim, actor=second_reviewer)
    queueing.take(claim, actor=reviewer)
    panel = document(page(as_reviewer, claim)).get_element_by_id("claim-work")
    shown = " ".join(panel.text_content().split())
    assert f"{word} {why}" in shown
    assert "The earlier review: Supported by rita" in shown
    assert "The report agrees." in shown
    assert shown.index(why) < shown.index("Your review")
    cited = make_evidence(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData("refuted", "No.", evidence=[cited.pk]),
        actor=reviewer,
    )
    panel = document(page(as_reviewer, claim)).get_element_by_id("claim-work")
    assert why not in panel.text_content()


def test_a_claim_in_other_hands_names_them_and_offers_no_review(
    as_reviewer, second_reviewer, claim
):
    queueing.take(claim, actor=second_reviewer)
    answer = page(as_reviewer, claim)
    assert "remy is working on this claim until" in text(answer)
    assert not {"take", "review", "dismiss"} & verbs(answer, claim)


def test_an_expired_hold_is_nobodys(as_reviewer, second_reviewer, claim):
    queueing.take(claim, actor=second_reviewer)
    type(claim).objects.update(held_until=timezone.now() - timedelta(minutes=1))
    answer = page(as_reviewer, claim)
    assert "remy is working" not in text(answer)
    assert "take" in verbs(answer, claim)


def test_four_eyes_is_said_in_words_to_the_author_of_the_only_review(editor, claim):
    make_review(claim, author=editor)
    answer = page(signed_in(editor), claim)
    assert "another person signs it off" in text(answer)
    assert form_to(answer, f"{claim.get_absolute_url()}decide/") is None


def test_evidence_shows_passage_number_source_and_arithmetic(
    as_reviewer, reviewer, claim
):
    kept = make_evidence(
        claim,
        actor=reviewer,
        quote="Divers counted 3,150 lost containers on the sea floor.",
        title="Salvage log",
        publisher="Salvors' Union",
        url="https://salvage.example/log",
        note="Counted twice.",
        stance="refutes",
    )
    answer = page(as_reviewer, claim)
    (card,) = select(answer, "card")
    assert [mark.text for mark in card.iter("mark")] == ["3,150"]
    shown = " ".join(card.text_content().split())
    assert "Disagrees: 25 % lower" in shown
    assert kept.explanation in shown
    assert "suggested: refutes" in shown
    assert "a person says: refutes" in shown
    assert "Salvors' Union" in shown
    assert "Counted twice." in shown
    assert f"/evidence/{kept.pk}/snapshot/#passage" in {
        link.get("href") for link in card.iter("a")
    }


def test_the_number_line_and_its_table_tell_the_same(as_reviewer, reviewer, claim):
    for quote in (
        "Divers counted 3,150 lost containers.",
        "More than 5,000 containers were lost.",
        "The owner paid 80 million euros.",
    ):
        make_evidence(claim, actor=reviewer, quote=quote)
    answer = page(as_reviewer, claim)
    drawn = {
        name: [link.get("href") for link in svg.iter("a")]
        for name in ("wide", "narrow")
        for svg in select(answer, f"line--{name}")
    }
    assert drawn["wide"] == drawn["narrow"]
    rows = document(answer).xpath("//figure//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert cells[0][:5] == ["Claim", "the article", "4,200", "4,200", "no bound"]
    by_written = {row[2]: row for row in cells}
    assert by_written["3,150"][3:5] == ["3,150", "3,150"]
    assert by_written["5,000"][3:5] == ["5,000 not included", "no bound"]
    (outside,) = [row for row in cells if "Not comparable" in row[-1]]
    assert outside[3] == "not on the line"
    on_the_line = [row for row in cells[1:] if row[3] != "not on the line"]
    assert len(drawn["wide"]) == 1 + len(on_the_line)


def test_open_ends_and_missing_bounds_are_drawn_as_such(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, quote="More than 5,000 containers were lost.")
    (svg,) = select(page(as_reviewer, claim), "line--wide")
    own, other = list(svg.iter("a"))
    assert [end.tag for end in own.find_class("end")] == ["circle", "path"]
    assert not own.find_class("end--open")
    assert [end.tag for end in other.find_class("end--open")] == ["circle"]


def test_wide_scales_are_logarithmic(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, quote="Divers counted 12 lost containers.")
    assert "Log scale" in text(page(as_reviewer, claim))


def test_a_share_is_drawn_in_percent(as_reviewer, db):
    article = make_article("Half of the fleet is idle.")
    claim = make_claim(
        article,
        surface="Half",
        kind="fraction",
        low=Decimal("0.5"),
        high=Decimal("0.5"),
        unit="",
        thing="fleet",
        base="the fleet",
        qualifier="",
    )
    (svg,) = select(page(as_reviewer, claim), "line--wide")
    labels = [tick.text for tick in svg.find_class("tick")]
    assert labels
    assert all(Decimal(label) > 1 for label in labels)


def test_a_number_without_value_has_no_line_but_a_page(as_reviewer, db):
    claim = make_claim(low=None, high=None)
    assert "no value that could be drawn" in text(page(as_reviewer, claim))


@pytest.mark.parametrize(
    ("outcome", "reason", "shown"),
    [
        (SearchOutcome.FOUND, "3 read.", "Found 3 read."),
        (SearchOutcome.EMPTY, "", "Searched and found nothing"),
        (
            SearchOutcome.COULD_NOT_SEARCH,
            "It did not answer.",
            "Could not search Because: It did not answer.",
        ),
        (
            SearchOutcome.NOT_ASKED,
            "No links.",
            "Not asked Because: No links.",
        ),
        (SearchOutcome.PENDING, "", "Searching"),
    ],
)
def test_the_search_log_tells_each_outcome_apart(
    as_reviewer, claim, outcome, reason, shown
):
    SourceJob.objects.create(
        claim=claim,
        provider="wikipedia",
        outcome=outcome,
        reason=reason,
        queries=["crates"],
    )
    answer = text(page(as_reviewer, claim))
    assert f"Wikipedia {shown}" in answer
    assert "crates" in answer


def test_a_page_that_searches_polls_and_stops_when_done(as_reviewer, db):
    claim = make_claim(status=ClaimStatus.SOURCING)
    asked = SourceJob.objects.create(claim=claim, provider="library")
    (moving,) = document(page(as_reviewer, claim)).xpath("//*[@id='claim-live']")
    assert moving.get("hx-trigger") == "every 2s"
    assert as_reviewer.get(moving.get("hx-get")).status_code == 204
    asked.outcome = SearchOutcome.EMPTY
    asked.save()
    assert as_reviewer.get(moving.get("hx-get")).status_code == 200
    type(claim).objects.update(status=ClaimStatus.READY, version=2)
    done = as_reviewer.get(moving.get("hx-get"))
    assert b"hx-trigger" not in done.content
    swapped = document(done).xpath("//*[@hx-swap-oob]/@id")
    assert swapped == ["claim-attach", "claim-status", "claim-work"]
    assert b"Take for review" in done.content


def test_history_says_who_did_what_when_and_why(as_editor, reviewer, editor, claim):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="A newer register is out.")
    (timeline,) = select(page(as_editor, claim), "timeline")
    shown = [" ".join(entry.text_content().split()) for entry in timeline]
    assert len(shown) == 1 + claim.status_changes.count() + claim.reviews.count()
    (handed_in,) = [entry for entry in shown if "Review handed in" in entry]
    assert handed_in.startswith("Review handed in by rita: Supported ")
    (taken, signed_off) = (
        next(at for at, entry in enumerate(shown) if entry.startswith(word))
        for word in ("Take for review", "Sign off")
    )
    assert taken < shown.index(handed_in) < signed_off
    assert shown[-1].startswith("Reopen: signed off to in review by edda, ")
    assert shown[-1].endswith("A newer register is out.")


def test_reviews_of_an_earlier_round_stay_readable(as_editor, reviewer, editor, claim):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="A newer register is out.")
    assert "Earlier reviews (1)" in text(page(as_editor, claim))


def test_a_person_sets_their_reading_of_a_passage(
    as_reviewer, as_stranger, reviewer, claim
):
    kept = make_evidence(claim, actor=reviewer)
    address = f"/evidence/{kept.pk}/stance/"
    answer = as_reviewer.post(address, {"stance": "supports"})
    assert answer.url == f"{claim.get_absolute_url()}#evidence-{kept.pk}"
    kept.refresh_from_db()
    assert kept.stance == "supports"
    assert as_reviewer.post(address, {"stance": "adores"}).status_code == 400
    assert as_stranger.post(address, {"stance": "refutes"}).status_code == 403
    kept.refresh_from_db()
    assert kept.stance == "supports"


def test_only_web_addresses_become_links(as_reviewer, reviewer, claim):
    kept = make_evidence(claim, actor=reviewer, url="", title="Paper ledger")
    kept.source.url = "javascript:alert(1)"
    kept.source.save()
    links = {a.get("href") for a in document(page(as_reviewer, claim)).iter("a")}
    assert not any((link or "").startswith("javascript") for link in links)


def test_a_snapshot_marks_the_passage_where_it_stands(as_reviewer, reviewer, claim):
    found = evidence_service.Found(
        url="https://port.example/log",
        title="Port log",
        publisher="Port",
        published_at=None,
        retrieved_at=timezone.now(),
        language="en",
        licence="CC0",
        media_type="text/plain",
        content=b"x",
        text="First line.\nDivers counted 3,150 lost containers.\nLast line.",
        passages=evidence_service.find_passages(
            evidence_service.claim_quantity(claim),
            "First line.\nDivers counted 3,150 lost containers.\nLast line.",
            as_of=None,
            context=claim.statement,
        ),
    )
    evidence_service.store_found(claim, "library", [found])
    kept = claim.evidence.get()
    answer = as_reviewer.get(f"/evidence/{kept.pk}/snapshot/")
    passage = document(answer).get_element_by_id("passage")
    assert passage.text_content() == kept.quote
    assert [mark.text for mark in passage.iter("mark")] == ["3,150"]
    (prose,) = select(answer, "prose")
    assert prose.text_content() == kept.source.snapshot.text
    assert kept.source.snapshot.sha256 in text(answer)


def test_who_is_done_with_a_claim_is_offered_the_next(
    as_reviewer, as_editor, reviewer, editor, claim
):
    def next_from(client) -> list[str]:
        forms = document(page(client, claim)).xpath("//form[@data-next]/@action")
        return [address.split("/")[2] for address in forms]

    queueing.take(claim, actor=reviewer)
    assert next_from(as_reviewer) == []
    queueing.release(claim, actor=reviewer)
    make_verdict(claim, author=reviewer, editor=editor)
    assert next_from(as_reviewer) == ["review"]
    assert next_from(as_editor) == ["sign-off"]


def test_a_search_that_ended_without_a_find_says_so(as_reviewer, claim):
    assert "No evidence yet" in text(page(as_reviewer, claim))
    SourceJob.objects.create(
        claim=claim, provider="library", outcome=SearchOutcome.EMPTY
    )
    shown = text(page(as_reviewer, claim))
    assert "Nothing found" in shown
    assert "No evidence yet" not in shown
    assert "nothing found" in text(as_reviewer.get("/claims/"))
    type(claim).objects.update(status=ClaimStatus.SOURCING)
    assert "no evidence yet" in text(as_reviewer.get("/claims/"))


def read_claim(sentence: str, surface: str):
    return read_article(sentence).claims.get(surface__startswith=surface)


def test_what_the_sentence_implies_is_said_with_its_formula(as_reviewer, db):
    claim = read_claim("The poverty rate went up 30 % from 17 % in 2024.", "30")
    shown = page(as_reviewer, claim)
    (panel,) = select(shown, "implied")
    relative, points = panel.findall("li")
    assert "22.1 percent" in relative.text_content()
    assert "47 percent" in points.text_content()
    assert [one.text for one in panel.find_class("formula")] == [
        "17 % \u00d7 (1 + 30 %) = 22.1 percent",
        "17 % + 30 points = 47 percent",
    ]


def test_a_claim_that_implies_nothing_has_no_empty_panel(as_reviewer, claim):
    assert "What this implies" not in text(page(as_reviewer, claim))


def test_the_questions_are_those_of_the_claims_form(as_reviewer, db):
    claim = read_claim("Some 40 percent of tenants are behind with their rent.", "40")
    shown = page(as_reviewer, claim)
    assert "What to ask of a share" in text(shown)
    (asks,) = select(shown, "asks")
    assert [ask.text for ask in asks.iter("li")] == list(form("share").checks)


def test_a_wrong_size_is_named_beside_the_number_line(as_reviewer, reviewer):
    claim = read_claim("The port handled 4.2 billion tonnes of grain in 2024.", "4.2")
    assert not select(page(as_reviewer, claim), "alarm")
    for value in ("4.1", "4.3"):
        quote = f"In 2024 the port handled {value} million tonnes of grain."
        make_evidence(claim, actor=reviewer, quote=quote)
    for address in (claim.get_absolute_url(), f"{claim.get_absolute_url()}live/"):
        answer = as_reviewer.get(address)
        (alarm,) = select(answer, "alarm")
        assert "1,000 times larger than all 2 values found (A and B)" in " ".join(
            alarm.text_content().split()
        )


def test_another_number_of_the_article_raises_the_alarm_too(as_reviewer, db):
    claim = read_claim(
        "The road budget is 4.2 billion euros. Of the road budget of 4.2 million euros "
        "half is spent.",
        "4.2 billion",
    )
    (alarm,) = select(page(as_reviewer, claim), "alarm")
    assert "\u201c4.2 million euros\u201d in the article" in alarm.text_content()
