import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import DatoInvalido
from portal.rules.canales import prefijos

PREFIJO = st.from_regex(prefijos.FORMA, fullmatch=True)


@pytest.mark.parametrize(
    ("escrito", "leido"), [("", ""), ("  ", ""), ("bco-", "BCO-"), (" X1 ", "X1"), ("A" * 10, "A" * 10)]
)
def test_a_prefix_is_in_capitals(escrito: str, leido: str) -> None:
    assert prefijos.leer(escrito) == leido


@pytest.mark.parametrize("mal", ["B", "A" * 11, "-A", "AÑO", "A B", "A_1", "A%", "A\n"[:1] + "*"])
def test_what_is_no_prefix(mal: str) -> None:
    with pytest.raises(DatoInvalido) as negado:
        prefijos.leer(mal)
    assert (negado.value.codigo, negado.value.campo) == ("prefijo-invalido", "prefijo")


@pytest.mark.parametrize(
    ("prefijo", "otro"), [("BCO", "BCO-"), ("BCO-1", "BCO-"), ("BCO-", "BCO-"), ("EC", "EC-"), ("EC-9", "EC-")]
)
def test_no_code_may_be_of_two(prefijo: str, otro: str) -> None:
    with pytest.raises(DatoInvalido, match="se confunde con") as negado:
        prefijos.exigir_libre(prefijo, ["BCO-", "RED"])
    assert negado.value.codigo == "prefijo-ocupado"
    assert f"«{otro}»" in str(negado.value)


@given(PREFIJO, PREFIJO, st.text(max_size=18))
def test_prefixes_that_are_let_in_share_no_code(uno: str, otro: str, resto: str) -> None:
    try:
        prefijos.exigir_libre(otro, [uno])
    except DatoInvalido:
        return
    codigo = (uno + resto)[:20]
    assert uno in prefijos.tramos(codigo)
    assert otro not in prefijos.tramos(codigo)


@given(PREFIJO, st.text(max_size=12))
def test_a_code_is_of_a_prefix_that_it_begins_with_in_any_case(prefijo: str, resto: str) -> None:
    codigo = (prefijo.lower() + resto)[:20]
    assert prefijo in prefijos.tramos(codigo)
    assert len(prefijos.tramos(codigo)) == 9
