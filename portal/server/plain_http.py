"""HTTP/1.1 and nothing else: an offer to speak another protocol is ignored, as RFC 9110 (7.8) lets a server do."""

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from portal.texts.es.puerta import NO_ES_HTTP

# Of the connection alone, and not of what is asked.
OFFERED = (b"upgrade", b"connection", b"http2-settings")
# Who sends it has told no language that could be read.
INVALID = NO_ES_HTTP


class PlainHttp(HttpToolsProtocol):
    """Java's HttpClient offers h2c with each request over http, and the parser leaves the body of such a request to the
    protocol that it offers: the head is read again, without the offer, and then what followed it.

    A whole address in the request's line is told to the application (extension `absolute_form`), which judges it.
    """

    _stays = True

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        while data:
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as offer:
                if not self._offers():
                    self.cycle.keep_alive = False
                    return
                data = self._without_offer() + data[offer.args[0] :]
            except httptools.HttpParserError:
                self.logger.warning(INVALID)
                self.send_400_response(INVALID)
                return
            else:
                return

    def on_headers_complete(self) -> None:
        if self._offers():
            self._stays = self.parser.should_keep_alive()
            return
        if b"://" in self.url.partition(b"?")[0] and not self.url.startswith(b"/"):
            self._tell_authority()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        if not self._offers():
            super().on_message_complete()

    def _offers(self) -> bool:
        """CONNECT asks for a tunnel: that is no offer, but a method that no route has."""
        return bool(self.parser.should_upgrade()) and self.parser.get_method() != b"CONNECT"

    def _without_offer(self) -> bytes:
        """The head that was just read, to read again: what the parser let through once has one meaning."""
        version = self.parser.get_http_version().encode()
        lines = [b"%s %s HTTP/%s" % (self.parser.get_method(), self.url, version)]
        lines += [b"%s: %s" % (name, value) for name, value in self.headers if name not in OFFERED]
        if not self._stays:
            lines.append(b"connection: close")
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn's own
        return b"\r\n".join([*lines, b"", b""])

    def _tell_authority(self) -> None:
        scheme, _, rest = self.url.partition(b"://")
        authority = rest.partition(b"?")[0].partition(b"/")[0]
        self.scope["extensions"] = {"absolute_form": {"scheme": scheme.lower(), "authority": authority}}
        if not rest[len(authority) :].startswith(b"/"):  # RFC 9112, 3.2.2
            self.url = b"%s://%s/%s" % (scheme, authority, rest[len(authority) :])
