import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

from portal.clock import de_micros
from portal.operations.portal import Portal
from portal.operations.portal.pulse import VALE
from tests.conftest import Casa


def _latido(casa: Casa) -> datetime | None:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        fila = base.execute("SELECT en FROM portal_pulso").fetchone()
    return de_micros(fila[0]) if fila else None


def test_it_writes_only_where_nobody_wrote_a_moment_ago(casa: Casa) -> None:
    async def sentir(portal: Portal) -> None:
        await portal.pulso.sentir(portal.repo, portal.clock)

    casa.operar(sentir)
    primero = _latido(casa)
    assert primero == casa.clock()
    casa.clock.adelantar(VALE - timedelta(seconds=1))
    casa.operar(sentir)
    assert _latido(casa) == primero
    casa.clock.adelantar(timedelta(seconds=1))
    casa.operar(sentir)
    assert _latido(casa) == casa.clock()


def test_whoever_asks_at_the_same_time_shares_one_look(casa: Casa) -> None:
    async def juntos(portal: Portal) -> int:
        await asyncio.gather(*(portal.pulso.sentir(portal.repo, portal.clock) for _ in range(20)))
        return 1

    assert casa.operar(juntos) == 1
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        assert base.execute("SELECT count(*) FROM portal_pulso").fetchone() == (1,)
