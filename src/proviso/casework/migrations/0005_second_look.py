"""Lists of looks that somebody else takes, one for the data protection officer, and what has to be decided again."""

from django.db import migrations, models

QUEUES = ["officer", "supervisor", "disclosure_desk", "vulnerability_lead", "data_protection_officer"]
WHATS = [
    "answer", "protect", "decide", "record_disclosure", "review_delay", "delay_ended", "tell_before", "send",
    "end_call", "deliver", "sending_late", "settle_sending", "acknowledge", "tell_after", "correct", "tell_correction",
    "confirm_reply", "review_status_check", "review_late_disclosure", "check_referrals", "risk_in_reply", "look_before",
    "second_look", "decide_again", "close",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_rows_of_a_case")]
    operations = [
        migrations.RemoveConstraint(model_name="worklistrow", name="worklist_queue_is_known"),
        migrations.RemoveConstraint(model_name="worklistrow", name="worklist_act_is_known"),
        migrations.AddConstraint(
            model_name="worklistrow",
            constraint=models.CheckConstraint(condition=models.Q(queue__in=QUEUES), name="worklist_queue_is_known"),
        ),
        migrations.AddConstraint(
            model_name="worklistrow",
            constraint=models.CheckConstraint(condition=models.Q(what__in=WHATS), name="worklist_act_is_known"),
        ),
    ]
