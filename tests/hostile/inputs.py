"""What an attacker types, for every field, and what hypothesis makes up."""

from urllib.parse import quote, quote_from_bytes

from hypothesis import strategies as st

from tests import datos

# In each value that the portal must not give back; no page of ours has it.
MARCA = "qzx7w"
SQL = (
    "' OR '1'='1",
    "' OR 1=1 --",
    '" OR ""="',
    "'; DROP TABLE portal_pago; --",
    "1; SELECT pg_sleep(5)",
    "' UNION SELECT clave, usuario FROM portal_usuario --",
    "1 AND dbms_pipe.receive_message('a', 5) = 1",
    "%' ESCAPE '!",
    "\\' OR 1=1 #",
    ":numero",
    "admin'/*",
    "0x31",
    "1e9",
)
GUIONES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "<a href=javascript:alert(1)>x",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
PLANTILLAS = ("{{7*7}}", "{% raw %}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "{{config}}", "%(user)s", "{0.__class__}")
RUTAS = ("../../etc/passwd", "..%2f..%2fapp.py", "..\\..\\app.py", "%252e%252e/", "/etc/passwd", "C:\\x", "file:///x")
RENGLONES = ("x\r\nSet-Cookie: a=b", "x\nLocation: https://ajeno.example", "x\x00y", "x\u2028y", "\u202egro.elpmaxe")
PLANILLAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", '=HYPERLINK("https://ajeno.example")')
NUMEROS = ("0", "-1", "1", "2", "999999999", "9" * 18, "9223372036854775808", "9" * 40, "1e400", "NaN", "1.5", "٣", "²")
BUENOS = (
    *datos.CLIENTES,
    "A1",
    "AGUA-9",
    "S",
    "N",
    "aprobar",
    "PAGADO",
    "RECHAZADO",
    "un motivo bueno",
    "2026-11-20",
    "",
)
TODOS = SQL + GUIONES + PLANTILLAS + RUTAS + RENGLONES + PLANILLAS + NUMEROS + BUENOS

# As bytes: what comes percent-encoded need not be any text.
valor = st.one_of(
    st.sampled_from([texto.encode() for texto in TODOS]),
    st.sampled_from([texto.encode() for texto in NUMEROS + BUENOS]),
    st.sampled_from([(texto + MARCA).encode() for texto in (*TODOS, *datos.CLIENTES)]),
    st.text(max_size=20).map(lambda texto: texto.encode("utf-8", "surrogatepass")),
    st.binary(max_size=12),
    st.integers().map(lambda numero: str(numero).encode()),
)
# What a server lets through in a header: no line ends and no NUL.
cabecera = st.one_of(
    st.sampled_from([texto.encode() for texto in SQL + GUIONES + PLANTILLAS + RUTAS + NUMEROS]),
    st.sampled_from([f"{MARCA}{resto}".encode() for resto in ("", ", a", ";q=1", "=1; b=2", " [", "\xe9")]),
    st.sampled_from([b"[", b"http://[", b"http://[::1", b"//", b"a:b:c", b":", b"=", b";;;", b"*/*;q=x", b"\xff\xfe"]),
    st.binary(max_size=30).map(lambda crudo: bytes(octeto for octeto in crudo if octeto not in b"\r\n\x00")),
)
CABECERAS = (
    b"accept-encoding accept-language cookie authorization content-type host hx-boosted hx-current-url hx-prompt "
    b"hx-request hx-target hx-trigger idempotency-key if-modified-since if-none-match origin range referer "
    b"sec-fetch-site transfer-encoding user-agent x-forwarded-for x-forwarded-host x-forwarded-proto "
    b"x-http-method-override x-request-id"
).split()


def codificar(crudo: bytes) -> bytes:
    """As a browser writes it in an address or a form."""
    return quote_from_bytes(crudo, safe="").encode()


def pares(campos: dict[str, bytes]) -> bytes:
    return b"&".join(quote(nombre).encode() + b"=" + codificar(crudo) for nombre, crudo in campos.items())
