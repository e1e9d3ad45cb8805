"""Section 4: the powers to share. They are powers and not duties; that one is named, and why, is our safeguard.

Carries out 4.1 (a statutory power) and 4.2 (the common law): either serves, and the list is open.
"""

from proviso.policy.facts import lawful_basis_recorded
from proviso.policy.norms import SHARING, Basis, Guard, GuidanceSection

# 4.1 and 4.2 One guard for both powers, cited by the first.
LAWFUL_BASIS = Guard(
    citation="4.1",
    acts=SHARING,
    condition=lawful_basis_recorded.plain(),
    asks="the power to share must be recorded, and why it applies",
    refuses="No lawful basis is recorded: name the power, and why it applies.",
    basis=Basis.SAFEGUARD,
)

SECTION = GuidanceSection(4, "By what power", (LAWFUL_BASIS,))
