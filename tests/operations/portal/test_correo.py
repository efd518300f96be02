from portal.operations.portal.correo import LARGO_CAUSA, NoEntregada


def test_a_cause_is_one_line_that_a_column_holds() -> None:
    error = NoEntregada("550 no such user\r\n550 at all " + "x" * 900)
    assert error.causa.startswith("550 no such user 550 at all xxx")
    assert len(error.causa) == LARGO_CAUSA
    assert str(error) == error.causa
    assert not error.definitiva
