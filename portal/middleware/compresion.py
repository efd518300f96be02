"""Brotli that gives its memory back: a compressor is about a megabyte, and the closures of a request that hold it are
a cycle, which the collector may find hundreds of requests later."""

from litestar.middleware.compression.brotli_facade import BrotliCompression


class Brotli(BrotliCompression):
    """Litestar's, without a compressor once the body is whole."""

    def close(self) -> None:
        super().close()
        del self.compressor
