"""A dip sample of the invented force that waits to be reviewed, beside the demonstration's own, which is over.

Run in a process of its own on a filled folder (`serving.prepare`).
"""


def a_dip_sample_to_review() -> None:
    """As the data protection officer orders it; it is drawn with the next entry of somebody else's."""
    from proviso.accounts.figure_entries import note_figures_read
    from proviso.accounts.models import Force, Officer
    from proviso.casework import clock
    from proviso.demonstration.earlier_cases import year_to_look_back_at
    from proviso.demonstration.force import CLOVER, CODE, HAZEL
    from proviso.oversight.samples.sample_acts import order_sample, up_to_date
    from proviso.oversight.samples.sample_order import THE_FORCE, Reviewers, SampleOrder, Size, Strata, Which

    force, now = Force.objects.get(code=CODE), clock.now()
    year = str(year_to_look_back_at(clock.today()))
    order = SampleOrder(
        where=THE_FORCE,
        period=year,
        which=Which.EVERY,
        strata=Strata.UNIT,
        size=Size.TEN,
        reviewers=(Reviewers.DATA_PROTECTION,),
        why="The yearly look at decisions of the force",
    )
    order_sample(force, order, by=Officer.objects.get(staff_number=HAZEL), now=now)
    note_figures_read(force, year, [""], by=Officer.objects.get(staff_number=CLOVER), now=now)
    up_to_date(force, now=now)
