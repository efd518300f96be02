"""What whoever comes to an attempt brings along."""

from dataclasses import dataclass

from portal.structs.usuarios import Actor


@dataclass(frozen=True, slots=True)
class Encargo:
    """Who asks for something to be done, and in which words: a reason, or the evidence."""

    actor: Actor | None = None
    motivo: str = ""
