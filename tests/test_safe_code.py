"""What the portal's own code may not do, read from it: so that what docs/asvs.csv says of all of it stays so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.cli.processes import RAIZ

PORTAL = RAIZ / "portal"
PAGE = (RAIZ / "docs" / "seguridad.md").read_text("utf-8")
# The one child process: our own interpreter with our own file, for a sheet that nobody trusts.
RUNS_A_PROCESS = {"portal/imports/sheet_rows.py"}
EVALUATES = {"eval", "exec", "compile", "__import__"}
PATTERNS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn"}
# Of the ledger of a migration: a constant of a list of them.
A_CONSTANT_BY_NAME = {"portal/repo/oracle/schema/refusals.py"}
CONNECTS = {"httpx", "aiosmtplib", "oracledb", "urllib.request", "http.client", "requests", "ftplib", "smtplib"}
# By room: Bancard, the mail's server, the company's Oracle.
PLACES = ("portal/pasarela/bancard/", "portal/mail/", "portal/repo/oracle/")
# Those that work with a key or a password; a sum of a file, or chance, is none of them.
CRYPTOGRAPHY = {"hmac", "jwt", "argon2", "ssl", "cryptography", "webauthn", "pyotp"}
OURS_IN_THE_BROWSER = [path for path in (PORTAL / "static").glob("*.js") if not path.name.startswith("htmx")]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PORTAL.rglob("*.py")):
        yield path.relative_to(RAIZ).as_posix(), ast.parse(path.read_text("utf-8"))


def _imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _inside_functions(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (each for each in ast.walk(node) if isinstance(each, ast.Call))


def test_the_portal_runs_no_command_and_evaluates_no_text() -> None:
    running = set()
    for name, tree in _modules():
        imported = _imported(tree)
        assert not imported & {"pickle", "marshal", "shelve", "os.system", "os.popen"}, name
        if "subprocess" in imported:
            running.add(name)
        for call in _calls(tree):
            assert not (isinstance(call.func, ast.Name) and call.func.id in EVALUATES), f"{name}:{call.lineno}"
            assert not (isinstance(call.func, ast.Attribute) and call.func.attr in {"system", "popen"}), name
            assert all(each.arg != "shell" for each in call.keywords), name
    assert running == RUNS_A_PROCESS


def test_no_pattern_is_made_of_what_comes() -> None:
    """Those of a module are made before anything comes; one of a function is a literal, or has such constants in it."""
    for name, tree in _modules():
        constants = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in _inside_functions(tree):
            func = call.func
            if not (isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "re"):
                continue
            if func.attr in PATTERNS and name not in A_CONSTANT_BY_NAME:
                inside = {node.id for node in ast.walk(call.args[0]) if isinstance(node, ast.Name)}
                assert inside <= constants | {"re", "join", "map", "sorted"}, f"{name}:{call.lineno} {inside}"


def test_only_three_places_open_a_connection() -> None:
    for name, tree in _modules():
        if _imported(tree) & CONNECTS:
            assert name.startswith(PLACES), name
    for place in ("Bancard", "SMTP", "Oracle"):
        assert place in PAGE.partition("## Con quién habla")[2].partition("\n## ")[0]


def test_no_client_follows_a_redirect() -> None:
    clients = [
        call
        for _, tree in _modules()
        for call in _calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"AsyncClient", "Client"}
    ]
    assert clients
    for call in clients:
        told = {each.arg: each.value for each in call.keywords}
        follows = told.get("follow_redirects")
        assert isinstance(follows, ast.Constant)
        assert follows.value is False


def test_the_inventory_names_every_module_that_uses_cryptography() -> None:
    section = PAGE.partition("## Criptografía")[2].partition("\n## ")[0]
    named = tuple(re.findall(r"`(portal/[a-z_/]+(?:\.py)?)`", section))
    for name, tree in _modules():
        used = {each.partition(".")[0] for each in _imported(tree)} & CRYPTOGRAPHY
        assert not used or name.startswith(named), f"{name}: {used}"
    assert all((RAIZ / each).exists() for each in named)
    assert len(named) > 5


def test_no_weak_cipher_is_named() -> None:
    for path in (*PORTAL.rglob("*.py"), RAIZ / "deploy" / "nginx.conf"):
        text = path.read_text("utf-8")
        assert not re.search(r"\b(?:MODE_ECB|modes\.ECB|modes\.CBC|PKCS1v15|TripleDES|RC4|ARC4)\b", text), path
        if re.search(r"\bmd5\(", text):
            assert path.relative_to(PORTAL).as_posix() == "pasarela/bancard/signatures.py"


def test_our_scripts_write_text_alone() -> None:
    assert {path.name for path in OURS_IN_THE_BROWSER} >= {"portal.js", "bancard.js"}
    for path in OURS_IN_THE_BROWSER:
        # When the session ends is told among tabs, and is nobody's secret.
        written = _without_comments(path).replace("localStorage.sesion", "")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "__proto__",
        ):
            assert word not in written, f"{path.name}: {word}"
        for store in ("localStorage", "sessionStorage", "indexedDB", "postMessage", "Object.assign"):
            assert store not in written, f"{path.name}: {store}"


def _without_comments(path: Path) -> str:
    return re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)


def test_the_image_has_the_portal_alone() -> None:
    """What .dockerignore lets into the image, and what the Dockerfile takes of that: no history, tests or settings."""
    ignored = (RAIZ / ".dockerignore").read_text("utf-8").split()
    assert ignored[0] == "*"
    let_in = {each.removeprefix("!") for each in ignored if each.startswith("!")}
    assert let_in == {"pyproject.toml", "README.md", "LICENSE", "portal", "requirements/portal.txt"}
    assert "[test]" not in (RAIZ / "Dockerfile").read_text("utf-8")
