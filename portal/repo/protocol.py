"""What the operations ask of a database; the engines (embedded, oracle) give it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Protocol, TypeAlias, TypeVar

from msgspec import Struct

from portal.structs.paquete import Respuesta, RespuestaCarrito, RespuestaConsulta, RespuestaPago

Valor: TypeAlias = str | int | None
Fila: TypeAlias = Mapping[str, Valor]


class EarlyRead(Struct):
    """A read that was asked for before its turn."""

    leidos: list[str] | None = None

    @property
    def textos(self) -> list[str]:
        """What it found."""
        if self.leidos is None:
            raise RuntimeError("it goes with a call that was not made")
        return self.leidos


class Sql(Protocol):
    """Statements on the portal's own tables, in the subset that Oracle 19c and SQLite both run.

    Binds are :named; instants are integers (UTC microseconds), money whole units of its currency. Column names come
    back in lower case. Raises LlaveDuplicada where a unique key is broken.
    """

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        """The first row, or None."""

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        """Every row."""

    async def primeras(self, sql: str, cuantas: int, **valores: Valor) -> list[Fila]:
        """So many rows at most of a SELECT that says their order: where an index gives that order, no other is read."""

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        """The row that a SELECT of one table by its key finds, locked until the transaction ends. Raises Ocupado where
        another transaction holds it: nobody waits for a lock."""

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        """The number of rows changed."""

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        """Runs a statement once for each row, all in one trip."""

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        """Leaves a statement to be run once for each row while nobody waits: it runs in its turn, with the next
        statement or with confirmar(), which then raises what it met. So a transaction's last writes cost no trip of
        their own."""

    async def read_early(self, sql: str, **valores: Valor) -> EarlyRead:
        """The texts that a SELECT of one column, called `texto`, finds, where nobody needs them before
        Paquete.consultar has answered: they are read just before it, and cost no trip of their own."""


class Paquete(Protocol):
    """PACK_PAGO_WS, procedure by procedure (DOMAIN: the Oracle package). Nothing here commits."""

    async def validar_usuario(self, username: str) -> Respuesta:
        """VALIDAR_USURAIO: whether the ERP accepts that user; it takes no password."""

    async def consultar(self, documento: str, moneda: int, usuario: str) -> RespuestaConsulta:
        """PAWEB_CONSULTA: pending debts, and a new idsession for their cart."""

    async def agregar_al_carrito(
        self, idsession: int, indicador: str, codmovimiento: str, usuario: str
    ) -> RespuestaCarrito:
        """AGREGAR_AL_CARRITO: indicador 'S' adds, 'N' removes."""

    async def pagar(self, session: int, user: str, codtransaccion: str) -> RespuestaPago:
        """PAWEB_PAGO: settles the whole cart of that session."""

    async def anular(self, codtransaccion: str) -> Respuesta:
        """PA_ANUL: restores every debt of that payment."""


class Transaccion(Protocol):
    """One database transaction: the package's calls and the portal's tables commit together."""

    @property
    def sql(self) -> Sql:
        """The portal's own tables."""

    @property
    def paquete(self) -> Paquete:
        """The ERP."""

    async def confirmar(self) -> None:
        """COMMIT. Leaving the transaction without it rolls back."""


T = TypeVar("T")
Cuerpo: TypeAlias = Callable[[Transaccion], Coroutine[object, None, T]]


class Repo(Protocol):
    """A database. Opening it connects to nothing: the process starts with the database down."""

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        """What `cuerpo` returns, in a transaction that changes nothing. Raises NoDisponible where the database does not
        answer.

        The body awaits nothing but its transaction, so that an engine may run it whole, wherever it likes.
        """

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        """What `cuerpo` returns, in a transaction that may change rows: what it did not confirm is rolled back. Raises
        NoDisponible where nothing was sent, ResultadoDesconocido where the answer of confirmar() was lost.

        The body is run as in read(). Whoever waits and goes away does not interrupt it.
        """

    async def verificar(self) -> None:
        """One round trip to the database. Raises NoDisponible with the cause in a sentence."""

    async def cerrar(self) -> None:
        """Ends every connection."""


class LlaveDuplicada(Exception):
    """A unique key of the portal's tables refused a row."""
