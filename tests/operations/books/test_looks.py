import sqlite3
from contextlib import closing

import pytest

from portal.operations.books import looks
from tests import datos
from tests.conftest import Casa


def _filas(casa: Casa) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return base.execute("SELECT actor, objeto FROM portal_auditoria WHERE accion = 'ver-prueba'").fetchall()


@pytest.mark.parametrize(("usuario", "filas"), [("operadora", 1), ("canal-uno", 0), (datos.TRES_Y_AGUA, 0)])
def test_only_the_staff_s_looks_are_written_down(casa: Casa, usuario: str, filas: int) -> None:
    actor = casa.actor(usuario)
    casa.operar(lambda portal: looks.anotar(portal, actor, "ver-prueba", "red/T-1"))
    assert _filas(casa) == [(usuario, "red/T-1")] * filas


def test_a_long_name_is_kept_as_far_as_its_column_goes(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    casa.operar(lambda portal: looks.anotar(portal, operadora, "ver-prueba", "x" * 500))
    assert _filas(casa) == [("operadora", "x" * looks.LARGO_OBJETO)]
