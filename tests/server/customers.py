"""Ordinary customers of the demonstration: what each of them asks, signed in beforehand."""

import http.client
import json
from contextlib import closing
from urllib.parse import urlencode

PASSWORD = "demostracion"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DOCUMENT = "4567890"


def requests_of(port: int) -> tuple[bytes, ...]:
    """A page for anybody, one's debts, and a canal's consultation."""
    cookie, token = _cookie(port), _token(port)
    ours = (
        ("/ayuda", "Accept: text/html"),
        ("/deudas", f"Accept: text/html\r\nCookie: {cookie}"),
        (f"/consulta/deuda-cliente/?documento={DOCUMENT}&moneda=1", f"Authorization: Bearer {token}"),
    )
    return tuple(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n".encode() for path, head in ours)


def _post(port: int, path: str, **fields: str) -> tuple[int, str, bytes]:
    """Status, cookie and body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as talk:
        talk.request("POST", path, urlencode(fields), FORM | {"sec-fetch-site": "same-origin", "accept": "text/html"})
        answer = talk.getresponse()
        return answer.status, str(answer.getheader("set-cookie")).partition(";")[0], answer.read()


def _cookie(port: int) -> str:
    status, cookie, body = _post(port, "/ingreso", usuario=DOCUMENT, clave=PASSWORD)
    assert status == 303, body
    return cookie


def _token(port: int) -> str:
    status, _, body = _post(port, "/token", username="canal-demo", password=PASSWORD)
    assert status == 200, body
    return str(json.loads(body)["access_token"])
