"""AWS's managed rule groups: capacity in WCU, the rules with their own action, what they are for.

https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
"""

from typing import Any, NamedTuple

VENDOR = "AWS"


class ManagedGroup(NamedTuple):
    """One managed rule group; `label` is the part of its label namespace that is its own."""

    capacity: int
    label: str
    description: str
    rules: str
    versioned: bool = True


_CROSS_SITE = " ".join(f"CrossSiteScripting_{place}" for place in ("COOKIE", "QUERYARGUMENTS", "BODY", "URIPATH"))
_METADATA = " ".join(f"EC2MetaDataSSRF_{place}" for place in ("BODY", "COOKIE", "URIPATH", "QUERYARGUMENTS"))

GROUPS = {
    "AWSManagedRulesCommonRuleSet": ManagedGroup(
        700,
        "core-rule-set",
        "Rules that are generally applicable to web applications.",
        "NoUserAgent_HEADER UserAgent_BadBots_HEADER SizeRestrictions_QUERYSTRING SizeRestrictions_Cookie_HEADER SizeRestrictions_BODY "
        f"SizeRestrictions_URIPATH {_METADATA} GenericLFI_QUERYARGUMENTS GenericLFI_URIPATH GenericLFI_BODY RestrictedExtensions_URIPATH "
        f"RestrictedExtensions_QUERYARGUMENTS GenericRFI_QUERYARGUMENTS GenericRFI_BODY GenericRFI_URIPATH {_CROSS_SITE}",
    ),
    "AWSManagedRulesAdminProtectionRuleSet": ManagedGroup(100, "admin-protection", "Blocks access to exposed admin pages.", "AdminProtection_URIPATH"),
    "AWSManagedRulesKnownBadInputsRuleSet": ManagedGroup(
        200,
        "known-bad-inputs",
        "Blocks request patterns that are known to be invalid and associated with exploitation.",
        "JavaDeserializationRCE_HEADER JavaDeserializationRCE_BODY JavaDeserializationRCE_URIPATH JavaDeserializationRCE_QUERYSTRING "
        "Host_localhost_HEADER PROPFIND_METHOD ExploitablePaths_URIPATH Log4JRCE_HEADER Log4JRCE_QUERYSTRING Log4JRCE_BODY Log4JRCE_URIPATH",
    ),
    "AWSManagedRulesSQLiRuleSet": ManagedGroup(
        200,
        "sql-database",
        "Blocks request patterns associated with exploitation of SQL databases.",
        "SQLi_QUERYARGUMENTS SQLiExtendedPatterns_QUERYARGUMENTS SQLi_BODY SQLiExtendedPatterns_BODY SQLi_COOKIE SQLi_URIPATH",
    ),
    "AWSManagedRulesLinuxRuleSet": ManagedGroup(
        200, "linux-os", "Blocks request patterns associated with vulnerabilities of Linux.", "LFI_URIPATH LFI_QUERYSTRING LFI_HEADER"
    ),
    "AWSManagedRulesUnixRuleSet": ManagedGroup(
        100,
        "posix-os",
        "Blocks request patterns associated with vulnerabilities of POSIX systems.",
        "UNIXShellCommandsVariables_QUERYSTRING UNIXShellCommandsVariables_BODY UNIXShellCommandsVariables_HEADER",
    ),
    "AWSManagedRulesWindowsRuleSet": ManagedGroup(
        200,
        "windows-os",
        "Blocks request patterns associated with vulnerabilities of Windows.",
        "WindowsShellCommands_COOKIE WindowsShellCommands_QUERYARGUMENTS WindowsShellCommands_BODY PowerShellCommands_COOKIE "
        "PowerShellCommands_QUERYARGUMENTS PowerShellCommands_BODY",
    ),
    "AWSManagedRulesPHPRuleSet": ManagedGroup(
        100,
        "php-app",
        "Blocks request patterns associated with vulnerabilities of PHP.",
        "PHPHighRiskMethodsVariables_HEADER PHPHighRiskMethodsVariables_QUERYSTRING PHPHighRiskMethodsVariables_BODY",
    ),
    "AWSManagedRulesWordPressRuleSet": ManagedGroup(
        100,
        "wordpress-app",
        "Blocks request patterns associated with vulnerabilities of WordPress.",
        "WordPressExploitableCommands_QUERYSTRING WordPressExploitablePaths_URIPATH",
    ),
    "AWSManagedRulesAmazonIpReputationList": ManagedGroup(
        25,
        "amazon-ip-list",
        "Blocks sources that Amazon's threat intelligence associates with bots and other threats.",
        "AWSManagedIPReputationList AWSManagedReconnaissanceList AWSManagedIPDDoSList",
        versioned=False,
    ),
    "AWSManagedRulesAnonymousIpList": ManagedGroup(
        50, "anonymous-ip-list", "Blocks services that hide who the viewer is.", "AnonymousIPList HostingProviderIPList", versioned=False
    ),
    "AWSManagedRulesBotControlRuleSet": ManagedGroup(
        50,
        "bot-control",
        "Manages requests from bots.",
        "CategoryAdvertising CategoryArchiver CategoryContentFetcher CategoryEmailClient CategoryHttpLibrary CategoryLinkChecker "
        "CategoryMiscellaneous CategoryMonitoring CategoryScrapingFramework CategorySearchEngine CategorySecurity CategorySeo "
        "CategorySocialMedia CategoryAI SignalAutomatedBrowser SignalKnownBotDataCenter SignalNonBrowserUserAgent",
    ),
}

COUNTING_RULES = ("AWSManagedIPDDoSList",)


def find(vendor: str | None, name: str | None) -> ManagedGroup | None:
    """The group, or None when AWS has no such group."""
    return GROUPS.get(name or "") if vendor == VENDOR else None


def description_of(name: str) -> dict[str, Any]:
    """The answer of DescribeManagedRuleGroup for a known group."""
    group = GROUPS[name]
    rules = group.rules.split()
    namespace = f"awswaf:managed:aws:{group.label}:"
    return {
        "Capacity": group.capacity,
        "Rules": [{"Name": rule, "Action": {"Count": {}} if rule in COUNTING_RULES else {"Block": {}}} for rule in rules],
        "LabelNamespace": namespace,
        "AvailableLabels": [{"Name": f"{namespace}{rule}"} for rule in rules],
    }
