"""Words that no code names: marked where they are written, translated where they are said."""


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for it
    """A text that is translated where it is said."""
    return text


def counted(one: str, many: str) -> tuple[str, str]:
    """What is said of one and what of several, for ngettext."""
    return one, many
