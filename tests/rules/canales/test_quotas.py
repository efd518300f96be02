from datetime import UTC, datetime, timedelta

import pytest

from portal.errors import DatoInvalido
from portal.rules.canales import quotas
from portal.structs.canales import Licencia, Quota

AHORA = datetime(2026, 11, 23, 13, 20, 30, 250_000, tzinfo=UTC)


def test_a_channel_s_own_quota_goes_before_the_portal_s() -> None:
    assert quotas.tope(Licencia(), Quota.PEDIDOS, 600) == 600
    propia = Licencia(por_minuto=5, por_hora=7)
    assert [quotas.tope(propia, quota, 600) for quota in Quota] == [5, 7]


def test_windows_are_the_clock_s_so_that_every_instance_has_the_same() -> None:
    assert quotas.ventana(Quota.PEDIDOS, AHORA) == datetime(2026, 11, 23, 13, 20, tzinfo=UTC)
    assert quotas.ventana(Quota.DOCUMENTOS, AHORA) == datetime(2026, 11, 23, 13, tzinfo=UTC)
    for quota, largo in quotas.VENTANAS.items():
        assert quotas.ventana(quota, AHORA + largo) == quotas.ventana(quota, AHORA) + largo


@pytest.mark.parametrize(("tope", "punado"), [(1, 1), (19, 1), (20, 1), (600, 30), (1_000_000, 50_000)])
def test_requests_are_taken_by_the_handful(tope: int, punado: int) -> None:
    assert quotas.punado(tope) == punado


def test_how_a_quota_stands() -> None:
    minuto = quotas.consumo(Quota.PEDIDOS, 600, 12, AHORA)
    assert (minuto.tope, minuto.quedan, minuto.segundos, minuto.falta) == (600, 12, 60, 30)
    hora = quotas.consumo(Quota.DOCUMENTOS, 300, -4, AHORA)
    assert (hora.tope, hora.quedan, hora.segundos, hora.falta) == (300, 0, 3600, 2370)
    assert quotas.consumo(Quota.PEDIDOS, 1, 0, AHORA + timedelta(seconds=29, milliseconds=749)).falta == 1


@pytest.mark.parametrize(
    ("escrito", "leido"), [("", None), ("  ", None), ("1", 1), (" 600 ", 600), ("1000000", 1_000_000)]
)
def test_a_quota_that_a_person_types(escrito: str, leido: int | None) -> None:
    assert quotas.leer(escrito, "por_minuto") == leido


@pytest.mark.parametrize("mal", ["0", "-1", "1.5", "mil", "1000001", "٣", "9" * 400])
def test_what_is_no_quota(mal: str) -> None:
    with pytest.raises(DatoInvalido) as negado:
        quotas.leer(mal, "por_hora")
    assert (negado.value.codigo, negado.value.campo) == ("quota-invalida", "por_hora")
