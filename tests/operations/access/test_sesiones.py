from portal.errors import Ajeno, NoEncontrado
from portal.operations.access import ingreso, sesiones
from portal.operations.portal import Portal
from tests import datos
from tests.conftest import Casa
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA


def test_of_the_open_sessions_one_s_own_can_be_ended(casa: Casa) -> None:
    async def two(portal: Portal) -> tuple[list[str], str]:
        for usuario in (ANA, ANA, datos.AL_DIA):
            _, sesion = await ingreso.entrar(portal, usuario, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        actor = casa_ana
        suyas = [cada.sid for cada in await sesiones.abiertas(portal, actor)]
        await sesiones.cerrar(portal, actor, suyas[0])
        assert [cada.sid for cada in await sesiones.abiertas(portal, actor)] == suyas[1:]
        return suyas, sesion.sid

    casa_ana = casa.actor(ANA)
    suyas, ajena = casa.operar(two)
    for sid, kind in ((suyas[0], NoEncontrado), (ajena, Ajeno)):
        told = refused(casa, kind, lambda portal, sid=sid: sesiones.cerrar(portal, casa_ana, sid))
        assert told[0] == "sesion-desconocida"
