"""How deep each line of a template stands."""

import re

VOID = "area|br|col|hr|img|input|link|meta|source|use|wbr"
TOKEN = re.compile(
    r"(?P<comment>\{#.*?#\})|(?P<statement>\{%.*?%\})|(?P<value>\{\{.*?\}\})"
    r"|(?P<tag></?[a-zA-Z](?:\{%.*?%\}|\{\{.*?\}\}|[^>])*>)|(?P<line>\n[ ]*(?=\S))",
    re.DOTALL,
)
OPENS = re.compile(r"\{% (?:if|for|macro|call|block|trans|set(?!.*=)) ?", re.DOTALL)
BETWEEN = re.compile(r"\{% (?:else|elif|pluralize) ?")
CLOSES = re.compile(r"\{% end|</")


def misplaced(source: str) -> list[str]:
    """The lines that do not begin two spaces further in than what holds them, tags and statements alike."""
    depth, wrong = 0, []
    for token in TOKEN.finditer("\n" + source):
        text = token.group()
        if token.lastgroup == "line":
            after = token.string[token.end() : token.string.find("\n", token.end())]
            expected = 2 * (depth - bool(CLOSES.match(after) or BETWEEN.match(after)))
            wrong += [after] if len(text) - 1 != expected else []
        elif CLOSES.match(text):
            depth -= 1
        elif OPENS.match(text) or (
            token.lastgroup == "tag" and not re.match(rf"<(?:{VOID})\b", text) and not text.endswith("/>")
        ):
            depth += 1
    return [*wrong, *(["something is never closed"] if depth else [])]
