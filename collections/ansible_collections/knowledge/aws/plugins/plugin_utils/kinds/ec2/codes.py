# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of EC2 by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "InvalidVpcID.NotFound",
        "InvalidSubnetID.NotFound",
        "InvalidInternetGatewayID.NotFound",
        "InvalidAllocationID.NotFound",
        "NatGatewayNotFound",
        "InvalidRouteTableID.NotFound",
        "InvalidAssociationID.NotFound",
        "InvalidGroup.NotFound",
        "InvalidVpcEndpointId.NotFound",
        "InvalidFlowLogId.NotFound",
    ),
    already=(
        "Gateway.NotAttached",
        "InvalidAssociationID.NotFound",
        "InvalidPermission.Duplicate",
        "InvalidPermission.NotFound",
        "InvalidRoute.NotFound",
        "Resource.AlreadyAssociated",
        "RouteAlreadyExists",
    ),
    hints={
        "InvalidSubnet.Conflict": "Another subnet of the VPC has addresses of that range; choose a free one",
        "InvalidSubnet.Range": "Choose a range inside that of the VPC",
        "RulesPerSecurityGroupLimitExceeded": (
            "A group may have 60 rules, and a prefix list counts as many; name fewer peers or ports, or ask for more "
            "in Service Quotas"
        ),
    },
)
