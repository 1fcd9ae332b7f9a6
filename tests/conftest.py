"""Fixtures that every test may ask for."""

from tests.support.cloud import local_cloud

__all__ = ["local_cloud"]
