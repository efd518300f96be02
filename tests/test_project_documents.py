"""README, .env.example and docs say what the code does."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from dotenv import dotenv_values
from msgspec import structs

from portal.demo.cuentas import CUENTAS
from portal.imports.debts_sheet import OBLIGATORIAS, OPCIONALES, Renglon, leer
from portal.settings import Settings, cargar
from tests.cli.conftest import demo, demo_hecha  # noqa: F401 - fixtures of the README's demonstration
from tests.cli.processes import LIMITE_S, RAIZ, servidor

LEEME = (RAIZ / "README.md").read_text("utf-8")


def _bloques(texto: str, lenguaje: str) -> list[str]:
    return re.findall(rf"```{lenguaje}\n(.*?)```", texto, re.DOTALL)


def test_the_example_of_settings_names_them_all_and_starts_as_it_is() -> None:
    ejemplo = {nombre: valor or "" for nombre, valor in dotenv_values(RAIZ / ".env.example").items()}
    assert set(ejemplo) == {campo.name.upper() for campo in structs.fields(Settings)}
    propios = structs.asdict(cargar(ejemplo))
    distintos = {nombre for nombre, valor in structs.asdict(Settings()).items() if propios[nombre] != valor}
    assert distintos == {"allowed_origins"}


def test_the_import_s_page_names_every_column_and_its_example_can_be_read() -> None:
    pagina = (RAIZ / "docs/importar.md").read_text("utf-8")
    for columna in OBLIGATORIAS + OPCIONALES:
        assert f"`{columna}`" in pagina
    leidos = [cada for bloque in _bloques(pagina, "csv") for cada in leer(bloque.encode())]
    assert len(leidos) == 2
    assert all(isinstance(cada, Renglon) for cada in leidos)


def test_the_accounts_of_the_readme_are_the_demonstration_s() -> None:
    seccion = LEEME.partition("## Cuentas de la demostración")[2].partition("\n## ")[0]
    nombrados = set(re.findall(r"^\| `([^`]+)` \|", seccion, re.MULTILINE))
    assert len(nombrados) >= 10
    assert nombrados <= {cuenta.usuario for cuenta in CUENTAS}
    assert CUENTAS[0].clave in seccion


def test_every_file_that_the_readme_links_is_there() -> None:
    for enlace in re.findall(r"\]\(([^)#:]+)\)", LEEME):
        assert (RAIZ / enlace).exists(), enlace


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="faltan curl o bash")
def test_the_readme_s_api_examples_run_as_pasted(demo: Path) -> None:  # noqa: F811 - the fixture above
    seccion = LEEME.partition("## La API en cinco pasos")[2].partition("\n## ")[0]
    (ejemplos,) = _bloques(seccion, "bash")
    with servidor(demo, "serve") as corriendo:
        guion = ejemplos.replace("http://localhost:8000", corriendo.direccion)
        hecho = subprocess.run(  # noqa: S603 - our own README
            ["bash", "-euo", "pipefail", "-c", guion],  # noqa: S607 - whichever the reader has
            capture_output=True,
            encoding="utf-8",
            timeout=LIMITE_S,
            check=False,
        )
    assert hecho.returncode == 0, hecho.stderr
    assert '"desc_clie":"Ana Ñandutí Benítez"' in hecho.stdout
    assert hecho.stdout.count('"descreps":"Agregado correctamente al carrito"') == 3
    assert '{"cod_resp":"0","mod_fact":"CONTADO","desc_resp":"Pago realizado"}' in hecho.stdout
    assert hecho.stdout.endswith('{"cod_resp":"0","desc_resp":"Pago anulado"}')
