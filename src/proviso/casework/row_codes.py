"""The codes by which the rows beside the record say what is due, whose it is to do, and what was exchanged."""

from enum import StrEnum


class Queue(StrEnum):
    """Whose it is to do."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    DESK = "disclosure_desk"
    VULNERABILITY = "vulnerability_lead"
    DATA_PROTECTION = "data_protection_officer"


class What(StrEnum):
    """What is due, in neutral words: nothing of the person is in a list."""

    ANSWER = "answer"
    PROTECT = "protect"
    DECIDE = "decide"
    RECORD_DISCLOSURE = "record_disclosure"
    REVIEW_DELAY = "review_delay"
    DELAY_ENDED = "delay_ended"
    TELL_BEFORE = "tell_before"
    SEND = "send"
    END_CALL = "end_call"
    DELIVER = "deliver"
    SENDING_LATE = "sending_late"
    SETTLE_SENDING = "settle_sending"
    ACKNOWLEDGE = "acknowledge"
    TELL_AFTER = "tell_after"
    CORRECT = "correct"
    TELL_CORRECTION = "tell_correction"
    CONFIRM_REPLY = "confirm_reply"
    REVIEW_STATUS_CHECK = "review_status_check"
    REVIEW_LATE_DISCLOSURE = "review_late_disclosure"
    CHECK_REFERRALS = "check_referrals"
    RISK_IN_REPLY = "risk_in_reply"
    LOOK_BEFORE = "look_before"
    SECOND_LOOK = "second_look"
    DECIDE_AGAIN = "decide_again"
    CHANGE_FOUND = "change_found"
    CLOSE = "close"
    ANSWER_HANDOVER = "answer_handover"
    HANDOVER_WAITS = "handover_waits"
    HANDOVER_UNANSWERED = "handover_unanswered"


class Exchange(StrEnum):
    """What kind of contact with the Home Office an entry stands for."""

    DISCLOSURE = "disclosure"
    CORRECTION = "correction"
    ATTEMPT = "attempt"
    REPLY = "reply"
