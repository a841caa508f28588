"""The application: style, fonts, direction, and Qt's own texts through our catalogues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QLoggingCategory, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ccmdesk.lang.catalogue import SHIPPED, SOURCE_LANGUAGE
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.ui.state import Theme
from ccmdesk.ui.theme import HouseStyle, dress

POINTS = 10.5
TYPING_MS = 1000
"""Letters that follow within this time are one word to look for in a list: Qt's own 400 ms are too
short for two fingers, or for a computer that is busy."""

_MOVING = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""What a system lets slide or fade; here nothing moves by itself."""
_QUIET = "qt.text.font.db.info=false"
"""Qt notes each family it asks before the one that has the letters. Khmer is not in Noto Sans, and
its own family is asked next."""

_NESTED = 10
"""So deep layouts stand in one another: each asks the one around it for other room."""

_QT_CATALOGUES = {"zh": "zh_CN"}


class QtWords(QTranslator):
    """Answers Qt's own texts, such as Cancel: from our catalogue, else from Qt's."""

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self._lang = ENGLISH
        self._of_qt = QTranslator(self)

    def set_lang(self, lang: Lang) -> None:
        """Answer in *lang* from now on."""
        self._lang = lang
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        code = _QT_CATALOGUES.get(lang.code, lang.code)
        if not self._of_qt.load(f"qtbase_{code}", folder):
            self._of_qt = QTranslator(self)

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Return the text; None, which Qt takes as: leave it in English, goes through as it is."""
        found = self._lang.messages.gettext(sourceText) if sourceText else sourceText
        if found != sourceText:
            return found
        of_qt = self._of_qt.translate(context, sourceText, disambiguation or "", n)
        return of_qt or cast("str", None)


def build_app(argv: Sequence[str]) -> QApplication:
    """Return the one application, with fonts registered before the first widget."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(list(argv))
    app.setApplicationName("ccmdesk")
    app.setKeyboardInputInterval(TYPING_MS)
    app.setStyle(HouseStyle())
    QLoggingCategory.setFilterRules(_QUIET)
    for effect in _MOVING:
        app.setEffectEnabled(effect, False)
    for files in ENGLISH.fonts:
        QFontDatabase.addApplicationFont(str(files.regular))
        QFontDatabase.addApplicationFont(str(files.bold))
    dress(app, Theme.SYSTEM)
    speak(app, ENGLISH)
    return app


def speak(app: QApplication, lang: Lang, *, text_size: int = 100) -> None:
    """Change fonts, direction and Qt's own texts; each widget then gets a LanguageChange.

    That comes after another size of the text too, and tells each widget to fit itself anew: Qt
    sends no ApplicationFontChange to widgets.

    *text_size* is in per cent.
    """
    words = app.findChild(QtWords) or QtWords(app)
    app.removeTranslator(words)
    words.set_lang(lang)
    way = Qt.LayoutDirection.RightToLeft if lang.rtl else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(way)
    app.setFont(font_of(lang, text_size=text_size))
    app.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
    app.installTranslator(words)
    # Said again and laid out before anything is painted, the window is painted once.
    app.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    for _ in range(_NESTED):
        app.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def font_of(lang: Lang, *, text_size: int = 100) -> QFont:
    """Return the window's font: the language's own family first, the others for the rest."""
    font = QFont()
    font.setFamilies([files.family for files in lang.fonts])
    font.setPointSizeF(POINTS * text_size / 100)
    return font


def first_language(remembered: str) -> str:
    """Return the language to start in: the one used last, else the system's if it is shipped."""
    wanted = [remembered, *QLocale.system().uiLanguages()]
    codes = (name.replace("_", "-").split("-")[0] for name in wanted)
    return next((code for code in codes if code in SHIPPED), SOURCE_LANGUAGE)
