"""The colours of the one stylesheet: readable in light and dark, and to everybody."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

Colour = tuple[float, float, float]

TONES = ["slate", "amber", "blue", "violet", "teal", "green", "red", "grey"]
GROUNDS = ["paper", "surface", "sunken"]
#: What the number line sets side by side.
RELATIONS = ["blue", "red", "amber", "grey"]

# Machado, Oliveira & Fernandes 2009, severity 1.0; on linear light.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def stylesheet() -> str:
    found = finders.find("claims/workbench.css")
    assert isinstance(found, str)
    return Path(found).read_text(encoding="utf-8")


def palette(mode: str) -> dict[str, Colour]:
    roots = re.findall(r":root \{(.*?)\n\s*\}", stylesheet(), re.S)
    values = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", roots[0]))
    if mode == "dark":
        values |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", roots[1]))
    return {name: linear(value) for name, value in values.items()}


def linear(code: str) -> Colour:
    digits = code[1:] if len(code) == 7 else "".join(c * 2 for c in code[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blind(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    red, green, blue = (
        sum(weight * part for weight, part in zip(row, colour, strict=True))
        for row in matrix
    )
    return red, green, blue


def lab(colour: Colour) -> Colour:
    """CIE L*a*b* of linear light, white point D65."""
    red, green, blue = (min(max(part, 0), 1) for part in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = luminance((red, green, blue))
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read_on_every_ground(mode):
    colours = palette(mode)
    pairs = [
        *((ink, ground) for ink in ("ink", "soft", "accent") for ground in GROUNDS),
        *((tone, ground) for tone in TONES for ground in GROUNDS[:2]),
        *((tone, f"{tone}-tint") for tone in TONES),
        *(("ink", f"{tone}-tint") for tone in TONES),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("red", "red-tint"),
    ]
    faint = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_edges_and_focus_stand_out(mode):
    colours = palette(mode)
    for line, ground in itertools.product(("edge", "focus"), ("paper", "surface")):
        assert contrast(colours[line], colours[ground]) >= 3, (line, ground)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_relations_differ_to_the_colour_blind(mode, blindness):
    """CIE distances; 2.3 is the least that people with full colour vision notice."""
    colours = palette(mode)
    seen = {name: lab(blind(BLINDNESS[blindness], colours[name])) for name in RELATIONS}
    for one, other in itertools.combinations(RELATIONS, 2):
        assert math.dist(seen[one], seen[other]) >= 12, (one, other)


def test_the_stylesheet_asks_nobody_for_anything():
    sheet = stylesheet()
    assert "url(" not in sheet
    assert "@import" not in sheet
