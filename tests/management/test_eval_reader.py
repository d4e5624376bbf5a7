"""The reader's score on the command line: on annotated texts, and by reviews."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.models import StatusChange
from claims.services import recutting, reviewing, undoing, working
from claims.vocabulary import Action, ClaimStatus
from tests.factories import make_article, make_claim, make_review, read_article

TEXT = "Some 40 goats drowned, the vet said.\nDial 12-000-9."

DOCUMENT = """{"id": "x", "language": "en", "split": "dev", "text": "%s", "mentions":
    [{"surface": "", "start": 0, "end": 1, "kind": "count", "low": "%s", "high": null,
      "unit": "", "qualifier": "", "checkable": true}]}"""


def told(capsys, *args: str) -> str:
    call_command("eval_reader", *args)
    return capsys.readouterr().out


@pytest.fixture
def folder(tmp_path):
    number = {
        "surface": "40",
        "start": 5,
        "end": 7,
        "kind": "count",
        "low": "40",
        "high": "40",
        "unit": "sheep",
        "qualifier": "about",
        "claimant": "the vet",
        "checkable": True,
    }
    for split, language in [("dev", "en"), ("test", "en"), ("dev", "de")]:
        document = {
            "id": f"{language}-{split}",
            "language": language,
            "split": split,
            "text": TEXT,
            "mentions": [number],
        }
        path = tmp_path / language / f"{split}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(document), "utf-8")
    return tmp_path


def test_the_table_shows_figures_and_mistakes_with_their_sentence(folder, capsys):
    page = told(capsys, str(folder), "--language", "en")

    assert "2 texts, 2 quantities" in page
    assert "mistakes: unit 2" in page
    assert "en-dev: “40” should be sheep, is goat" in page
    assert "Some 40 goats drowned, the vet said." in page


def test_sentences_are_scored_when_their_file_is_named(folder, capsys):
    file = folder / "sentences.jsonl"
    lines = [json.loads((folder / "en" / "dev.json").read_text("utf-8"))] * 2
    for line in lines:
        line.pop("id", None)
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")

    page = told(capsys, str(file))

    assert "2 texts, 2 quantities" in page
    assert "sentences-2: “40” should be sheep, is goat" in page
    assert "3 texts" in told(capsys, str(folder))


def test_mistakes_are_left_out_when_none_is_asked_for(folder, capsys):
    page = told(capsys, str(folder), "--language", "en", "--errors", "0")

    assert "mistakes: unit 2" in page
    assert "goats" not in page


def test_json_carries_every_mistake(folder, capsys):
    args = (str(folder), "--split", "test", "--format", "json", "--errors", "0")
    values = json.loads(told(capsys, *args))

    assert values["texts"] == 1
    assert values["claims"]["recall"] == 100.0
    assert [error["got"] for error in values["errors"]] == ["goat"]


def test_one_file_can_be_scored_alone(folder, capsys):
    assert "1 texts" in told(capsys, str(folder / "de" / "dev.json"))


def test_the_project_s_own_texts_are_scored_where_no_path_is_given(capsys):
    page = told(capsys, "--split", "dev", "--errors", "0")
    assert "claims to check" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.json", None),
        ("bad.json", "{"),
        ("empty.json", "{}"),
        ("list.json", "[]"),
        ("value.json", DOCUMENT % ("a", "many")),
        ("form.json", DOCUMENT % ("e\u0301", "1")),
    ],
)
def test_what_is_no_annotated_text_is_refused_in_a_sentence(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_text(content)

    with pytest.raises(CommandError, match=name):
        call_command("eval_reader", str(path))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"id": "x"}', "broken.json: no annotated text: it has no 'language'."),
        ('{"id": ', "broken.json: no JSON: Expecting value in line 1."),
        ("[]", "broken.json: no annotated text: a value is not what"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_and_which_of_a_folder(
    tmp_path, content, says
):
    (tmp_path / "broken.json").write_text(content)
    for path in (tmp_path, tmp_path / "broken.json"):
        with pytest.raises(CommandError) as refused:
            call_command("eval_reader", str(path))
        assert says in str(refused.value)
        assert "Error" not in str(refused.value)


def test_a_filter_that_leaves_nothing_is_refused(folder):
    with pytest.raises(CommandError, match="no annotated text"):
        call_command("eval_reader", str(folder), "--language", "fi")


@pytest.mark.parametrize("days", ["0", "-3", "99999999999"])
def test_a_time_nobody_means_is_refused(days):
    with pytest.raises(CommandError, match="--reviewed takes"):
        call_command("eval_reader", "--reviewed", days)


@pytest.mark.django_db
def test_dismissed_claims_are_false_and_reviewed_ones_right(reviewer, capsys):
    make_review(make_claim(), author=reviewer)
    dropped = make_claim()
    reviewing.dismiss(dropped, actor=reviewer, reason="It is a bus number.")

    page = told(capsys, "--reviewed", "30")
    values = json.loads(told(capsys, "--reviewed", "30", "--format", "json"))

    assert "1 claims kept, 1 dismissed, 0 taken up" in page
    assert "4,200 (It is a bus number.)" in page
    assert "The harbour authority said on Tuesday" in page
    assert values["claims"] == {"precision": 50.0, "recall": 100.0, "f1": 66.7}
    assert values["false"] == [dropped.pk]


@pytest.mark.django_db
def test_a_dismissal_taken_back_leaves_a_claim_right(reviewer, capsys):
    claim = make_claim()
    reviewing.dismiss(claim, actor=reviewer, reason="Unclear.")
    reviewing.restore(claim, actor=reviewer)

    assert "1 claims kept, 0 dismissed" in told(capsys, "--reviewed", "30")


@pytest.mark.django_db
def test_a_number_set_aside_by_the_reader_and_taken_up_was_missed(reviewer, capsys):
    claim = make_claim(status=ClaimStatus.DISMISSED)
    reviewing.restore(claim, actor=reviewer)

    values = json.loads(told(capsys, "--reviewed", "30", "--format", "json"))

    assert values["missed"] == [claim.pk]
    assert values["claims"]["recall"] == 0.0


@pytest.mark.django_db
def test_a_claim_made_by_hand_was_missed_and_one_taken_back_was_not(reviewer, capsys):
    article = read_article("Pier 9 is closed. Pier 8 is open.")
    made = recutting.add(article, recutting.Stretch(quote="Pier 9"), actor=reviewer)
    taken_back = recutting.add(
        article, recutting.Stretch(quote="Pier 8"), actor=reviewer
    )
    working.drain()
    undoing.undo(article.cuts.first(), actor=reviewer)
    taken_back.refresh_from_db()
    assert taken_back.withdrawn

    values = json.loads(told(capsys, "--reviewed", "30", "--format", "json"))

    assert values["missed"] == [made.pk]


@pytest.mark.django_db
def test_what_was_judged_before_does_not_count(reviewer, capsys):
    claim = make_claim(make_article())
    reviewing.dismiss(claim, actor=reviewer, reason="No claim.")
    long_ago = timezone.now() - timedelta(days=40)
    StatusChange.objects.filter(action=Action.DISMISS).update(created_at=long_ago)

    assert "0 claims kept, 0 dismissed" in told(capsys, "--reviewed", "30")
    assert "0 claims kept, 1 dismissed" in told(capsys, "--reviewed", "60")
