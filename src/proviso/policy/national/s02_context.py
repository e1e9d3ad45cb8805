"""Section 2: why police and the Home Office share, what is lost when they do not, and who stays away for fear.

2.1–2.6 explain and ask for nothing, so no provision carries them out. They stand beside the questions that they bear on
(`register`): 2.1–2.4 beside the purposes, 2.5 beside views and timing, 2.6 beside status used as a means of control.
"""

from proviso.policy.norms import GuidanceSection

SECTION = GuidanceSection(2, "Why information is shared", ())
