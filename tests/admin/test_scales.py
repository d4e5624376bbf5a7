from __future__ import annotations

from claims.models import RatingScale
from tests.admin.conftest import messages_of

ADD = "/admin/claims/ratingscale/add/"
LIST = "/admin/claims/ratingscale/"


def test_a_scale_that_does_not_ask_what_is_off_is_refused_by_its_line(editing_client):
    given = {"name": "Ours", "ratings": "Yes | It holds. | 2\nNo | It does not. | 1"}
    page = editing_client.post(ADD, given).content.decode()
    assert "Write its line so: No | It does not. | 1 | reason" in page
    assert not RatingScale.objects.filter(slug="ours").exists()


def test_the_page_of_a_scale_says_who_made_it_and_who_put_it_to_use(
    editing_client, staff_editor
):
    ratings = "Yes | It holds. | 2\nNo | It does not. | 1 | reason"
    given = {"name": "Ours", "ratings": ratings, "note": "Two will do."}
    editing_client.post(ADD, given)
    made = RatingScale.objects.get(slug="ours")
    assert (made.created_by, made.note) == (staff_editor, "Two will do.")
    chosen = {"action": "use_scale", "_selected_action": made.pk}
    answer = editing_client.post(
        LIST, {**chosen, "note": "From the autumn on."}, follow=True
    )
    assert "is in use" in messages_of(answer)[-1]
    assert "Two will do." in answer.content.decode()
    page = editing_client.get(f"{LIST}{made.pk}/change/").content.decode()
    for told in ("elis", "Two will do.", "From the autumn on."):
        assert told in page


def test_labels_in_other_languages_are_part_of_a_version(editing_client):
    form = editing_client.get(ADD).content.decode()
    assert "Supported | de: Belegt | fr: Confirmé" in form
    ratings = "Yes | It holds. | 2\nNo | It does not. | 1 | reason"
    given = {"name": "Ours", "ratings": ratings, "labels": "Yes | de: Ja"}
    page = editing_client.post(ADD, given).content.decode()
    assert "“No” has no label in de, and others have." in page
    editing_client.post(ADD, {**given, "labels": "Yes | de: Ja\nNo | de: Nein"})
    made = RatingScale.objects.get(slug="ours")
    page = editing_client.get(f"{LIST}{made.pk}/change/").content.decode()
    assert "de: Nein" in page
