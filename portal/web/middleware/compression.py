"""How a page is compressed: it is made for one reader, and at the files' quality it would cost three times as much."""

from litestar.config.compression import CompressionConfig

ARCHIVO = "archivo"  # the opt of a route that serves files, which are compressed on their own (files.py)
# A window of 64 KB holds a page, and is found in nearer memory than one of 4 MB.
DE_PAGINAS = CompressionConfig(
    backend="brotli", brotli_quality=3, brotli_lgwin=16, brotli_lgblock=16, exclude_opt_key=ARCHIVO
)
