"""A board gives its width where words would be cut, and breaks what can be read in lines."""

from __future__ import annotations

from uuid import UUID

from pytestqt.qtbot import QtBot

from ccmdesk.model.need import Need
from ccmdesk.ui.cooperation.board import Board
from ccmdesk.ui.cooperation.board_model import Part, Row
from ccmdesk.ui.two_columns import in_lines

HEADINGS = ("What is asked for", "What is offered", "Kinds of support", "When", "Why")
TITLE = "N4-{n} · Technical survey of areas where cluster munition remnants are suspected"
ROWS = tuple(
    Row(
        n,
        (TITLE.format(n=n), "", "Equipment in kind", "1 May 2021 to 31 March 2022", ""),
        (Need, UUID(int=n)),
    )
    for n in range(10, 22)
)


def test_no_word_is_cut_where_three_lines_have_room(qtbot: QtBot) -> None:
    board = Board()
    qtbot.addWidget(board)
    board.resize(540, 400)
    board.show()
    board.show_parts(HEADINGS, (Part("asked", "Asked for, and not offered: 12", ROWS),))
    for column in range(len(HEADINGS)):
        index = board.lines.index(3, column, board.lines.index(0, 0))
        told = in_lines(str(index.data()), board.font(), board.room_of(index), lines=3)
        assert "…" not in told
        assert told.count("\n") < 3


def test_spare_room_goes_first_to_what_would_be_cut(qtbot: QtBot) -> None:
    board = Board()
    qtbot.addWidget(board)
    board.resize(1440, 400)
    board.show()
    offer = "Regional training centre for survivors of explosive ordnance and their families"
    kinds = "Training and capacity building, South-South or triangular exchange, equipment"
    last = Row(1, ("", offer, kinds, "1 Jan 2027", ""), (Need, UUID(int=1)))
    board.show_parts(HEADINGS, (Part("asked", "Asked for", (*ROWS, last)),))
    for column in (1, 2):
        index = board.lines.index(len(ROWS), column, board.lines.index(0, 0))
        told = in_lines(str(index.data()), board.font(), board.room_of(index), lines=3)
        assert "…" not in told
