"""The local policies that a force may adopt, one module each. Each can only protect the person more."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from proviso.policy.local import consent_first, doubt_is_not_suspicion, exceptional_only
from proviso.policy.norms import LocalPolicy

LOCAL_POLICIES: Mapping[str, LocalPolicy] = MappingProxyType(
    {module.POLICY.name: module.POLICY for module in (consent_first, doubt_is_not_suspicion, exceptional_only)}
)

SCOPES: Mapping[str, tuple[Callable[[Collection[str]], LocalPolicy], tuple[str, ...]]] = MappingProxyType(
    {consent_first.NAME: (consent_first.for_crimes, tuple(consent_first.CRIMES))}
)
"""The local policies whose scope a force chooses when it adopts them: what makes one, and the codes to choose from."""
