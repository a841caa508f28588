"""Slabs are put on pages: what is tied stays together, what is too high is divided."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.slab import PageEnd, Repeated, Slab, paginated


@dataclass(slots=True, kw_only=True, eq=False)
class Block(Slab):
    """A named slab; a soft one can be divided anywhere."""

    name: str
    soft: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        pen.shape(f"{top}")

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        if not self.soft or not 10 <= room < self.height:
            return None
        return replace(self, height=room), replace(self, height=self.height - room, space=0.0)


def names(slabs: list[Slab], capacity: float = 100) -> list[str]:
    """Return the names on each page, a repeated head as a star."""
    return ["".join(_name(placed.slab) for placed in page) for page in paginated(slabs, capacity)]


def _name(slab: Slab) -> str:
    if isinstance(slab, Repeated):
        return "*"
    assert isinstance(slab, Block)
    return slab.name


def test_a_page_takes_what_fits_and_its_space_above() -> None:
    slabs: list[Slab] = [Block(name=n, height=45, space=10) for n in "abc"]
    assert names(slabs) == ["ab", "c"]
    assert names(slabs, 99) == ["a", "b", "c"]


def test_tied_slabs_move_together() -> None:
    slabs: list[Slab] = [
        Block(name="a", height=60),
        Block(name="b", height=20, keep=True),
        Block(name="c", height=30),
    ]
    assert names(slabs) == ["a", "bc"]


def test_tied_slabs_higher_than_a_page_are_parted_at_last() -> None:
    slabs: list[Slab] = [Block(name=n, height=40, keep=True) for n in "abcd"]
    assert names(slabs) == ["ab", "cd"]


def test_a_page_end_ends_the_page_once() -> None:
    slabs: list[Slab] = [PageEnd(), Block(name="a", height=1), PageEnd(), PageEnd()]
    assert names(slabs) == ["a"]
    assert names([]) == [""]


def test_a_tie_does_not_reach_over_a_page_end() -> None:
    slabs: list[Slab] = [
        Block(name="a", height=1, keep=True),
        PageEnd(),
        Block(name="b", height=1),
    ]
    assert names(slabs) == ["a", "b"]


def test_a_lenient_end_leaves_no_page_with_hardly_anything_on_it() -> None:
    page: list[Slab] = [Block(name="a", height=95), Block(name="b", height=9)]
    after = Block(name="c", height=20)
    assert names([*page, PageEnd(lenient=True), after]) == ["a", "bc"]
    assert names([*page, PageEnd(), after]) == ["a", "b", "c"]
    assert names([page[0], PageEnd(lenient=True), after]) == ["a", "c"]


def test_a_head_is_repeated_on_each_further_page() -> None:
    head = Block(name="h", height=20, keep=True)
    rows: list[Slab] = [Block(name=n, height=40, head=head) for n in "abc"]
    assert names([head, *rows]) == ["hab", "*c"]


def test_a_slab_higher_than_a_page_is_divided_where_it_begins() -> None:
    slabs: list[Slab] = [Block(name="a", height=30), Block(name="b", height=250, soft=True)]
    assert names(slabs) == ["ab", "b", "b"]


def test_a_slab_higher_than_a_page_that_cannot_be_divided_there_begins_on_the_next() -> None:
    slabs: list[Slab] = [Block(name="a", height=95), Block(name="b", height=150, soft=True)]
    assert names(slabs) == ["a", "b", "b"]


def test_a_high_slab_is_divided_rather_than_leave_half_a_page_empty() -> None:
    slabs: list[Slab] = [Block(name="a", height=40), Block(name="b", height=70, soft=True)]
    assert names(slabs) == ["ab", "b"]


def test_a_slab_that_never_fits_still_stands() -> None:
    head = Block(name="h", height=20, keep=True)
    high = Block(name="x", height=120, head=head)
    assert names([head, high, Block(name="y", height=10)]) == ["hx", "y"]


def noted(name: str, height: float, *notes: float) -> Block:
    """Return a slab with footnotes of the given heights; those of 40 points can be divided."""
    hung = [Block(name=f"{name}{n}", height=high, soft=high >= 40) for n, high in enumerate(notes)]
    return Block(name=name, height=height, notes=hung)


def test_a_head_that_would_push_what_is_under_it_off_the_page_is_not_repeated() -> None:
    head = Block(name="h", height=50)
    lanes = [Block(name="a", height=40, head=head), Block(name="b", height=60, head=head)]
    assert names([head, *lanes, Block(name="c", height=40, head=head)]) == ["ha", "bc"]


def test_notes_stand_at_the_foot_of_the_page_of_their_slab() -> None:
    pages = paginated([noted("a", 20, 10), noted("b", 20, 15), noted("c", 60)], 100)
    places = [[(_name(placed.slab), placed.offset) for placed in page] for page in pages]
    assert places == [[("a", 0), ("b", 20), ("a0", 75), ("b0", 85)], [("c", 0)]]


def test_a_slab_moves_when_its_note_does_not_fit() -> None:
    assert names([noted("a", 60), noted("b", 30, 15)]) == ["a", "bb0"]


def test_a_long_note_begins_beside_its_mark_and_goes_on() -> None:
    pages = names([noted("a", 60), noted("b", 10, 80), noted("c", 10)])
    assert pages == ["abb0", "cb0"]


def test_notes_after_one_that_is_carried_over_go_with_it() -> None:
    pages = names([noted("a", 70, 60, 10), noted("c", 10)])
    assert pages == ["aa0", "ca0a1"]


def test_notes_that_fill_pages_stand_there_alone() -> None:
    pages = names([noted("a", 90, 150), noted("b", 70)])
    assert pages == ["aa0", "a0", "a0", "b"] or "".join(pages).count("a0") >= 3
    assert pages[-1].startswith("b")


def test_the_rule_is_set_once_over_the_notes_of_a_page() -> None:
    rule = Block(name="-", height=5)
    pages = paginated([noted("a", 20, 10), noted("b", 20, 15)], 100, rule=rule)
    assert [(_name(p.slab), p.offset) for p in pages[0]] == [
        ("a", 0),
        ("b", 20),
        ("-", 70),
        ("a0", 75),
        ("b0", 85),
    ]


def test_a_slab_that_flows_is_divided_however_low_it_is() -> None:
    low = replace(Block(name="b", height=30, soft=True), flows=True)
    assert names([Block(name="a", height=80), low]) == ["ab", "b"]
