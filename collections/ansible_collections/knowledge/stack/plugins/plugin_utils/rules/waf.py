# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about web ACLs in the inventory; what AWS says of itself stands in the kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.wafv2.rules import (
    INCLUDED_WCU,
    MOST_WCU,
    address_findings,
    rule_findings,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.reference import countries

from ..roles.waf import CLOUDFRONT, ip_set_items, web_acl_rules
from .values import of_variables

# The role's variables by field of the kind.
VARIABLES = {"rules": "waf_rules", "capacity_limit": "waf_capacity_limit"}
# Rules that come from options of their own stand before the list.
FIRST_PRIORITY = 10
WORDS = ("managed", "rate", "statement")
OWN_NAMES = ("allowed-v4", "allowed-v6", "blocked-countries", "other-countries")


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Entries of the list, then the rules that they make in each web ACL."""
    if not v.get("waf_enabled", True):
        return
    rules = v.get("waf_rules") or []
    wrong = [*_entry_findings(rules), *_option_findings(v, rules)]
    yield from wrong
    limit = INCLUDED_WCU if v.get("waf_capacity_limit") is None else v["waf_capacity_limit"]
    if not INCLUDED_WCU <= limit <= MOST_WCU:
        yield Finding("waf_capacity_limit", f"{limit} is not possible", f"{INCLUDED_WCU} to {MOST_WCU}")
    elif not wrong:
        yield from dict.fromkeys(_acl_findings(v, rules, limit))


def _entry_findings(rules: list[dict[str, Any]]) -> Iterator[Finding]:
    for entry in rules:
        name, given = entry.get("name"), [word for word in WORDS if entry.get(word)]
        if len(given) != 1:
            yield Finding(
                "waf_rules",
                f"rule {name} says {', '.join(given) or 'nothing'} of what it looks for",
                f"exactly one of {', '.join(WORDS)}",
            )
        if isinstance(entry.get("priority"), int) and entry["priority"] < FIRST_PRIORITY:
            yield Finding(
                "waf_rules",
                f"rule {name} has the priority {entry['priority']}",
                f"{FIRST_PRIORITY} or more; lower ones are those of allowed addresses and countries",
            )
        if name in OWN_NAMES:
            yield Finding(
                "waf_rules",
                f"the name {name} belongs to a rule that waf_allowed_addresses or the countries make",
                "another name",
            )
        if entry.get("managed") and entry.get("action"):
            yield Finding(
                "waf_rules",
                f"rule {name} is a managed group, whose rules have actions of their own",
                "count for single rules of it, or its name in waf_count_only",
            )
        if entry.get("count") and not entry.get("managed"):
            yield Finding(
                "waf_rules",
                f"rule {name} has count, which is for managed groups",
                "action: count, or its name in waf_count_only",
            )
        if entry.get("rate") and not entry["rate"].get("window"):
            yield Finding(
                "waf_rules",
                f"rule {name} does not say its window; AWS's own is five minutes",
                "rate: {limit: 2000, window: 60}",
            )


def _option_findings(v: dict[str, Any], rules: list[dict[str, Any]]) -> Iterator[Finding]:
    for version, sign in (("IPV4", "."), ("IPV6", ":")):
        ranges = [str(text) for text in v.get("waf_allowed_addresses") or [] if (":" in str(text)) == (sign == ":")]
        yield from (found.named("waf_allowed_addresses") for found in address_findings(version, ranges))
    for variable in ("waf_blocked_countries", "waf_allowed_countries"):
        yield from countries.findings(variable, v.get(variable) or [])
    if v.get("waf_blocked_countries") and v.get("waf_allowed_countries"):
        yield Finding(
            "waf_allowed_countries",
            "only some countries are let in, so that none has to be kept out",
            "waf_allowed_countries or waf_blocked_countries",
        )
    known = {*(entry.get("name") for entry in rules), *OWN_NAMES}
    for name in v.get("waf_count_only") or []:
        if name not in known:
            yield Finding("waf_count_only", f"there is no rule {name}", ", ".join(sorted(str(one) for one in known)))


def _acl_findings(v: dict[str, Any], rules: list[dict[str, Any]], limit: int) -> Iterator[Finding]:
    options = {"blocked_countries": v.get("waf_blocked_countries"), "allowed_countries": v.get("waf_allowed_countries")}
    one_scope = [{"key": "any", "scope": "REGIONAL"}]
    listed = ip_set_items(v.get("waf_allowed_addresses") or [], one_scope, {"name": "any"})
    sets = {one["key"].partition(".")[2]: f"arn:{one['key']}" for one in listed}
    for scope in v.get("waf_scopes") or []:
        if scope in (CLOUDFRONT, "REGIONAL"):
            made = web_acl_rules(rules, scope, bool(v.get("waf_behind_cloudfront", True)), options, sets)
            yield from of_variables(rule_findings(made, limit), VARIABLES)
