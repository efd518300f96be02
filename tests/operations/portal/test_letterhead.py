from portal.operations.portal.letterhead import Membrete
from portal.structs.empresa import Empresa
from tests.company import LLENA


def test_it_says_what_was_read_last() -> None:
    membrete = Membrete()
    assert membrete() == Empresa()
    membrete.empresa = LLENA
    assert membrete() is LLENA
