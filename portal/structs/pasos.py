"""What happens to a payment, what is known of it, and the steps that follow: the words of rules/decide.py."""

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, structs

from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado


class Suceso(StrEnum):
    """Why somebody comes to an attempt."""

    CANAL_PAGA = "CANAL_PAGA"
    CLIENTE_PAGA = "CLIENTE_PAGA"
    MIRADA = "MIRADA"
    AVISO = "AVISO"
    BARRIDO = "BARRIDO"
    ANULAN = "ANULAN"
    LIBERAN = "LIBERAN"
    RESPONDEN = "RESPONDEN"
    DEVOLVIERON = "DEVOLVIERON"
    ANULARON = "ANULARON"


class DelBanco(StrEnum):
    """What the gateway says of the order; OTRO_IMPORTE: it charged, and not this attempt's total."""

    COBRADO = "COBRADO"
    OTRO_IMPORTE = "OTRO_IMPORTE"
    NO_COBRADO = "NO_COBRADO"
    PENDIENTE = "PENDIENTE"
    NO_LA_CONOCE = "NO_LA_CONOCE"
    SILENCIO = "SILENCIO"


class DelPaquete(StrEnum):
    """What the package answered where it did not do it. What it did is never known here: its success is written down
    in the transaction that has it."""

    REHUSO = "REHUSO"
    INCIERTO = "INCIERTO"


class Corte(StrEnum):
    """Why a change was not made: somebody was first (CARRERA); or the database would not, and the attempt, read again,
    is as it was (FALLA) or is not (PERDIDA).

    A row that another transaction holds (errors.Ocupado, raised at the fence) is one that the database would not
    change: FALLA while that transaction is at it, PERDIDA where it has finished by then. Nobody waits for its lock.
    """

    CARRERA = "CARRERA"
    FALLA = "FALLA"
    PERDIDA = "PERDIDA"


class Razon(StrEnum):
    """Why a step is taken; what people read of each is in texts/es/pago.py."""

    COBRADO = "COBRADO"
    OTRO_IMPORTE = "OTRO_IMPORTE"
    NO_COBRADO = "NO_COBRADO"
    FUERA_DE_PLAZO = "FUERA_DE_PLAZO"
    SIN_ABRIR = "SIN_ABRIR"
    LIBERADO = "LIBERADO"
    INTERRUMPIDO = "INTERRUMPIDO"
    OTRA_VEZ = "OTRA_VEZ"
    ABANDONADO = "ABANDONADO"
    REGISTRADO = "REGISTRADO"
    REHUSADO = "REHUSADO"
    COBRADO_SIN_APLICAR = "COBRADO_SIN_APLICAR"
    SE_PIDIO = "SE_PIDIO"
    ANULADO = "ANULADO"
    NO_SE_PUDO = "NO_SE_PUDO"
    UNA_PERSONA = "UNA_PERSONA"
    COBRO_TARDE = "COBRO_TARDE"
    ABIERTA_TARDE = "ABIERTA_TARDE"
    DEVUELTO = "DEVUELTO"
    SIN_EFECTO = "SIN_EFECTO"
    NO_LA_CONOCE = "NO_LA_CONOCE"


class Guardia(StrEnum):
    """What is looked at under the attempt's lock, before its change: the cart is the attempt's, rule 7 holds, the ERP
    agrees, the ERP claims all of its debts again. Where it is not so, the change is refused with the reason."""

    CARRITO = "CARRITO"
    REGLA_7 = "REGLA_7"
    ERP = "ERP"
    RECLAMADAS = "RECLAMADAS"


class Salida(StrEnum):
    """How a run ends: the attempt as it is; its outcome is not known; somebody else was first; it is not for that
    attempt; a person has to see it; the package refused the reversal; whatever failed."""

    COMO_ESTA = "COMO_ESTA"
    EN_VERIFICACION = "EN_VERIFICACION"
    SE_ADELANTARON = "SE_ADELANTARON"
    NO_CORRESPONDE = "NO_CORRESPONDE"
    LO_VE_UNA_PERSONA = "LO_VE_UNA_PERSONA"
    NO_SE_ANULO = "NO_SE_ANULO"
    FALLO = "FALLO"


class Preguntar(Struct, frozen=True):
    """The gateway is asked what became of the order.

    No transaction is open meanwhile. One afterwards keeps what a silent gateway said, and two see to a charge of what
    had been given back: who gave it back, and what is said now.
    """


class Abrir(Struct, frozen=True):
    """The gateway is asked where this attempt is paid: one transaction, once it answered."""


class Devolver(Struct, frozen=True):
    """The gateway is asked to leave nothing charged.

    No transaction is open meanwhile. One afterwards keeps why it was not done; that it was is the next step's to write.
    """


class Pagar(Struct, frozen=True):
    """PAWEB_PAGO: one transaction from the fence to the commit, with PAGADO in it where it pays; else rolled back."""


class Anular(Struct, frozen=True):
    """PA_ANUL, if rule 7 still holds: one transaction from the fence to the commit, with ANULADO in it where it
    reverses; else rolled back."""


class Pasar(Struct, frozen=True, kw_only=True):
    """Another state, by compare-and-set, in one transaction with its guard, event and audit.

    por: the state that it passes by, in the same transaction. nuestro: whoever made this change may call the package.
    hecho: what was asked for is done with it.
    """

    a: Estado
    razon: Razon
    guardia: Guardia | None = None
    por: Estado | None = None
    vence: datetime | None = None
    otro_intento: bool = False
    devolucion: Devolucion | None = None
    pagado: datetime | None = None
    anulado: datetime | None = None
    nuestro: bool = False
    hecho: bool = False


class Anotar(Struct, frozen=True, kw_only=True):
    """The state stays; what is written down, in one transaction, is whether money has to go back, or went."""

    devolucion: Devolucion
    razon: Razon
    hecho: bool = False


class Esperar(Struct, frozen=True, kw_only=True):
    """The next look is then: one transaction; where it fails, the next look is when it already was to be.

    con_novedad: the bank answered; otherwise the look counts as one that learnt nothing.
    """

    hasta: datetime | None
    con_novedad: bool


class Responder(Struct, frozen=True):
    """Nothing more is done now: no transaction."""

    salida: Salida


PasoPorDar: TypeAlias = Preguntar | Abrir | Devolver | Pagar | Anular | Pasar | Anotar | Esperar
Paso: TypeAlias = PasoPorDar | Responder


class Sabido(Struct, frozen=True, kw_only=True):
    """What a run knows beside the attempt as it is.

    suceso: why it began, and desde: at which state. con_pasarela: the gateway that has the attempt is there. desenlace:
    what a person answers. orden: the gateway opened an order that the attempt had no room for. banco, reversa: what the
    gateway said of the order and of undoing it, in this run. a_mano: a person gave the money back. paquete: what the
    package said of the attempt as it is. nuestro: this run made the claim, the only licence to call the package before
    the term. cambio: this run changed it. hecho: what was asked for is done. espero: the next look is written down.
    """

    suceso: Suceso
    desde: Estado
    con_pasarela: bool = False
    desenlace: Desenlace | None = None
    orden: str | None = None
    banco: DelBanco | None = None
    a_mano: bool = False
    reversa: DelBanco | None = None
    paquete: DelPaquete | None = None
    nuestro: bool = False
    cambio: bool = False
    hecho: bool = False
    espero: bool = False
    corte: Corte | None = None

    def tras(self, paso: Pasar | Anotar) -> "Sabido":
        """What is known once that was written: the bank's answer outlives a state, and the package's does not."""
        nuestro = isinstance(paso, Pasar) and paso.nuestro
        return structs.replace(
            self, cambio=True, hecho=self.hecho or paso.hecho, nuestro=nuestro, paquete=None, orden=None
        )
