from collections.abc import Callable

import pytest

from portal.controllers.forms import Exportacion, FormularioExplicacion, Resolucion
from portal.controllers.pages.access.cuenta import CambioClave
from portal.controllers.pages.debts.eleccion import numero
from portal.controllers.pages.payment.pagar import Confirmacion
from portal.errors import DatoInvalido
from portal.rules.access.permisos import motivo_claro


@pytest.mark.parametrize(
    ("read", "field", "code"),
    [
        (Exportacion(formato="pdf").pedido, "formato", "formato-desconocido"),
        (FormularioExplicacion(tipo="").desacuerdo, "tipo", "falta-diferencia"),
        (Resolucion(estado="VENCIDO").desenlace, "estado", "falta-desenlace"),
        (CambioClave(nueva="una", repetida="otra").revisar, "repetida", "clave-distinta"),
        (lambda: numero("٤٢"), "idsession", "consulta-invalida"),
        (Confirmacion(total="Infinity").visto, "total", "total-invalido"),
        (lambda: motivo_claro(" "), "motivo", "motivo-requerido"),
        (lambda: motivo_claro("x" * 501), "motivo", "motivo-largo"),
    ],
)
def test_what_a_form_may_not_hold_is_told_by_its_field_and_code(
    read: Callable[[], object], field: str, code: str
) -> None:
    with pytest.raises(DatoInvalido) as told:
        read()
    assert (told.value.campo, told.value.codigo) == (field, code)
    assert told.value.mensaje.endswith(".")
