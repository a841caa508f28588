"""One window for each user: what a second start is given, the first window shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS, _ANSWER_MS = 500, 3000
_ANSWER = b"shown\n"


class FirstWindow(QObject):
    """Listens for later starts; *asked* carries what they were given, or nothing."""

    asked = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left over from a program that was cut off
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        said = bytes(socket.readLine().data()).decode("utf-8").strip()
        socket.write(_ANSWER)
        socket.flush()
        self.asked.emit(said)


def hand_over(name: str, asked: str) -> bool:
    """Ask the first window, if there is one, to show itself and what is *asked*; say if it will."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(f"{asked}\n".encode())
    heard = socket.waitForReadyRead(_ANSWER_MS)
    socket.disconnectFromServer()
    return heard
