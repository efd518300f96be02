"""Every bad value is refused by name, and no secret is repeated."""

import base64
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.settings import CLAVES_CONOCIDAS, AjusteInvalido, Settings, cargar, entorno
from portal.texts.named import Saying

PRODUCCION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "b9Xw-4fQz_71LmTn0RsVc2Hj8UyKe6Ad",
    "DB_HOST": "127.0.0.1",
    "DB_USER": "portal",
    "DB_PASSWORD": "secreta",
    "DB_SERVICE": "XEPDB1",
    "PASARELA": "ninguna",
    "SIN_CORREO": "true",
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
        ("SMTP_TLS", "ssl"),
        ("SMTP_PORT", "0"),
        ("RECORDATORIO_DIAS", "-3, 0"),
        ("RECORDATORIO_DIAS", '["hoy"]'),
        ("RECORDATORIO_DIAS", "[90]"),
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


@pytest.mark.parametrize(
    ("nombre", "valor", "forma"),
    [
        ("ORACLE_POOL_MAX", "muchas", "un número entero dentro de sus límites"),
        ("COMISION", "poca", "un número, como 0.015"),
        ("DB_SIN_TLS", "quizás", "true o false"),
        ("ALLOWED_ORIGINS", "[1", 'una lista JSON, como ["https://ejemplo.com"]'),
    ],
)
def test_a_value_of_another_form_is_told_which_it_must_have(nombre: str, valor: str, forma: str) -> None:
    with pytest.raises(AjusteInvalido) as rehusado:
        cargar({nombre: valor})
    (dicho,) = rehusado.value.dichos
    assert isinstance(dicho, Saying)
    assert dicho.code == "ajuste-de-otra-forma"
    assert str(rehusado.value) == f"{nombre} debe ser {forma}."


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
        ({"SECRET_KEY": PRODUCCION["SECRET_KEY"][1:]}, "SECRET_KEY"),
        ({"DB_HOST": ""}, "Oracle"),
        ({"PASARELA": "demo"}, "PASARELA"),
        ({"PASARELA": ""}, "PASARELA"),
        ({"URL_PUBLICA": "http://clientes.ejemplo.com.py"}, "URL_PUBLICA"),
        ({"URL_PUBLICA": ""}, "URL_PUBLICA"),
        ({"ALLOWED_ORIGINS": '["*"]'}, "ALLOWED_ORIGINS"),
        *(
            ({"FORWARDED_ALLOW_IPS": todos}, "FORWARDED_ALLOW_IPS")
            for todos in (
                *(
                    "*",
                    "0.0.0.0/0",
                    "::/0",
                    "10.0.0.1,*",
                    "0.0.0.0/1,128.0.0.0/1",
                    "proxy",
                    "10.0.0.300",
                    ",",
                    "10.0.0.1,",
                ),
            )
        ),
        *(
            ({"SECRET_KEY": clave}, "se adivina")
            for clave in (
                *("k" * 40, "abc" * 12, "abcdefgh12" * 4, "abcdefghijklmnopqrstuvwxyz0123456789", "9876543210" * 4),
                *("aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd", "a1b2c3d4e5f6g7h8" * 2, "0" * 31 + "1abcdefghi"),
            )
        ),
        ({"ALLOWED_ORIGINS": '["https://ejemplo.com", "http://ejemplo.com"]'}, "ALLOWED_ORIGINS"),
        *(
            ({"URL_PUBLICA": f"https://{numero}"}, "IP")
            for numero in ("190.1.2.3", "[2800:a4::1]", "127.0.0.1:8443", "3187799299", "0x7f.1", "10.1")
        ),
        *(({"DB_HOST": otra}, "TLS") for otra in ("base", "10.0.0.5", "localhost.ejemplo.com", "::5", "2800:a4::1")),
        *(
            ({"DB_PASSWORD": clave}, "DB_PASSWORD")
            for clave in ("portal", "PORTAL", "solo_para_probar", "tu_contraseña")
        ),
    ],
)
def test_production_refuses_what_is_fine_to_try_with(cambio: dict[str, str], dicho: str) -> None:
    with pytest.raises(AjusteInvalido, match=dicho):
        cargar(PRODUCCION | cambio)


@pytest.mark.parametrize(
    "ajustes",
    [
        {"FORWARDED_ALLOW_IPS": "127.0.0.1, 10.0.0.0/24,::1"},
        {"SECRET_KEY": "5f2b8c1e9d3a7f604b8e2c5d1a9f3e70"},
        {"SECRET_KEY": "caballo-correcto-bateria-grapa-de-los-martes"},
        {"ALLOWED_ORIGINS": '["https://ejemplo.com"]', "URL_PUBLICA": "https://portal.ejemplo.com.py:8443"},
        {"DB_HOST": "::1"},
        {"DB_HOST": "LOCALHOST"},
        {"DB_HOST": "base", "DB_SIN_TLS": "true"},
        {"DB_HOST": "", "DB_SERVICE": "", "DB_DSN": "tcps://base:2484/portal"},
        {
            "DB_HOST": "",
            "DB_DSN": "(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps) (HOST=base)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=p)))",
        },
        {"DB_HOST": "", "DB_DSN": "127.0.0.1:1521/portal"},
    ],
)
def test_production_takes_what_is_sound(ajustes: dict[str, str]) -> None:
    assert cargar(PRODUCCION | ajustes).produccion


@pytest.mark.parametrize(
    "dsn",
    [
        "base:1521/portal",
        "tcp://base/portal",
        "127.0.0.1,base:1521/portal",
        "[2800:a4::1]:1521/portal",
        "ALIAS_DE_TNS",
        "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=base)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=p)))",
        "(DESCRIPTION = (ADDRESS = (PROTOCOL = tcps)(HOST = a)(PORT = 1))(ADDRESS=(HOST=b)(PROTOCOL=tcp)(PORT=1)))",
        "(DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=p)))",
    ],
)
def test_an_oracle_elsewhere_is_spoken_to_over_tls(dsn: str) -> None:
    with pytest.raises(AjusteInvalido, match="TLS"):
        cargar(PRODUCCION | {"DB_HOST": "", "DB_DSN": dsn})
    assert cargar(PRODUCCION | {"DB_HOST": "", "DB_DSN": dsn, "DB_SIN_TLS": "true"}).db_sin_tls
    assert cargar(PRODUCCION | {"DB_HOST": "", "DB_DSN": dsn, "ENVIRONMENT": "development"}).db_dsn == dsn


def test_all_that_is_wrong_is_told_at_once_each_in_its_sentence() -> None:
    with pytest.raises(AjusteInvalido) as rehusado:
        cargar(
            {
                "ENVIRONMENT": "production",
                "SECRET_KEY": "abc" * 12,
                "COMISION": "mucho",
                "DB_PORT": "70000",
                "DB_SIN_TLS": "quizás",
                "DB_HOST": "base",
                "DB_USER": "portal",
                "DB_PASSWORD": "portal",
                "PASARELA": "bancard",
                "SMTP_TLS": "ssl",
                "RECORDATORIO_DIAS": "[1, 1]",
                "BANCARD_ENTORNO": "otro",
                "ALLOWED_ORIGINS": '["http://ejemplo.com"]',
                "URL_PUBLICA": "http://10.0.0.5",
                "FORWARDED_ALLOW_IPS": "*",
            }
        )
    frases = str(rehusado.value).splitlines()
    nombres = ("COMISION", "DB_PORT", "DB_SIN_TLS", "DB_SERVICE", "SECRET_KEY", "DB_PASSWORD", "TLS", "BANCARD_ENTORNO")
    nombres += (
        "SMTP_TLS",
        "SMTP_HOST",
        "RECORDATORIO_DIAS",
        "BANCARD_PUBLIC_KEY",
        "BANCARD_PRIVATE_KEY",
        "ALLOWED_ORIGINS",
        "FORWARDED_ALLOW_IPS",
    )
    for nombre in nombres:
        assert [nombre in frase for frase in frases].count(True) >= 1, nombre
    assert sum("URL_PUBLICA" in frase for frase in frases) == 2
    assert len(frases) == len(set(frases)) == len(nombres) + 2
    assert all(frase.endswith(".") for frase in frases)
    assert "abcabc" not in str(rehusado.value)


@given(st.binary(min_size=24, max_size=48))
def test_a_key_made_at_random_is_never_taken_for_one_that_is_guessed(azar: bytes) -> None:
    # Hypothesis prefers repeated bytes: what is hashed has none of its taste.
    clave = hashlib.sha512(azar).digest()
    for escrita in (clave.hex()[:32], base64.urlsafe_b64encode(clave[:24]).decode(), clave.hex()):
        assert cargar(PRODUCCION | {"SECRET_KEY": escrita}).secret_key == escrita


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


@pytest.mark.parametrize("comilla", ["'", '"'])
@pytest.mark.parametrize("clave", sorted(CLAVES_CONOCIDAS))
def test_quotes_do_not_make_another_key_of_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comilla: str, clave: str
) -> None:
    """`docker --env-file` hands a value over with its quotes; compose and python-dotenv take them off."""
    monkeypatch.setenv("SECRET_KEY", f"{comilla}{clave}{comilla}")
    with pytest.raises(AjusteInvalido, match="SECRET_KEY es la de un ejemplo"):
        cargar(PRODUCCION | {"SECRET_KEY": entorno(tmp_path / "nada")["SECRET_KEY"]})
    with pytest.raises(AjusteInvalido, match="SECRET_KEY es la de un ejemplo"):
        cargar(PRODUCCION | {"SECRET_KEY": f"{comilla}{clave}{comilla}"})


def test_the_environment_s_quotes_are_no_part_of_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archivo = tmp_path / ".env"
    archivo.write_text("TOKEN_AUDIENCE=\"'clientes'\"\n", "utf-8")
    dadas = {
        "ALLOWED_ORIGINS": """'["https://ejemplo.com"]'""",
        "DB_PASSWORD": '"con espacio "\r',
        "TOKEN_ISSUER": "'sin cerrar",
        "AJENA": "'de otro'",
        "DB_USER": "'",
    }
    for nombre, valor in dadas.items():
        monkeypatch.setenv(nombre, valor)
    leido = entorno(archivo)
    assert cargar(leido).allowed_origins == ("https://ejemplo.com",)
    assert [leido[nombre] for nombre in ("DB_PASSWORD", "TOKEN_ISSUER", "AJENA", "DB_USER", "TOKEN_AUDIENCE")] == [
        *("con espacio ", "'sin cerrar", "'de otro'", "'", "'clientes'"),
    ]


def test_single_quotes_hold_a_text_as_it_is_written(tmp_path: Path) -> None:
    archivo = tmp_path / ".env"
    archivo.write_text(
        "OTRA=uno\n# nota con '${OTRA}'\nDB_PASSWORD='a${OTRA}b${'\nexport SECRET_KEY = 'x${OTRA}'\n"
        'TOKEN_ISSUER="de ${OTRA}"\nTOKEN_AUDIENCE=${OTRA}\n',
        "utf-8-sig",
    )
    leido = entorno(archivo)
    nombres = ("OTRA", "DB_PASSWORD", "SECRET_KEY", "TOKEN_ISSUER", "TOKEN_AUDIENCE")
    assert [leido[nombre] for nombre in nombres] == ["uno", "a${OTRA}b${", "x${OTRA}", "de uno", "uno"]


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    archivo = tmp_path / ".env"
    archivo.write_bytes("TOKEN_ISSUER=Añasco".encode("latin-1"))
    with pytest.raises(AjusteInvalido, match="UTF-8"):
        entorno(archivo)
