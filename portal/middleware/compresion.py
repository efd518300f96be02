"""Brotli that gives its memory back: a compressor is about a megabyte, and whatever keeps an answer's closures (an
error's traceback, a cycle) would keep it too, until the collector comes hundreds of requests later."""

from litestar.middleware.compression.brotli_facade import BrotliCompression


class Brotli(BrotliCompression):
    """Litestar's, without a compressor once the body is whole."""

    def close(self) -> None:
        super().close()
        del self.compressor
