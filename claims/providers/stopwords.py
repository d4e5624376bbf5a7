"""Words that say nothing about a topic, for the languages articles come in."""

from __future__ import annotations

_WORDS = {
    "en": (
        "a about above according across actually added after again against ago all almost"
        " already also although always am among amid an and another any approximately are"
        " around as at away back be became because become been before began begin being"
        " below between both but by came can cannot come could day days did do does doing"
        " done down due during each either else enough especially estimate estimated"
        " estimates even ever every exactly far fell few fewer figure figures first for"
        " found from full further gave get gets give given go goes going gone got had has"
        " have having he her here hers him his how however i if in including increase"
        " increased indeed instead into is it its itself just keep keeps kept large last"
        " later latest least less like likely made main make makes many may me mean means"
        " meanwhile might more moreover most much must my near nearly need never new news"
        " next no nor not now of off often on once one only onto or other others our out"
        " over own part past people per perhaps put quite rather reach reached really"
        " recent recently remain remains report reported reportedly reports rise rose"
        " roughly said same say saying says see seem seemed seems seen several shall she"
        " should show showed shown shows since so some soon still stood such suggested"
        " take taken takes than that the their them then there these they thing things"
        " this those though through thus to today together told too took total toward"
        " towards under until up upon us use used using very via was way we well went were"
        " what when where whether which while who whole whom whose why will with within"
        " without would yet you your year years month months week weeks"
    ),
    "de": (
        "aber alle allem allen aller als also am an auch auf aus bei beim bereits bis bisher"
        " da damit dann das dass dem den denn der des die dies diese dieser dieses doch"
        " durch ein eine einem einen einer eines er es etwa fast für gegen haben hat hatte"
        " ich ihr ihre im in ins ist ja jahr jahre jedoch kann kein keine laut man mehr mit"
        " muss nach nicht noch nun nur ob oder ohne rund sagt sagte sehr sein seine seit"
        " sich sie sind so sowie über um und uns unter vom von vor war waren was weil wenn"
        " werden wie wieder will wird wir wurde wurden zu zum zur zwischen"
    ),
    "fr": (
        "ainsi alors après au aucun aussi autre aux avait avant avec avoir ce cela ces cet"
        " cette ceux chez comme contre dans de depuis des deux dit donc dont du elle elles"
        " en encore entre environ est et étaient était être eu fait fois font il ils je la"
        " le les leur leurs lors lui mais même moins ne ni nos notre nous on ont ou où par"
        " pas pendant peu peut plus pour près presque qu que quel qui sa sans se selon ses"
        " si son sont sous sur tous tout très un une vers vous ans année années"
    ),
    "es": (
        "a al algo ante antes aunque casi cerca como con contra cuando de del desde donde"
        " dos durante e el ella ellos en entre era eran es esa ese eso esta está están este"
        " esto fue fueron ha había han hasta hay la las le les lo los más me menos mi muy"
        " ni no nos o otra otro para pero por porque que quien se según ser si sido sin"
        " sobre son su sus también tanto todo todos tras un una uno unos y ya años año dijo"
    ),
}
_BY_LANGUAGE = {code: frozenset(words.split()) for code, words in _WORDS.items()}


def is_stop_word(word: str, language: str) -> bool:
    """By the language's own list; for a language without one, short words are."""
    words = _BY_LANGUAGE.get(language.partition("-")[0].lower())
    folded = word.casefold()
    return folded in words if words is not None else len(folded) < 4
