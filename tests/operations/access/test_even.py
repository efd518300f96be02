import asyncio

import pytest

from portal.operations.access import even
from portal.operations.access.even import parejo


async def _took(error: Exception | None) -> float:
    clock = asyncio.get_running_loop().time
    begun = clock()
    try:
        async with parejo():
            if error:
                raise error
    except ValueError:
        pass
    return clock() - begun


@pytest.mark.parametrize("error", [None, ValueError()], ids=["well", "not"])
def test_it_ends_no_sooner_whatever_came_of_it(error: Exception | None) -> None:
    # A loop's timer may fire within its own resolution.
    assert asyncio.run(_took(error)) >= even.PISO_S - 0.001


def test_what_went_wrong_is_still_told() -> None:
    async def fails() -> None:
        async with parejo():
            raise ValueError("told")

    with pytest.raises(ValueError, match="told"):
        asyncio.run(fails())
