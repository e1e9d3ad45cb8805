"""The guidance of April 2020, one module a section, in its order."""

from proviso.policy.national import (
    s01_scope,
    s02_context,
    s03_insecure_status,
    s04_lawful_basis,
    s05_approach,
    s06_what,
    s07_when,
    s08_whom,
    s09_informing,
    s10_record,
    s11_equality,
)

SECTIONS = tuple(
    module.SECTION
    for module in (
        s01_scope,
        s02_context,
        s03_insecure_status,
        s04_lawful_basis,
        s05_approach,
        s06_what,
        s07_when,
        s08_whom,
        s09_informing,
        s10_record,
        s11_equality,
    )
)
