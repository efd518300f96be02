"""How what travels is compressed. A page is made for one reader, and a file is kept for a year: at the files' quality a
page would cost three times as much, and at the page's the files would weigh a fifth more."""

from litestar.config.compression import CompressionConfig
from litestar.middleware import DefineMiddleware
from litestar.middleware.compression import CompressionMiddleware

ARCHIVO = "archivo"  # the opt of a route that serves files
# A window of 64 KB holds a page, and is found in nearer memory than one of 4 MB.
DE_PAGINAS = CompressionConfig(
    backend="brotli", brotli_quality=3, brotli_lgwin=16, brotli_lgblock=16, exclude_opt_key=ARCHIVO
)
DE_ARCHIVOS = DefineMiddleware(CompressionMiddleware, config=CompressionConfig(backend="brotli"))
