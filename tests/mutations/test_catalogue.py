"""Each planted bug still has its place: that it is caught takes minutes, and is looked at apart (review.py)."""

import pytest

from tests.mutations.catalogue import Mutacion
from tests.mutations.review import RAIZ, TODAS


@pytest.mark.parametrize("mutacion", TODAS, ids=lambda mutacion: mutacion.nombre)
def test_a_planted_bug_fits_once(mutacion: Mutacion) -> None:
    assert (RAIZ / mutacion.archivo).read_text("utf-8").count(mutacion.antes) == 1
    archivo, _, nombre = mutacion.prueba.partition("::")
    assert (RAIZ / archivo).exists()
    assert not nombre or f"def {nombre.rpartition('::')[2]}(" in (RAIZ / archivo).read_text("utf-8")
