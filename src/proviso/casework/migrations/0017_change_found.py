"""Lists of cases on which somebody who looked found that something must change."""

from django.db import migrations, models

WHATS = [
    "answer", "protect", "decide", "record_disclosure", "review_delay", "delay_ended", "tell_before", "send",
    "end_call", "deliver", "sending_late", "settle_sending", "acknowledge", "tell_after", "correct", "tell_correction",
    "confirm_reply", "review_status_check", "review_late_disclosure", "check_referrals", "risk_in_reply", "look_before",
    "second_look", "decide_again", "change_found", "close", "answer_handover", "handover_waits", "handover_unanswered",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("casework", "0016_openings_by_their_end")]
    operations = [
        migrations.RemoveConstraint(model_name="worklistrow", name="worklist_act_is_known"),
        migrations.AddConstraint(
            model_name="worklistrow",
            constraint=models.CheckConstraint(condition=models.Q(what__in=WHATS), name="worklist_act_is_known"),
        ),
    ]
