"""A language that nobody speaks: each text of the catalogue in ⟦…⟧, so that what did not go through it shows."""

from gettext import NullTranslations


class Pseudo(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


PSEUDO = Pseudo()
