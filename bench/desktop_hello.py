"""A bare PySide6 window, which every start is compared with."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel

if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = QLabel("hello")
    window.setWindowTitle("hello")
    window.resize(1366, 728)
    window.show()
    sys.exit(app.exec())
