"""How the code lies, as whoever inherits it meets it.

    python -m benchmarks.structure

By room (a folder): files, and the median and longest of their lines. Then the imports between rooms, the circles among
rooms and among modules (import-linter's own graph), the sentences that stand in code, and how many files and functions
of the portal each of the main requests passes.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import grimp
from rich.console import Console
from rich.table import Table

from benchmarks.walk import walks

ROOT = Path(__file__).parent.parent / "portal"
# Names of invented people and lots, and the catalogue that sentences leave the code for.
APART = (ROOT / "demo", ROOT / "texts", ROOT / "controllers/pages/components/samples.py")
# What a person is never shown: how whoever builds the portal breaks its own contracts.
FOR_BUILDERS = {
    *("RuntimeError", "AssertionError", "TypeError", "ValueError", "NotImplementedError", "KeyError"),
    *("ResultadoDesconocido", "RespuestaInvalida"),  # what was wrong with an answer: the log alone has it
}
# By which a statement, or a part of one, begins.
SQL = {
    *("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "CASE", "NOT", "EXISTS", "FROM", "WHERE", "AND", "IN"),
    *("ORDER", "LIMIT", "FETCH", "FOR", "LOCK", "CREATE", "ALTER", "DROP", "PACKAGE", "CALL", "IF", "ATTACH", "DETACH"),
    *("PRAGMA", "BEGIN", "SAVEPOINT", "ROLLBACK", "RELEASE"),
}
# What others write, as we look for it: the database's own error, and a library's.
OF_OTHERS = {r"ORA-(2\d{4}): ?([^\n]*)", "CancelledError: Cancelled via cancel scope"}
WORDS = 2


def room(path: Path) -> str:
    """The folder that a file stands in, from the portal's own."""
    return path.parent.relative_to(ROOT.parent).as_posix()


def circles(arrows: set[tuple[str, str]]) -> list[list[str]]:
    """Groups that reach each other by those arrows, the largest first."""
    ends: dict[str, set[str]] = {}
    for origin, end in arrows:
        ends.setdefault(origin, set()).add(end)

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for end in ends.get(waiting.pop(), set()) - seen:
                seen.add(end)
                waiting.append(end)
        return seen

    reach = {name: reached(name) for name in ends}
    groups = {
        frozenset(other for other in seen if name in reach.get(other, ()))
        for name, seen in reach.items()
        if name in seen
    }
    return sorted((sorted(group) for group in groups), key=len, reverse=True)


def sentences(path: Path) -> Iterator[str]:
    """The texts of two words and more that a person may be shown: no docstring, SQL, or builders' own error."""
    tree = ast.parse(path.read_text("utf-8"))
    apart = {id(text) for node in ast.walk(tree) for text in _apart(node)}
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        if id(node) not in apart and _is_sentence(text.strip()):
            yield text.strip()


def _apart(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FOR_BUILDERS:
        yield from ast.walk(node)
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
        yield from ast.walk(node.returns)


def _is_sentence(text: str) -> bool:
    words = text.split()
    begins = text.lstrip("¿¡«(")[:1]
    return (
        text not in OF_OTHERS
        and len(words) >= WORDS
        and begins.isalpha()
        and begins.isupper()
        and words[0].lstrip("(") not in SQL
    )


def main() -> None:
    """Prints it all."""
    console = Console()
    files = sorted(ROOT.rglob("*.py"))
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    said = {path: [] if any(map(path.is_relative_to, APART)) else list(sentences(path)) for path in files}
    table = Table("Room", "Files", "Median", "Longest", "Lines", "Sentences")
    for name in sorted({room(path) for path in files}):
        here = [path for path in files if room(path) == name and path.name != "__init__.py"]
        sizes = [lines[path] for path in here] or [0]
        count = sum(len(said[path]) for path in here)
        table.add_row(name, *map(str, (len(here), round(median(sizes)), max(sizes), sum(sizes), count)))
    console.print(table)
    console.print(f"{len(files)} files, {sum(lines.values())} lines, {sum(map(len, said.values()))} sentences in code")

    graph = grimp.build_graph("portal")
    arrows = {(origin, end) for origin in graph.modules for end in graph.find_modules_directly_imported_by(origin)}
    rooms = Counter((_room_of(origin), _room_of(end)) for origin, end in arrows)
    between = {pair: count for pair, count in rooms.items() if pair[0] != pair[1]}
    console.print(f"{len(arrows)} imports, {sum(between.values())} between rooms ({len(between)} pairs)")
    console.print(f"circles among modules: {circles(arrows) or 'none'}")
    inside = {pair for pair in between if "portal" not in pair}
    console.print(f"circles among rooms: {circles(inside) or 'none'}")

    passes = Table("Request", "Files", "Functions")
    for name, functions in walks().items():
        passes.add_row(name, str(len({file for file, _ in functions})), str(len(functions)))
    console.print(passes)


def _room_of(module: str) -> str:
    path = ROOT.parent / module.replace(".", "/")
    return module if path.is_dir() else module.rpartition(".")[0]


if __name__ == "__main__":
    main()
