"""The anonymous block of one call, which callproc() and callfunc() send, joined with the procedure's signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.oracle_wire.constants import DIR_IN, DIR_INOUT, DIR_OUT
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.gathers import Gather, parse_gather
from tests.oracle_wire.handler import IN, INOUT, OUT, RETURN, Param
from tests.oracle_wire.values import Valor

BLOCK = re.compile(
    r"""^\s*begin\s+ (?::\s*(?P<returns>\w+)\s*:=\s*)? (?P<name>[A-Za-z][\w$\#."]*)\s*
        (?:\((?P<args>.*)\))?\s* ;\s*end\s*;?\s*$""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
ARGUMENT = re.compile(
    r"""\s*(?:(?P<formal>[A-Za-z][\w$\#]*)\s*=>\s*)?
        (?: :\s*(?P<bind>\w+) | (?P<text>'(?:[^']|'')*') | (?P<number>[-+]?\d+(?:\.\d+)?) | (?P<null>null) )
        \s*(?:,|$)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Argument:
    """What is given for a parameter: a bind, by its index, or (`bind` None) a literal."""

    formal: str | None
    bind: int | None
    literal: Valor = None


@dataclass(frozen=True)
class Call:
    """One procedure called; `returns` is the bind of a function's result, `gather` what is read before."""

    name: str
    args: tuple[Argument, ...]
    returns: int | None
    num_binds: int
    gather: Gather | None = None


def parse_call(sql: str) -> Call | None:
    """None where it is another kind of block."""
    gather, block = parse_gather(sql)
    found = BLOCK.match(block)
    if found is None:
        return None
    order = {name: place for place, name in enumerate(gather.binds if gather else ())}
    returns = order.setdefault(found["returns"].upper(), len(order)) if found["returns"] else None
    args = []
    text, pos = found["args"] or "", 0
    while text[pos:].strip():
        each = ARGUMENT.match(text, pos)
        if each is None:
            return None
        formal = each["formal"].upper() if each["formal"] else None
        if each["bind"]:
            args.append(Argument(formal, order.setdefault(each["bind"].upper(), len(order))))
        else:
            args.append(Argument(formal, None, _literal(each)))
        pos = each.end()
    return Call(found["name"].replace('"', "").upper(), tuple(args), returns, len(order), gather)


def _literal(found: re.Match[str]) -> Valor:
    if found["text"] is not None:
        return found["text"][1:-1].replace("''", "'")
    return Decimal(found["number"]) if found["number"] else None


def _wrong_arguments(name: str) -> OracleError:
    return OracleError(
        6550,
        f"line 1, column 7:\nPLS-00306: wrong number or types of arguments in call to '{name.rpartition('.')[2]}'\n"
        "ORA-06550: line 1, column 7:\nPL/SQL: Statement ignored",
    )


class Binding:
    """`ins`: what each IN parameter gets; `outs`: binds and their place among OUT values; `dirs`: the way of each."""

    def __init__(self, call: Call, signature: Sequence[Param]) -> None:
        self.name = call.name
        self.dirs = [DIR_IN] * call.num_binds
        self.ins: list[Argument] = []
        self.outs: list[tuple[int, int]] = []
        formals = [param for param in signature if param.direction != RETURN]
        if (len(formals) != len(signature)) != (call.returns is not None):
            raise _wrong_arguments(call.name)
        self.gather = call.gather
        if call.gather is not None:
            self._out(call.gather.into, DIR_OUT)
        if call.returns is not None:
            self._out(call.returns, DIR_OUT)
        given = self._by_name(call, formals)
        for param in formals:
            argument = given[param.name]
            if param.direction in (IN, INOUT):
                self.ins.append(argument)
            if param.direction in (OUT, INOUT):
                if argument.bind is None:
                    raise OracleError(6550, "PLS-00363: expression cannot be used as an assignment target")
                self._out(argument.bind, DIR_OUT if param.direction == OUT else DIR_INOUT)
        self.outs.sort()

    def _out(self, bind: int, direction: int) -> None:
        self.dirs[bind] = direction
        self.outs.append((bind, len(self.outs)))

    @staticmethod
    def _by_name(call: Call, formals: Sequence[Param]) -> dict[str, Argument]:
        given: dict[str, Argument] = {}
        for position, argument in enumerate(call.args):
            if argument.formal is None and position >= len(formals):
                raise _wrong_arguments(call.name)
            given[argument.formal or formals[position].name] = argument
        if set(given) != {param.name for param in formals} or len(given) != len(call.args):
            raise _wrong_arguments(call.name)
        return given

    def arguments(self, row: Sequence[Valor]) -> list[Valor]:
        """The IN values, from the bind values of one execution."""
        return [argument.literal if argument.bind is None else row[argument.bind] for argument in self.ins]
