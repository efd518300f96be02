"""Every bad value is refused by name, and no secret is repeated."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.settings import CLAVES_CONOCIDAS, AjusteInvalido, Settings, cargar, entorno

PRODUCCION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k" * 40,
    "DB_HOST": "127.0.0.1",
    "DB_USER": "portal",
    "DB_PASSWORD": "secreta",
    "DB_SERVICE": "XEPDB1",
    "PASARELA": "ninguna",
    "URL_PUBLICA": "https://clientes.ejemplo.com.py",
}


def test_without_settings_it_is_a_development_portal() -> None:
    settings = cargar({})
    assert settings == Settings()
    assert settings.embebida
    assert not settings.produccion
    assert settings.nombres == ()


def test_a_whole_production_is_accepted_and_answers_to_its_name() -> None:
    settings = cargar({**PRODUCCION, "TRUSTED_HOSTS": '["interno.ejemplo.com.py"]'})
    assert settings.produccion
    assert settings.nombres == ("clientes.ejemplo.com.py", "interno.ejemplo.com.py")


def test_the_seed_s_own_example_is_understood() -> None:
    settings = cargar(
        {
            "DB_USER": "tu_usuario_oracle",
            "DB_PASSWORD": "tu_contraseña",
            "DB_HOST": "ip_o_host_del_servidor",
            "DB_SERVICE": "nombre_del_servicio_oracle",
            "ORACLE_POOL_MIN": "2",
            "ORACLE_POOL_MAX": "10",
            "ORACLE_POOL_INC": "1",
            "SECRET_KEY": "un_secreto_muy_largo_y_dificil_de_adivinar",
            "TOKEN_ISSUER": "api.mi-tierra.com",
            "TOKEN_AUDIENCE": "clientes",
            "ALGORITHM": "HS256",
            "ACCESS_TOKEN_EXPIRE_MINUTES": "30",
            "ALLOWED_ORIGINS": '["http://localhost:8000", "http://127.0.0.1:5500", "https://tu-frontend.com"]',
            "ENVIRONMENT": "development",
        }
    )
    assert settings.oracle_pool_max == 10
    assert settings.allowed_origins[2] == "https://tu-frontend.com"


@pytest.mark.parametrize(
    ("nombre", "valor"),
    [
        ("ENVIRONMENT", "produccion"),
        ("ALGORITHM", "none"),
        ("ALGORITHM", "RS256"),
        ("PASARELA", "otra"),
        ("COMISION", "mucho"),
        ("COMISION", "1.5"),
        ("COMISION", "-0.01"),
        ("COMISION", "NaN"),
        ("COMISION", "Infinity"),
        ("SECRET_KEY", "corta"),
        ("DB_PORT", "70000"),
        ("DB_PORT", "mil"),
        ("ORACLE_POOL_MIN", "0"),
        ("ORACLE_POOL_MAX", "500"),
        ("ACCESS_TOKEN_EXPIRE_MINUTES", "0"),
        ("PAGO_VENCE_MINUTOS", "121"),
        ("URL_PUBLICA", "clientes.ejemplo.com.py"),
        ("URL_PUBLICA", "ftp://ejemplo.com"),
        ("URL_PUBLICA", "https://ejemplo.com/portal"),
        ("URL_PUBLICA", "https://usuario:clave@ejemplo.com"),
        ("ALLOWED_ORIGINS", "https://ejemplo.com"),
        ("ALLOWED_ORIGINS", '["*"]'),
        ("ALLOWED_ORIGINS", '["https://*.ejemplo.com"]'),
        ("ALLOWED_ORIGINS", '["https://ejemplo.com/"]'),
        ("ALLOWED_ORIGINS", '["null"]'),
        ("ALLOWED_ORIGINS", "[1]"),
        ("TRUSTED_HOSTS", '["*"]'),
        ("TRUSTED_HOSTS", '["ejemplo.com:443"]'),
    ],
)
def test_a_bad_value_is_refused_by_its_name(nombre: str, valor: str) -> None:
    with pytest.raises(AjusteInvalido) as rehusado:
        cargar({nombre: valor})
    frase = str(rehusado.value)
    assert nombre in frase
    assert frase.endswith(".")
    if nombre == "SECRET_KEY":
        assert valor not in frase


@pytest.mark.parametrize("falta", ["DB_USER", "DB_PASSWORD", "DB_SERVICE"])
def test_oracle_needs_all_of_its_settings(falta: str) -> None:
    with pytest.raises(AjusteInvalido, match=falta):
        cargar({nombre: valor for nombre, valor in PRODUCCION.items() if nombre != falta})


def test_the_pool_grows_from_its_minimum_to_its_maximum() -> None:
    with pytest.raises(AjusteInvalido, match="ORACLE_POOL_MIN"):
        cargar({**PRODUCCION, "ORACLE_POOL_MIN": "9", "ORACLE_POOL_MAX": "3"})


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        *(({"SECRET_KEY": clave}, "SECRET_KEY") for clave in sorted(CLAVES_CONOCIDAS)),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "k" * 31}, "SECRET_KEY"),
        ({"DB_HOST": ""}, "Oracle"),
        ({"PASARELA": "demo"}, "PASARELA"),
        ({"PASARELA": ""}, "PASARELA"),
        ({"URL_PUBLICA": "http://clientes.ejemplo.com.py"}, "URL_PUBLICA"),
        ({"URL_PUBLICA": ""}, "URL_PUBLICA"),
        ({"ALLOWED_ORIGINS": '["*"]'}, "ALLOWED_ORIGINS"),
        ({"FORWARDED_ALLOW_IPS": "*"}, "FORWARDED_ALLOW_IPS"),
    ],
)
def test_production_refuses_what_is_fine_to_try_with(cambio: dict[str, str], dicho: str) -> None:
    with pytest.raises(AjusteInvalido, match=dicho):
        cargar(PRODUCCION | cambio)


@given(st.sampled_from(structs.fields(Settings)), st.text(max_size=30))
def test_any_text_is_a_value_or_a_sentence(campo: structs.FieldInfo, texto: str) -> None:
    try:
        frase = ""
        cargar({campo.name.upper(): texto})
    except AjusteInvalido as rehusado:
        frase = str(rehusado)
    assert frase == "" or frase.endswith(".")


def test_the_environment_is_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archivo = tmp_path / ".env"
    archivo.write_text("COMISION=0.02\nTOKEN_ISSUER='la empresa'  # quién\n", "utf-8")
    monkeypatch.setenv("COMISION", "0.03")
    leido = entorno(archivo)
    assert (leido["COMISION"], leido["TOKEN_ISSUER"]) == ("0.03", "la empresa")


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    archivo = tmp_path / ".env"
    archivo.write_bytes("TOKEN_ISSUER=Añasco".encode("latin-1"))
    with pytest.raises(AjusteInvalido, match="UTF-8"):
        entorno(archivo)
