"""From the first packet to the logon: which service, what both sides can do, who it is."""

import re
import struct
from typing import TYPE_CHECKING

from tests.oracle_wire import answers
from tests.oracle_wire.auth import Logon
from tests.oracle_wire.constants import FN_AUTH_ONE, MSG_DATA_TYPES, MSG_FUNCTION, MSG_PROTOCOL, P_ACCEPT, P_REFUSE
from tests.oracle_wire.errors import OracleError, Unsupported
from tests.oracle_wire.operations import Op
from tests.oracle_wire.primitives import Reader, lv
from tests.oracle_wire.results import AL32UTF8

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

AL16UTF16 = 2000
FAST_AUTH, END_OF_RESPONSE = 0x10000000, 0x02000000
NO_SERVICE, NO_SID, NO_HANDLER = 12514, 12505, 12516
DATA_TYPES_REPLY = b"\x02\0\0"


def connect_data(session: "Session", packet: bytes) -> bytes | None:
    """The connect data of a CONNECT packet; None where it comes in a packet of its own."""
    length, offset = struct.unpack_from(">2H", packet, 24)
    session.sdu = min(session.server.max_sdu, struct.unpack_from(">I", packet, 58)[0] or 8192)
    return packet[offset : offset + length] if offset + length <= len(packet) else None


def answer_connect(session: "Session", data: bytes) -> None:
    """ACCEPT, or the listener's refusal."""
    server = session.server
    found = re.search(r"\((SERVICE_NAME|SID)=([^)]*)\)", data.decode(), re.IGNORECASE)
    by_sid = found is not None and found[1].upper() == "SID"
    session.service_name = found[2] if found else ""
    if server.refuse:
        refuse(session, NO_HANDLER if isinstance(server.refuse, str) else server.refuse)
    elif server.max_sessions and len(server.sessions) > server.max_sessions:
        refuse(session, NO_HANDLER)
    elif session.service_name.upper() not in server.services:
        refuse(session, NO_SID if by_sid else NO_SERVICE)
    else:
        accept(session)


def accept(session: "Session") -> None:
    profile, sdu = session.profile, session.sdu
    flags = FAST_AUTH | END_OF_RESPONSE if profile.modern else 0
    body = struct.pack(">HHHHHHHBB", profile.protocol, 1, sdu & 0xFFFF, sdu & 0xFFFF, 0x0100, 0, 45, 4, 4)
    session.send_small(P_ACCEPT, body + bytes(8) + struct.pack(">IIxI", sdu, sdu, flags))
    session.accepted = True


def refuse(session: "Session", code: int) -> None:
    text = (
        f"(DESCRIPTION=(TMP=)(VSNNUM={session.profile.version_number})(ERR={code})"
        f"(ERROR_STACK=(ERROR=(CODE={code})(EMFI=4))))"
    )
    session.send_small(P_REFUSE, struct.pack(">BBH", 34, 0, len(text)) + text.encode())
    session.drop()


def parse_protocol(r: Reader) -> None:
    for _ in range(2):  # the versions that the client knows, then its name: each ends with a zero
        while r.ub1():
            pass


def protocol_reply(session: "Session") -> bytes:
    compile_time, run_time = bytearray(55), bytearray(13)
    compile_time[7] = session.profile.field_version
    run_time[6] = 0x04  # strings of 32 KB
    if session.profile.modern:  # request boundaries
        compile_time[40] = 0x40
        run_time[6] |= 0x10
    sets = bytes(9) + AL16UTF16.to_bytes(2, "big")
    head = b"\x01\x06\0x86_64/Linux 2.4.xx\0" + AL32UTF8.to_bytes(2, "little") + b"\x01\0\0"
    return head + len(sets).to_bytes(2, "big") + sets + lv(bytes(compile_time)) + lv(bytes(run_time))


def parse_data_types(session: "Session", r: Reader) -> None:
    r.raw(5)
    capabilities = r.lv() or b""
    r.lv()
    while r.raw(2) != b"\0\0":
        r.raw(6)
    session.field_version = min(session.profile.field_version, capabilities[7])


def parse_fast_auth(session: "Session", r: Reader) -> Op:
    """All of the negotiation and the first phase of the logon in one request; its own fields are of version 13."""
    r.raw(3)
    if r.ub1() != MSG_PROTOCOL:
        raise Unsupported("fast auth without protocol message")
    parse_protocol(r)
    r.raw(5)
    version = r.ub1()
    if r.ub1() != MSG_DATA_TYPES:
        raise Unsupported("fast auth without data types message")
    parse_data_types(session, r)
    negotiated, session.field_version = session.field_version, version
    try:
        if r.ub1() != MSG_FUNCTION:
            raise Unsupported("fast auth without a logon")
        function = r.ub1()
        session.read_token(r)
        op = parse_auth(r, function)
    finally:
        session.field_version = negotiated
    prefix, phase = protocol_reply(session) + DATA_TYPES_REPLY, op.run

    async def all_at_once(session: "Session", op: Op) -> bytes:
        return prefix + await phase(session, op)

    op.run = all_at_once
    session.explicit_end = session.profile.modern
    return op


def parse_auth(r: Reader, function: int) -> Op:
    """Either phase."""
    has_user = r.ub1()
    r.skip("uub")
    count = r.ub()
    r.skip("bb")
    user = r.text() if has_user else ""
    params = {}
    for _ in range(count):
        key = r.ltext().rstrip("\0")
        params[key] = r.ltext()
        r.ub()

    async def phase_one(session: "Session", _: Op) -> bytes:
        session.user = user.strip('"').upper()
        session.client |= params
        session.logon = Logon(session.server.verifier(session.user))
        return answers.pairs(session.logon.challenge()) + answers.status(session)

    async def phase_two(session: "Session", op: Op) -> bytes:
        proof = session.logon.verify(params) if session.logon else None
        if proof is None:
            op.fatal = True
            raise OracleError(1017, "invalid username/password; logon denied")
        session.authenticated = True
        return answers.pairs(_welcome(session, proof)) + answers.status(session)

    return Op(phase_one if function == FN_AUTH_ONE else phase_two, "LOGON")


def _welcome(session: "Session", proof: str) -> list[tuple[str, str, int]]:
    """Without the number of cursors the driver's statement cache is off."""
    name = session.server.database
    values = {
        "AUTH_VERSION_STRING": "- Production",
        "AUTH_VERSION_NO": str(session.profile.version_number),
        "AUTH_SESSION_ID": str(session.sid),
        "AUTH_SERIAL_NUM": "1",
        "AUTH_SVR_RESPONSE": proof,
        "AUTH_MAX_OPEN_CURSORS": str(session.server.max_open_cursors),
        "AUTH_MAX_IDEN_LENGTH": "128",
        "AUTH_INSTANCENAME": name,
        "AUTH_DBNAME": name,
        "AUTH_SC_DBUNIQUE_NAME": name,
        "AUTH_SC_SERVICE_NAME": session.service_name,
    }
    return [(key, value, 0) for key, value in values.items()]
