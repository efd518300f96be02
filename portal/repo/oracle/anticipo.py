"""A read that travels with a call of the package: a block that gathers what a SELECT finds, and then calls."""

from functools import lru_cache
from typing import Any, NamedTuple

import oracledb

from portal.repo.oracle.lectura import leer
from portal.repo.protocol import Anticipo, Valor

LARGO = 32767  # bytes in a VARCHAR2 of PL/SQL
ENTRE, SOBRA = "\x1f", "\x18"  # unit separator, cancel: no code of the company has them
BLOQUE = f"""DECLARE
  leido VARCHAR2({LARGO});
BEGIN
  BEGIN
    FOR fila IN ({{sql}}) LOOP
      leido := leido || fila.texto || CHR({ord(ENTRE)});
    END LOOP;
  EXCEPTION
    WHEN VALUE_ERROR THEN
      leido := CHR({ord(SOBRA)});
  END;
  :leido := leido;
  {{procedimiento}}({{binds}});
END;"""


class AnticipoOracle(Anticipo, kw_only=True):
    """One that waits for its call."""

    sql: str
    valores: dict[str, Valor]


class Leyendo(NamedTuple):
    """A cursor whose call may take a read with it."""

    cursor: oracledb.Cursor
    anticipo: AnticipoOracle | None

    def callproc(self, procedimiento: str, binds: list[Any]) -> None:
        """The driver's own, or the same call after that read, in one trip. What is too much for a text is read in a
        trip of its own."""
        if self.anticipo is None:
            self.cursor.callproc(procedimiento, binds)
            return
        leido = self.cursor.var(str, LARGO)
        propios = {f"p{lugar}": bind for lugar, bind in enumerate(binds)}
        bloque = _bloque(self.anticipo.sql, procedimiento, tuple(propios))
        self.cursor.execute(bloque, {"leido": leido, **self.anticipo.valores, **propios})
        dicho = leido.getvalue() or ""
        self.anticipo.leidos = self._aparte(self.anticipo) if dicho == SOBRA else dicho.split(ENTRE)[:-1]

    def _aparte(self, anticipo: AnticipoOracle) -> list[str]:
        return [str(fila["texto"]) for fila in leer(self.cursor.connection, anticipo.sql, anticipo.valores)]


@lru_cache
def _bloque(sql: str, procedimiento: str, nombres: tuple[str, ...]) -> str:
    return BLOQUE.format(
        sql=sql.strip(), procedimiento=procedimiento, binds=", ".join(f":{nombre}" for nombre in nombres)
    )
