"""The reference package has the procedures that the ERP has in production, and each body does what its spec says."""

import re

import pytest

from tests.repo.oracle.ddl import guion

# DOMAIN: the Oracle package. Names and orders are production's, misspelt ones too; the portal calls by position.
PROCEDIMIENTOS = {
    "validar_usuraio": "username IN VARCHAR2, codresp OUT NUMBER, descresp OUT VARCHAR2",
    "paweb_consulta": "documento IN VARCHAR2, moneda IN NUMBER, deudas OUT SYS_REFCURSOR, usuario IN VARCHAR2, "
    "desc_clie OUT VARCHAR2, cant_deta OUT NUMBER, idsession OUT NUMBER, codresp OUT VARCHAR2, descresp OUT VARCHAR2",
    "agregar_al_carrito": "idsession IN NUMBER, indicador IN VARCHAR2, codmovimiento IN VARCHAR2, usuario IN VARCHAR2, "
    "comision OUT NUMBER, codresp OUT VARCHAR2, descreps OUT VARCHAR2",
    "paweb_pago": "session IN NUMBER, user IN VARCHAR2, codtransaccion IN VARCHAR2, codresp OUT VARCHAR2, "
    "mod_fact OUT VARCHAR2, descresp OUT VARCHAR2",
    "pa_anul": "codtransaccion IN VARCHAR2, codresp OUT VARCHAR2, descresp OUT VARCHAR2",
}
CURSOR = (
    "descripcion impo_maxi impo_tota mone_codi fech_venc observacion codmovimiento seq_di plan lote tipo nro_cuota "
    "cant_cuotas interes gastos barrio"
)
PAQUETES = ("pack_pago_ws", "pack_pago_reglas", "pack_pago_cobro")


def _rutinas(texto: str) -> dict[str, str]:
    """Name to parameters (and result) of each routine, in one line."""
    sin_notas = re.sub(r"--.*", "", texto)
    hallados = re.findall(
        r"\b(?:PROCEDURE|FUNCTION)\s+(\w+)\s*(?:\((.*?)\))?\s*(RETURN\s+\w+)?\s*(?:;|IS\b)", sin_notas, re.DOTALL
    )
    return {nombre: " ".join(f"{parametros} {vuelve}".split()) for nombre, parametros, vuelve in hallados}


def test_the_procedures_are_productions() -> None:
    hechos = {
        nombre: re.sub(r"\bp_", "", parametros)
        for nombre, parametros in _rutinas(guion("pack_pago_ws_spec.sql")).items()
    }
    assert hechos == PROCEDIMIENTOS


@pytest.mark.parametrize("paquete", PAQUETES)
def test_the_body_keeps_the_spec(paquete: str) -> None:
    spec, cuerpo = _rutinas(guion(f"{paquete}_spec.sql")), _rutinas(guion(f"{paquete}_body.sql"))
    assert spec
    assert spec.items() <= cuerpo.items()


@pytest.mark.parametrize("paquete", PAQUETES)
def test_each_routine_ends_with_its_own_name(paquete: str) -> None:
    cuerpo = guion(f"{paquete}_body.sql")
    assert re.findall(r"^    END (\w+);", cuerpo, re.MULTILINE) == list(_rutinas(cuerpo))
    for tipo in ("spec", "body"):
        assert guion(f"{paquete}_{tipo}.sql").endswith(f"\nEND {paquete};\n/\n")


@pytest.mark.parametrize("paquete", PAQUETES)
def test_what_one_package_asks_of_another_is_in_its_spec(paquete: str) -> None:
    for otro, rutina in re.findall(r"\b(pack_\w+)\.(\w+)", guion(f"{paquete}_body.sql")):
        assert rutina in _rutinas(guion(f"{otro}_spec.sql"))
        assert f"ACCESSIBLE BY (PACKAGE {paquete})" in guion(f"{otro}_spec.sql")


def test_the_cursor_has_the_columns_that_the_portal_reads() -> None:
    consulta = re.search(r"OPEN v_deudas FOR(.*?)FROM erp_deuda", guion("pack_pago_ws_body.sql"), re.DOTALL)
    assert consulta is not None
    assert re.findall(r" AS (\w+)", consulta[1]) == CURSOR.split()


def test_nothing_commits() -> None:
    for paquete in PAQUETES:
        palabras = re.sub(r"--.*", "", guion(f"{paquete}_body.sql")).upper().split()
        assert not {"COMMIT;", "ROLLBACK;", "COMMIT", "ROLLBACK", "AUTONOMOUS_TRANSACTION;"} & set(palabras)


def test_refusals_have_the_codes_of_the_embedded_package() -> None:
    codigos = set(re.findall(r"p_codresp := '(\d+)'", guion("pack_pago_ws_body.sql")))
    assert codigos == {"0", "2", "3", "4", "5", "6", "7", "8", "10", "12", "20", "21"}
