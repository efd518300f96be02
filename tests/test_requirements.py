"""The locks say what pyproject.toml says, each package with its hashes (`bin/lock` makes them again)."""

import re
import tomllib

import pytest

from tests.cli.processes import RAIZ

PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
ASKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^;\s]+)")
PROJECT = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def lines(lock: str) -> list[str]:
    written = (RAIZ / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines()
    return [line for line in written if not line.startswith("#")]


def locked(lock: str) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PINNED.finditer("\n".join(lines(lock)))}


def asked(*requirements: str) -> dict[str, str]:
    found = [ASKED.match(each) for each in requirements]
    return {each["name"].lower().replace("_", "-"): each["version"] for each in found if each}


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("portal", PROJECT["dependencies"]),
        ("test", [*PROJECT["dependencies"], *EXTRAS["test"]]),
        ("ci", [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["ci"]]),
    ],
)
def test_a_lock_has_what_the_project_asks_for(lock: str, requirements: list[str]) -> None:
    wanted = asked(*requirements)
    assert len(wanted) == len(set(requirements))
    assert wanted.items() <= locked(lock).items()


@pytest.mark.parametrize("lock", ["portal", "test", "ci"])
def test_each_line_is_a_pinned_package_or_one_of_its_hashes(lock: str) -> None:
    told = lines(lock)
    assert [line for line in told if not PINNED.match(line) and not HASH.match(line)] == []
    assert [
        one for one, after in zip(told, [*told[1:], ""], strict=True) if PINNED.match(one) and not HASH.match(after)
    ] == []


def test_the_locks_agree() -> None:
    assert locked("portal").items() <= locked("test").items() <= locked("ci").items()


def test_what_builds_the_package_is_locked_too() -> None:
    wanted = asked(*(RAIZ / "requirements" / "build.in").read_text("utf-8").splitlines())
    assert wanted
    assert wanted.items() <= locked("portal").items()
