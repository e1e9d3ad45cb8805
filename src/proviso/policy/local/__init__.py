"""The local policies that a force may adopt, one module each. Each can only protect the person more."""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.policy.local import consent_first, doubt_is_not_suspicion, exceptional_only
from proviso.policy.norms import LocalPolicy

LOCAL_POLICIES: Mapping[str, LocalPolicy] = MappingProxyType(
    {module.POLICY.name: module.POLICY for module in (consent_first, doubt_is_not_suspicion, exceptional_only)}
)
