import msgspec
import pytest
from msgspec import Struct

from portal.controllers.api.examples import HECHOS


@pytest.mark.parametrize("forma", HECHOS, ids=lambda forma: forma.__name__)
def test_an_example_is_one_of_its_shape(forma: type[Struct]) -> None:
    assert msgspec.convert(msgspec.to_builtins(HECHOS[forma]), forma) == HECHOS[forma]
