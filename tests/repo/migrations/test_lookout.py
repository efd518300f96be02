"""When the next look at a database's version is due, by how the last one ended."""

import pytest

from portal.errors import NoDisponible
from portal.repo.migrations.lookout import Lookout


class Unanswered(NoDisponible):
    """Of a database that says nothing."""


def _ended(lookout: Lookout, error: NoDisponible) -> None:
    with pytest.raises(type(error)), lookout.looking(untold=Unanswered):
        raise error


def test_everybody_looks_until_a_look_goes_well() -> None:
    lookout = Lookout()
    assert lookout.due()
    _ended(lookout, NoDisponible("base-antigua", (), 30))
    assert lookout.due()
    with lookout.looking():
        assert lookout.due()
    assert not lookout.due()


def test_a_database_of_another_version_is_looked_at_again_at_once() -> None:
    lookout = Lookout()
    with lookout.looking():
        pass
    _ended(lookout, NoDisponible("base-antigua", (), 30))
    assert lookout.due()


def test_one_that_did_not_answer_told_nothing_of_its_version() -> None:
    lookout = Lookout()
    with lookout.looking():
        pass
    _ended(lookout, Unanswered("sin-base", (), 30))
    assert not lookout.due()
