"""What every page, paper and mail says of the company, held by the process, so that none asks the database for it."""

from portal.structs.empresa import Empresa


class Membrete:
    """Of this process alone; whoever has read the company's data again puts them here (operations/desk/empresas.py)."""

    def __init__(self) -> None:
        self.empresa = Empresa()

    def __call__(self) -> Empresa:
        """As they were last read; without any, before."""
        return self.empresa
