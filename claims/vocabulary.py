"""The closed word lists. A status says where the work stands, a rating what we say."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices


class Role(TextChoices):
    READER = "reader", "Reader"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"


class Origin(TextChoices):
    PASTE = "paste", "Pasted"
    FILE = "file", "Uploaded"
    URL = "url", "Fetched"
    API = "api", "Sent over the API"
    COMMAND = "command", "Command line"
    SEED = "seed", "Demonstration"


class Importance(IntegerChoices):
    """How much depends on an article, as an editor sees it."""

    NORMAL = 0, "Normal"
    HIGH = 1, "High"
    TOP = 2, "Top story"


class SubmissionState(TextChoices):
    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class ClaimStatus(TextChoices):
    DETECTED = "detected", "Detected"
    SOURCING = "sourcing", "Looking for sources"
    READY = "ready", "Ready for review"
    IN_REVIEW = "in_review", "In review"
    DECIDED = "decided", "Signed off"
    PUBLISHED = "published", "Published"
    DISMISSED = "dismissed", "Dismissed"


class Action(TextChoices):
    REQUEST_SOURCES = "request_sources", "Look for sources"
    SETTLE_SOURCES = "settle_sources", "Sources settled"
    DISMISS = "dismiss", "Dismiss"
    RESTORE = "restore", "Restore"
    START_REVIEW = "start_review", "Take for review"
    RELEASE = "release", "Release"
    DECIDE = "decide", "Sign off"
    REOPEN = "reopen", "Reopen"
    PUBLISH = "publish", "Publish"
    CORRECT = "correct", "Correct"
    RETRACT = "retract", "Retract"


class DeskStep(TextChoices):
    """What is done about a claim beside moving it along."""

    SKIP = "skip", "Passed over"
    ESCALATE = "escalate", "Put before an editor"
    ASSIGN = "assign", "Assigned"
    DUE = "due", "Due date"
    TAKE_OVER = "take_over", "Taken over"
    REVIEWERS = "reviewers", "Reviewers asked for"
    CONFIRM = "confirm", "Reading confirmed"
    CORRECT = "correct", "Reading put right"
    PROLONG = "prolong", "Found to hold still"
    TAKE_DOWN = "take_down", "Taken down while being corrected"
    ADD = "add", "Added by hand"
    RESPAN = "respan", "Cut anew"
    SPLIT = "split", "Split"
    MERGE = "merge", "Merged"
    UNDO = "undo", "Undone"
    STANCE = "stance", "Reading of a passage"
    NOTE = "note", "Note on a passage"
    TAKE_BACK = "take_back", "Evidence taken back"
    BRING_BACK = "bring_back", "Evidence brought back"
    PAIR = "pair", "Compared with another claim"
    CARRY = "carry", "Evidence taken over"
    PANEL = "panel", "Panel called"
    VOTE = "vote", "Vote cast in the panel"
    PANEL_END = "panel_end", "Panel ended"


class PanelState(TextChoices):
    """How three editors asked to vote on a claim stand."""

    VOTING = "voting", "Voting"
    CARRIED = "carried", "Carried"
    UNDECIDED = "undecided", "No verdict"
    CALLED_OFF = "called_off", "Called off"


class CutStep(TextChoices):
    """What a person does to where an article is cut into claims; each can be undone."""

    ADD = "add", "Added"
    RESPAN = "respan", "Cut anew"
    SPLIT = "split", "Split"
    MERGE = "merge", "Merged"
    DISMISS = "dismiss", "Set aside"
    RESTORE = "restore", "Taken up again"


class ArticleStep(TextChoices):
    """What is done to a whole article."""

    TRASH = "trash", "Put in the trash"
    RESTORE = "restore", "Restored from the trash"
    DESCRIBE = "describe", "Described otherwise"
    IMPORTANCE = "importance", "Importance set"
    EMBARGO = "embargo", "Embargo set or lifted"


class CalibrationStep(TextChoices):
    """What is done to have reviewers measured by known answers."""

    MARK = "mark", "Marked for calibration"
    UNMARK = "unmark", "No longer for calibration"
    ANSWER = "answer", "Known answer set"
    WITHDRAW = "withdraw", "Known answer taken back"


class NumberMet(TextChoices):
    """How the number a reviewer found lies to the known one."""

    SAME = "same", "same number"
    COMPATIBLE = "compatible", "compatible number"
    DIFFERENT = "different", "different number"
    NONE = "none", "no number"


class SetAside(TextChoices):
    """Why a number is no claim to check, as a person says it."""

    NO_CLAIM = "no_claim", "Asserts nothing that can be checked"
    OPINION = "opinion", "An opinion or a forecast"
    NAME = "name", "A name, a date or a label"
    REPEATED = "repeated", "Said again elsewhere"
    TRIVIAL = "trivial", "Not worth a check"
    MISREAD = "misread", "No number at all"
    OTHER = "other", "Another reason, said in the note"


class SkipReason(TextChoices):
    SPECIALIST = "specialist", "Needs a specialist"
    WAITING = "waiting", "Waits for an answer"
    UNCLEAR = "unclear", "Cannot be checked as it stands"
    INVOLVED = "involved", "I am too close to it"
    LATER = "later", "Later"


class BulkAction(TextChoices):
    """What is done to several claims at once."""

    ASSIGN = "assign", "Assign"
    DUE = "due", "Set the date they are due"
    IMPORTANCE = "importance", "Say how much depends on their articles"
    REVIEWERS = "reviewers", "Ask for reviewers"
    DISMISS = "dismiss", "Dismiss"
    SOURCES = "sources", "Look for sources again"


class Searched(TextChoices):
    """What a search finds."""

    CLAIM = "claim", "Claims"
    EVIDENCE = "evidence", "Evidence"
    ARTICLE = "article", "Articles"


class JobKind(TextChoices):
    INGEST = "ingest", "Fetch or open a submission"
    EXTRACT = "extract", "Split an article into claims"
    SEARCH = "search", "Ask one provider about one claim"
    RERANK = "rerank", "Rank all claims by new weights"
    REVIEWS = "reviews", "Load the checks others have published"
    RECOMPARE = "recompare", "Compare evidence by a new policy"
    ARCHIVE = "archive", "Have a copy of a source archived"
    ATTACH = "attach", "Fetch or open evidence"
    RECHECK = "recheck", "Look at a source again"
    DIGEST = "digest", "Send somebody the e-mail of the day"
    CHAT = "chat", "Tell the newsroom's chat"


class Standing(TextChoices):
    """Whether a source still says what it was quoted for; empty until it was asked."""

    SAME = "same", "Unchanged"
    PRESENT = "present", "The quote is still there"
    GONE = "gone", "Quote gone"
    DEAD = "dead", "No longer at its address"
    UNKNOWN = "unknown", "Could not be checked"


class JobState(TextChoices):
    READY = "ready", "Waiting"
    LEASED = "leased", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed for good"
    DEAD = "dead", "Given up"


class SearchOutcome(TextChoices):
    """The four honest outcomes of asking one provider, and not having finished."""

    PENDING = "pending", "Searching"
    FOUND = "found", "Found"
    EMPTY = "empty", "Searched and found nothing"
    COULD_NOT_SEARCH = "could_not_search", "Could not search"
    NOT_ASKED = "not_asked", "Not asked"


class ArchiveState(TextChoices):
    """How having a copy of a source in a web archive stands."""

    WAITING = "waiting", "Being archived"
    SAVED = "saved", "Archived"
    OLDER = "older", "Another copy found"
    FAILED = "failed", "Not archived"


class Relation(TextChoices):
    INSIDE = "inside", "Agrees"
    OVERLAPS = "overlaps", "Overlaps"
    OUTSIDE = "outside", "Disagrees"
    NOT_COMPARABLE = "not_comparable", "Not comparable"


class SameNumber(TextChoices):
    """Whether a claim others have checked states our claim's number.

    It says nothing about who is right: a check of the same claim is no evidence.
    """

    SAME = "same", "Same number"
    COMPATIBLE = "compatible", "Compatible number"
    DIFFERENT = "different", "Another number"
    NOT_COMPARED = "not_compared", "Number not comparable"
    NONE = "none", "No such number"


class ClaimRelation(TextChoices):
    """What another claim's number is to ours; the order is that of their lists."""

    SAME = "same", "Same"
    COMPATIBLE = "compatible", "Compatible"
    CONTRADICTORY = "contradictory", "Contradictory"
    PERIOD = "different_period", "Different period"
    BASE = "different_base", "Different base"
    UNIT = "different_unit", "Different unit"
    PLACE = "different_place", "Different place or subject"
    SENSE = "different_sense", "Different sort of statement"
    THING = "different_thing", "Different thing"
    UNRELATED = "unrelated", "Unrelated"


class PairWord(TextChoices):
    """What a person says of two claims."""

    SAME = "same", "Same quantity"
    APART = "apart", "Not the same"


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports"
    REFUTES = "refutes", "Refutes"
    CONTEXT = "context", "Context"


class RootStep(TextChoices):
    """What a person does with the origins of pieces of evidence."""

    MERGE = "merge", "Count as one"
    SPLIT = "split", "Count each by itself"
    AUTOMATIC = "automatic", "As the workbench tells"


class JudgedAsOf(TextChoices):
    """What a rating is about where later numbers differ: both are never averaged."""

    WHEN_SAID = "when_said", "What held when it was said"
    NOW = "now", "What holds now"


class CorrectionKind(TextChoices):
    """What a correction does to a published check, as readers are told.

    After the classes published by newsrooms that keep a corrections log: what changes
    the verdict stands above the check, what does not stands below it.
    """

    VERDICT = "verdict", "Changes the verdict"
    FACTUAL = "factual", "Corrects a fact, not the verdict"
    UPDATE = "update", "Adds what became known since"
    TYPO = "typo", "Wording only"
    VOID = "void", "Retracted"


class Channel(TextChoices):
    """How somebody was asked for a reply."""

    MAIL = "mail", "By e-mail"
    PHONE = "phone", "By telephone"
    MESSAGE = "message", "By message"
    LETTER = "letter", "By letter"
    PERSON = "person", "In person"
    OTHER = "other", "Otherwise"


class ReplyStep(TextChoices):
    ASKED = "asked", "Asked for a reply"
    ANSWERED = "answered", "Answered"
    TOLD = "told", "Readers are to be told"
    UNTOLD = "untold", "Readers are not to be told"
    WAIVED = "waived", "Nobody has to be asked"


class ReasonCode(TextChoices):
    """Why a number is off, as a tag beside the rating, never as a rating."""

    ROUNDING = "rounding", "Rounding"
    OUTDATED = "outdated", "Outdated"
    WRONG_BASE = "wrong_base", "Wrong base"
    WRONG_UNIT = "wrong_unit", "Wrong unit"
    WRONG_MAGNITUDE = "wrong_magnitude", "Million for billion or the like"
    CHERRY_PICKED_PERIOD = "cherry_picked_period", "Cherry-picked period"
    BOUND_AS_TOTAL = "bound_as_total", "A bound told as the total"
    DOUBLE_COUNT = "double_count", "Counted twice"
    POINTS_AS_PERCENT = "points_as_percent", "Percentage points told as percent"
    OTHER_DEFINITION = "other_definition", "Another definition than the source's"
    SOURCES_DISAGREE = "sources_disagree", "Sources disagree"
    WRONG_NUMBER = "wrong_number", "Simply another number"


class ReadingField(TextChoices):
    """Fields of a reading, as people talk about them and put them right."""

    NUMBER = "number", "Number"
    UNIT = "unit", "Unit"
    PER = "per", "Per"
    THING = "thing", "Of what"
    BASE = "base", "Base"
    PERIOD = "period", "Period"
    CLAIMANT = "claimant", "Said by"


class TalkStep(TextChoices):
    """What an entry of a discussion does."""

    SAID = "said", "Said"
    RESOLVED = "resolved", "Settled"
    REOPENED = "reopened", "Taken up again"


class NoticeEvent(TextChoices):
    """What people are told about without having asked."""

    ASSIGNED = "assigned", "A claim is assigned to you"
    MENTIONED = "mentioned", "Somebody calls you in a discussion"
    ANSWERED = (
        "answered",
        "Something is said where you took part, or about what you watch",
    )
    RETURNED = "returned", "A claim you had a part in, or watch, comes back into review"
    CHANGED = "changed", "The reading of a claim you reviewed or watch is put right"
    PUBLISHED = "published", "A verdict you had a part in, or watch, is published"
    SIGN_OFF = "sign_off", "A claim waits for an editor"
    GONE = "gone", "A quote you relied on is gone, or a verdict yours began with"
    ESCALATED = "escalated", "A claim was passed over by several people"
    OVERDUE = "overdue", "A claim of yours is overdue"
    PANEL = "panel", "You are asked to vote in a panel, or it ended"
    ELSEWHERE = "elsewhere", "What you watch is told elsewhere with another number"
    UNSIGNED = (
        "unsigned",
        "The sign-off of an article you signed off, or watch a claim of, is taken back",
    )


class NoticeWay(TextChoices):
    OFF = "off", "Not at all"
    APP = "app", "Here"
    DIGEST = "digest", "Here and by e-mail, once a day"


class DigestState(TextChoices):
    """How one day's e-mail to one person stands."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Handed over, outcome not known"
    SENT = "sent", "Sent"
    NOTHING = "nothing", "Nothing to say"
    FAILED = "failed", "Not sent"


class QueueSlug(TextChoices):
    REVIEW = "review", "To review"
    ESCALATED = "escalated", "Passed over"
    SIGN_OFF = "sign-off", "To sign off"
    ADJUDICATE = "adjudicate", "To adjudicate"
    PUBLISH = "publish", "To publish"
    OUTDATED = "outdated", "To look at again"
