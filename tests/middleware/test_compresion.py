import io

import brotli
from litestar.config.compression import CompressionConfig

from portal.middleware.compresion import Brotli

TEXTO = b"Lo que debes, y lo que elegis pagar. " * 500


def test_a_body_comes_back_and_its_compressor_is_gone() -> None:
    salida = io.BytesIO()
    compresion = Brotli(salida, "br", CompressionConfig(backend="custom", compression_facade=Brotli))
    compresion.write(TEXTO[:1000])
    compresion.write(TEXTO[1000:])
    compresion.close()
    assert brotli.decompress(salida.getvalue()) == TEXTO
    assert not hasattr(compresion, "compressor")
