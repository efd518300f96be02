"""The demonstration's database, as the commands' tests make it."""

from tests.cli.conftest import demo, demo_hecha

__all__ = ["demo", "demo_hecha"]
