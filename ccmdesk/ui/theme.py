"""How the window looks: one palette per theme, and a focus ring that is always seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from ccmdesk.ui.state import Theme

RING = 2
_RADIUS = 2.0
_HALF = 128
_FAINT_IN_THE_DARK = frozenset(
    {
        QStyle.PrimitiveElement.PE_Frame,
        QStyle.PrimitiveElement.PE_PanelButtonCommand,
        QStyle.PrimitiveElement.PE_PanelButtonTool,
        QStyle.PrimitiveElement.PE_IndicatorCheckBox,
    }
)
"""What Fusion outlines with a shade darker than the window, which a dark one hides."""

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one theme; texts have a contrast of 4.5 or more on what they stand on."""

    window: str
    base: str
    stripe: str
    text: str
    muted: str
    button: str
    border: str
    hair: str
    accent: str
    on_accent: str
    alarm: str
    disabled: str


LIGHT = Shades(
    window="#f3f5f7",
    base="#ffffff",
    stripe="#f6f8fa",
    text="#1b2733",
    muted="#566270",
    button="#fbfcfd",
    border="#7d8996",
    hair="#d3dae0",
    accent="#1d5c8f",
    on_accent="#ffffff",
    alarm="#a8261c",
    disabled="#97a1ab",
)
DARK = Shades(
    window="#20262c",
    base="#181d22",
    stripe="#1d2329",
    text="#e8edf1",
    muted="#a9b5c0",
    button="#2b333b",
    border="#7b8894",
    hair="#3a444d",
    accent="#7db7e8",
    on_accent="#0d1a26",
    alarm="#ff9b8f",
    disabled="#6f7a85",
)
CONTRAST = Shades(
    window="#000000",
    base="#000000",
    stripe="#101010",
    text="#ffffff",
    muted="#ffffff",
    button="#000000",
    border="#ffffff",
    hair="#ffffff",
    accent="#ffe34d",
    on_accent="#000000",
    alarm="#ffb4a8",
    disabled="#9a9a9a",
)


def shades_of(
    theme: Theme, *, system_is_dark: bool, system_contrast: QPalette | None = None
) -> Shades:
    """Return the colours of *theme*; the system's choice is the caller's to find out.

    *system_contrast* is the palette of a system that wants high contrast: its user has chosen those
    colours, and they are kept unless the program is told to be light or dark.
    """
    match theme:
        case Theme.LIGHT:
            return LIGHT
        case Theme.DARK:
            return DARK
        case Theme.CONTRAST | Theme.SYSTEM if system_contrast is not None:
            return _shades_in(system_contrast)
        case Theme.CONTRAST:
            return CONTRAST
        case Theme.SYSTEM:
            return DARK if system_is_dark else LIGHT


def _shades_in(palette: QPalette) -> Shades:
    """Return the colours of a palette of high contrast; words tell what others tell by a shade."""

    def shade(role: QPalette.ColorRole, group: QPalette.ColorGroup = _Group.Active) -> str:
        return palette.color(group, role).name()

    text = shade(_Role.WindowText)
    return Shades(
        window=shade(_Role.Window),
        base=shade(_Role.Base),
        stripe=shade(_Role.Base),
        text=text,
        muted=text,
        button=shade(_Role.Button),
        border=text,
        hair=text,
        accent=shade(_Role.Highlight),
        on_accent=shade(_Role.HighlightedText),
        alarm=text,
        disabled=shade(_Role.WindowText, _Group.Disabled),
    )


def palette_of(shades: Shades) -> QPalette:
    """Return the palette, with what cannot be used now told apart in every control."""
    palette = QPalette(QColor(shades.button), QColor(shades.window))
    for role, shade in _roles(shades):
        palette.setColor(role, QColor(shade))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(_Group.Disabled, role, QColor(shades.disabled))
    palette.setColor(_Group.Disabled, _Role.Base, QColor(shades.window))
    palette.setColor(_Group.Disabled, _Role.Highlight, QColor(shades.border))
    return palette


def _roles(shades: Shades) -> tuple[tuple[QPalette.ColorRole, str], ...]:
    return (
        (_Role.Window, shades.window),
        (_Role.WindowText, shades.text),
        (_Role.Base, shades.base),
        (_Role.AlternateBase, shades.stripe),
        (_Role.Text, shades.text),
        (_Role.PlaceholderText, shades.muted),
        (_Role.Button, shades.button),
        (_Role.ButtonText, shades.text),
        (_Role.BrightText, shades.alarm),
        (_Role.Highlight, shades.accent),
        (_Role.HighlightedText, shades.on_accent),
        (_Role.Accent, shades.accent),
        (_Role.Link, shades.accent),
        (_Role.LinkVisited, shades.accent),
        (_Role.ToolTipBase, shades.base),
        (_Role.ToolTipText, shades.text),
        (_Role.Mid, shades.border),
        (_Role.Midlight, shades.hair),
    )


def dress(app: QApplication, theme: Theme) -> None:
    """Put the palette of *theme* on every window; once with the house's style."""
    hints = app.styleHints()
    wanted = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    shades = shades_of(
        theme,
        system_is_dark=hints.colorScheme() == Qt.ColorScheme.Dark,
        system_contrast=_palette_of_system(app) if wanted else None,
    )
    app.setPalette(palette_of(shades))


def _palette_of_system(app: QApplication) -> QPalette:
    """Return the palette that windows have which ask for none."""
    app.setPalette(QPalette())
    return QPalette(app.palette())


def follow_system(app: QApplication, theme: Callable[[], Theme]) -> None:
    """Put on other colours when the system does, and *theme* says to follow it."""
    hints = app.styleHints()
    for changed in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
        changed.connect(lambda _: dress(app, theme()))


class HouseStyle(QProxyStyle):
    """Fusion with an outline of contrast 3 around inputs, and a focus ring of two pixels."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            _ring(painter, option)
            return
        super().drawPrimitive(element, option, painter, widget)
        if element == QStyle.PrimitiveElement.PE_IndicatorRadioButton and _is_dark(option):
            _circle(painter, option)
        if _needs_outline(element, option) or _is_of_combo(element, widget):
            outline(painter, option)


def _needs_outline(element: QStyle.PrimitiveElement, option: QStyleOption) -> bool:
    if element == QStyle.PrimitiveElement.PE_FrameLineEdit:
        return True
    if element == QStyle.PrimitiveElement.PE_PanelButtonCommand and _is_on(option):
        return True
    return element in _FAINT_IN_THE_DARK and _is_dark(option)


def _is_of_combo(element: QStyle.PrimitiveElement, widget: QWidget | None) -> bool:
    """Whether it is the box of a list to choose from, which Fusion draws as a button."""
    return element == QStyle.PrimitiveElement.PE_PanelButtonCommand and isinstance(
        widget, QComboBox
    )


def _is_on(option: QStyleOption) -> bool:
    """Whether it is a button that stays down: its frame tells so, not its shade alone."""
    return _has(option, QStyle.StateFlag.State_On)


def _is_dark(option: QStyleOption) -> bool:
    palette: QPalette = option.palette
    return palette.color(_Role.Window).lightness() < _HALF


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(_state(option) & flag)


def _state(option: QStyleOption) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _ring(painter: QPainter, option: QStyleOption) -> None:
    palette: QPalette = option.palette
    role = _Role.HighlightedText if _has(option, QStyle.StateFlag.State_Selected) else _Role.Accent
    _round(painter, option, QPen(palette.color(role), RING))


def outline(painter: QPainter, option: QStyleOption) -> None:
    """Draw the outline of an input, thick in the colour of the focus where the focus is."""
    palette: QPalette = option.palette
    focused = _has(option, QStyle.StateFlag.State_HasFocus) or _is_on(option)
    pen = QPen(palette.color(_Role.Accent if focused else _Role.Mid), RING if focused else 1)
    _round(painter, option, pen)


def _circle(painter: QPainter, option: QStyleOption) -> None:
    palette: QPalette = option.palette
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(_Role.Mid), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def _round(painter: QPainter, option: QStyleOption, pen: QPen) -> None:
    half = pen.widthF() / 2
    box = QRectF(option.rect).adjusted(half, half, -half, -half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.restore()
