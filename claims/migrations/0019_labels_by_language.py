"""What ratings are called in other languages, with German and French for the scales shipped."""

from __future__ import annotations

from django.db import migrations, models

#: scale: rating: label in German, in French
LABELS = {
    "evidence": {
        "supported": ("Belegt", "Confirmé"),
        "refuted": ("Widerlegt", "Réfuté"),
        "conflicting": ("Widersprüchliche Belege", "Éléments contradictoires"),
        "not_enough_evidence": ("Nicht genügend Belege", "Éléments insuffisants"),
    },
    "six-steps": {
        "true": ("Wahr", "Vrai"),
        "mostly_true": ("Größtenteils wahr", "Plutôt vrai"),
        "half_true": ("Halb wahr", "À moitié vrai"),
        "mostly_false": ("Größtenteils falsch", "Plutôt faux"),
        "false": ("Falsch", "Faux"),
        "pants_on_fire": ("Frei erfunden", "Inventé de toutes pièces"),
    },
    "seven-steps": {
        "true": ("Wahr", "Vrai"),
        "mostly_true": ("Größtenteils wahr", "Plutôt vrai"),
        "mixture": ("Teils wahr, teils falsch", "Tantôt vrai, tantôt faux"),
        "misleading": ("Irreführend", "Trompeur"),
        "mostly_false": ("Größtenteils falsch", "Plutôt faux"),
        "false": ("Falsch", "Faux"),
        "unproven": ("Unbelegt", "Non prouvé"),
    },
    "conclusion": {
        "conclusion": ("Fazit", "Conclusion"),
        "no_conclusion": ("Kein Fazit möglich", "Pas de conclusion possible"),
    },
}


def name(apps, schema_editor):
    """Those of the first versions, which are the ones that are shipped."""
    ratings = apps.get_model("claims", "Rating").objects
    for scale, labels in LABELS.items():
        for slug, (german, french) in labels.items():
            shipped = ratings.filter(scale__slug=scale, scale__version=1, slug=slug)
            shipped.update(labels={"de": german, "fr": french})


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_unopened")]
    operations = [
        migrations.AddField("rating", "labels", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(name, migrations.RunPython.noop),
    ]
