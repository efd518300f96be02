"""What every operation works with."""

from dataclasses import dataclass, field
from datetime import timedelta

from portal.clock import Clock
from portal.operations.portal.allowances import Allowances
from portal.operations.portal.correo import Correo
from portal.operations.portal.letterhead import Membrete
from portal.operations.portal.pulse import Pulso
from portal.operations.portal.recent_sessions import Vistas
from portal.operations.portal.refused import Negadas
from portal.operations.portal.turns import CadaTanto
from portal.pasarela.protocol import Pasarela
from portal.repo.protocol import Repo
from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class Portal:
    """The assembly makes one; pasarela is None where customers cannot pay in the browser, correo where nobody
    writes mail."""

    repo: Repo
    pasarela: Pasarela | None
    clock: Clock
    settings: Settings
    correo: Correo | None = None
    membrete: Membrete = field(default_factory=Membrete)
    vistas: Vistas = field(default_factory=Vistas)
    allowances: Allowances = field(default_factory=Allowances)
    negadas: Negadas = field(default_factory=Negadas)
    pulso: Pulso = field(default_factory=Pulso)
    recordatorios: CadaTanto = field(default_factory=lambda: CadaTanto(timedelta(minutes=1)))
    limpieza: CadaTanto = field(default_factory=lambda: CadaTanto(timedelta(hours=1)))

    async def cerrar(self) -> None:
        """Closes whatever is open to others."""
        if self.pasarela is not None:
            await self.pasarela.cerrar()
        await self.repo.cerrar()
