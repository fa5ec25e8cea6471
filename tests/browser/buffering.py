"""A proxy of the kind that buffers: it passes everything on, but holds back what a stream says after its headers."""

import contextlib
import socket
from threading import Thread


class Buffering:
    """Listens on a port of its own, in front of the server's."""

    def __init__(self, server_port: int) -> None:
        self.is_holding = False
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> "Buffering":
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                phone, _address = self._listener.accept()
            except OSError:
                return  # closed: the test is over
            server = socket.create_connection(("127.0.0.1", self._server_port))
            Thread(target=_pass_on, args=(phone, server), daemon=True).start()
            Thread(target=self._answer, args=(phone, server), daemon=True).start()

    def _answer(self, phone: socket.socket, server: socket.socket) -> None:
        is_stream = False
        try:
            while data := server.recv(65536):
                head, blank, _body = data.partition(b"\r\n\r\n")
                if b"text/event-stream" in head:
                    is_stream = True
                    if self.is_holding:
                        phone.sendall(head + blank)
                        continue
                if not (is_stream and self.is_holding):
                    phone.sendall(data)
        except OSError:
            pass
        finally:
            _hang_up(phone, server)


def _pass_on(sender: socket.socket, receiver: socket.socket) -> None:
    try:
        while data := sender.recv(65536):
            receiver.sendall(data)
    except OSError:
        pass
    finally:
        _hang_up(sender, receiver)


def _hang_up(*sockets: socket.socket) -> None:
    for each in sockets:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
