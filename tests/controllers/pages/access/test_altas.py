from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.access import primer_acceso, usuarios
from portal.structs.cartas import ClaseDeCarta
from portal.structs.usuarios import Rol
from tests.conftest import PAGINA, Casa
from tests.letters import token
from tests.operations.access.newcomers import CLAVE, CORREO, NUEVA, RED, load, prove
from tests.pages import pagina, por_id, texto

Navegador = TestClient[Litestar]


def _offer(casa: Casa) -> str:
    casa.operar(load)
    proof = casa.operar(prove)
    casa.operar(lambda portal: primer_acceso.escribir(portal, proof, CORREO, idioma="es", ip=RED))
    return f"/alta/{token(casa, ClaseDeCarta.ALTA)}"


def test_the_box_to_mend_is_told_and_the_password_never_comes_back(casa: Casa, anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)
    offer = _offer(casa)
    for sent, box in (
        ({"nueva": "corta", "telefono": "0981 123 456"}, "nueva"),
        ({"nueva": CLAVE, "telefono": "no tengo"}, "telefono"),
        ({"nueva": "contraseña2026"}, "nueva"),
        ({}, "nueva"),
    ):
        answer = anonimo.post(offer, data=sent)
        assert por_id(pagina(answer, 422), box).get("aria-invalid") == "true"
        assert not sent.get("nueva") or sent["nueva"] not in answer.text
    assert por_id(pagina(anonimo.post(offer, data={"telefono": "0981"}), 422), "telefono").get("value") == "0981"


def test_an_account_made_meanwhile_is_told(casa: Casa, anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)
    offer = _offer(casa)
    casa.operar(lambda portal: usuarios.crear(portal, "noelia", Rol.CLIENTE, "Noelia", NUEVA, "una clave larga"))
    assert "Ese documento ya tiene una cuenta" in texto(pagina(anonimo.post(offer, data={"nueva": CLAVE}), 422))


def test_what_is_no_link_is_answered_like_one_that_is_over(anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)
    said = {texto(pagina(anonimo.get(f"/alta/{each}"), 404)) for each in ("x", "a" * 43, "a" * 44)}
    assert len(said) == 1
    assert "Este enlace ya no sirve" in said.pop()
