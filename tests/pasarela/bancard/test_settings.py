import pytest

from portal.settings import AjusteInvalido, Settings, cargar

BANCARD = {"PASARELA": "bancard", "BANCARD_PUBLIC_KEY": "publica", "BANCARD_PRIVATE_KEY": "la-privada"}
PRODUCCION = BANCARD | {
    "ENVIRONMENT": "production",
    "SIN_CORREO": "true",
    "SECRET_KEY": "b9Xw-4fQz_71LmTn0RsVc2Hj8UyKe6Ad",
    "DB_HOST": "127.0.0.1",
    "DB_USER": "u",
    "DB_PASSWORD": "p",
    "DB_SERVICE": "s",
    "URL_PUBLICA": "https://clientes.ejemplo.com.py",
    "TRUSTED_HOSTS": '["clientes.ejemplo.com.py"]',
}


def test_the_host_follows_the_environment_of_bancard_unless_one_is_given() -> None:
    assert cargar(BANCARD).bancard == "https://vpos.infonet.com.py:8888"
    assert cargar(BANCARD | {"BANCARD_ENTORNO": "production"}).bancard == "https://vpos.infonet.com.py"
    assert cargar(BANCARD | {"BANCARD_URL": "http://127.0.0.1:9000/"}).bancard == "http://127.0.0.1:9000"


@pytest.mark.parametrize("falta", ["BANCARD_PUBLIC_KEY", "BANCARD_PRIVATE_KEY"])
def test_both_keys_are_needed(falta: str) -> None:
    with pytest.raises(AjusteInvalido, match=falta):
        cargar(BANCARD | {falta: " "})
    cargar({falta: ""})  # and only where Bancard is the gateway


@pytest.mark.parametrize(
    "url",
    [
        "vpos.infonet.com.py",
        "http://vpos.infonet.com.py",
        "http://127.0.0.1.ejemplo.com",
        "https://a;script-src *",
        "https://a b",
        "https://usuario:clave@a",
        "https://a/vpos",
        "https://a?x",
        "https://a\nb",
        "ftp://a",
    ],
)
def test_an_address_is_a_host_by_https_and_nothing_else(url: str) -> None:
    with pytest.raises(AjusteInvalido, match="BANCARD_URL"):
        cargar(BANCARD | {"BANCARD_URL": url})


def test_an_unknown_environment_of_bancard_is_refused() -> None:
    with pytest.raises(AjusteInvalido, match="BANCARD_ENTORNO"):
        cargar(BANCARD | {"BANCARD_ENTORNO": "pruebas"})


@pytest.mark.parametrize(
    "cambio",
    [
        {},
        {"BANCARD_ENTORNO": "staging"},
        {"BANCARD_URL": "https://vpos.infonet.com.py:8888"},
        {"BANCARD_URL": "https://VPOS.infonet.com.py:8888/"},
        {"BANCARD_URL": "http://127.0.0.1:9000"},
    ],
)
def test_production_refuses_bancards_tests(cambio: dict[str, str]) -> None:
    with pytest.raises(AjusteInvalido, match="BANCARD_ENTORNO=production"):
        cargar(PRODUCCION | cambio)


def test_production_takes_bancards_production() -> None:
    assert cargar(PRODUCCION | {"BANCARD_ENTORNO": "production"}).bancard == "https://vpos.infonet.com.py"


def test_settings_are_not_shown() -> None:
    assert repr(cargar(BANCARD)) == "Settings(development)"
    assert "la-privada" not in f"{cargar(BANCARD)}"
    assert isinstance(cargar(BANCARD), Settings)
