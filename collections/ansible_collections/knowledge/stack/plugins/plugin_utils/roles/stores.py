# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The data stores as the service sees them. Pure."""

from __future__ import annotations

from typing import Any

Store = dict[str, Any]


def ready_stores(
    ready: dict[str, dict[str, Store]], rds: Store, opensearch: Store, elasticache: Store, user: str, region: str
) -> dict[str, Any]:
    """Each store with what is only known once it is ready, and what the service gets of them.

    ready: attributes by kind and name, as await_ready answers; empty in a plan, where the symbols stay.
    """
    kinds = {
        "rds": ("rds_instance", rds),
        "opensearch": ("opensearch_domain", opensearch),
        "elasticache": ("elasticache_replication_group", elasticache),
    }
    stores = {
        word: store | ready.get(kind, {}).get(store["name"], {}) if store else {}
        for word, (kind, store) in kinds.items()
    }
    login = {"resource_id": stores["rds"]["resource_id"], "user": user} if rds else {}
    return stores | {
        "environment": environment(stores, user, region),
        "secrets": secrets(stores),
        "database_login": login,
    }


def environment(stores: dict[str, Store], user: str, region: str) -> dict[str, str]:
    """Hosts, ports and names; nothing secret."""
    database, search, cache = stores["rds"], stores["opensearch"], stores["elasticache"]
    values: dict[str, Any] = {"AWS_REGION": region}
    if database:
        values |= {
            "DB_HOST": database["endpoint"],
            "DB_PORT": database["port"],
            "DB_NAME": database["database"],
            "DB_USER": user,
            "DB_SSLMODE": "verify-full",
        }
    if search:
        values["OPENSEARCH_URL"] = f"https://{search['endpoint']}"
    if cache:
        values |= {
            "REDIS_HOST": cache["endpoint"],
            "REDIS_READER_HOST": cache["reader_endpoint"],
            "REDIS_PORT": cache["port"],
        }
        values["REDIS_TLS"] = str(bool(cache["tls"])).lower()
    return {name: str(value) for name, value in values.items()}


def secrets(stores: dict[str, Store]) -> dict[str, str]:
    """ARNs of secrets by the name of the environment variable; ECS reads the values."""
    cache = stores["elasticache"]
    return {"REDIS_TOKEN": f"{cache['secret_arn']}:{cache['secret_entry']}::"} if cache and cache["secret_arn"] else {}
