"""The first half of the day: a plan is begun, its activities and their budget are typed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from virtual_desktop import Desktop

COUNTRY = "Bosnia and Herzegovina"
TITLE = rf"{COUNTRY} · 2026–2030 – BIH\.ccmdesk – ccmdesk"


@dataclass(frozen=True, slots=True)
class Typed:
    """One activity as it is typed."""

    title: str
    article: str
    work: str
    place: str
    unit: str
    cost: int

    @property
    def national(self) -> int:
        """What the State gives of it, in euros."""
        return self.cost // 5


PLACES = ("Bihać", "Brčko", "Doboj", "Goražde", "Mostar", "Olovo", "Trebinje", "Tuzla", "Vareš")
AREA = "square metres"
ARTICLE_4 = "Article 4: clearance and risk reduction education"
ARTICLE_5 = "Article 5: victim assistance"
ACTIVITIES = (
    *(
        Typed(
            f"Survey of {place}", ARTICLE_4, "Technical survey", place, "square metres", 100_000 + n
        )
        for n, place in enumerate(PLACES)
    ),
    Typed("Prostheses for survivors", ARTICLE_5, "Rehabilitation", "Živinice", "people", 90_000),
)


def first_screen(desk: Desktop) -> None:
    """Four ways to begin; whoever works here says who it is."""
    assert desk.find("^English$", role="check box").focused
    for way in (
        "Continue from a file or a stick",
        "Start a plan for a country",
        "Restore a backup",
        "Look around with sample data",
    ):
        desk.find(way, role="push button")
    desk.click("^Your name$", role="text")
    desk.type("Amra Hodžić")
    desk.click("^Your office$", role="text")
    desk.type("Sarajevo")
    desk.says("Amra Hodžić")
    desk.says("Sarajevo")
    desk.picture("first-screen")


def start_plan(desk: Desktop, file: Path) -> None:
    """Start the plan of a country, in a file among the documents."""
    desk.click("Start a plan for a country", role="push button")
    desk.focused("^Country$")
    desk.type("Bosnia and")
    desk.find(f"^{COUNTRY}$", role="combo box")
    desk.picture("new-plan")
    desk.click("^Choose a file", role="push button")
    desk.focused("File name")
    assert desk.find("^Look in", role="combo box").name == str(file.parent)
    desk.press("ctrl+a")
    desk.type(file.stem)
    desk.press("Return")
    desk.find(f"^{TITLE}$", role="frame")
    desk.says("Everything is saved on this computer")
    desk.focused("^What is missing$")
    desk.picture("plan")


def type_activities(desk: Desktop, activities: Sequence[Typed]) -> None:
    """Type activities one after the other without touching the mouse."""
    desk.press("ctrl+3")
    desk.find("^Activities: 0$")
    desk.picture("no-activity-yet")
    desk.press("ctrl+n")
    for number, activity in enumerate(activities, 1):
        _type_activity(desk, activity)
        desk.find(f"^Activities: {number}$")
        desk.find(f"^{activity.title}, ", role="table cell")
        if number == 1:
            desk.picture("first-activity")
        if number < len(activities):
            desk.press("ctrl+Return")
    desk.says("Saved on this computer at")
    desk.picture("activities")


def type_one(desk: Desktop, activity: Typed) -> None:
    """Type what an activity is and where, the first of a plan."""
    desk.press("ctrl+3")
    desk.find("^Activities: 0$")
    desk.press("ctrl+n")
    _type_what(desk, activity)
    desk.press("Tab")
    desk.holds({"Article (required)": activity.article, "Place (required)": activity.place})
    desk.find(f"^{activity.title}, ", role="table cell")
    desk.picture("one-activity")


def _type_activity(desk: Desktop, activity: Typed) -> None:
    """Type the first fields of the form in their order."""
    _type_what(desk, activity)
    desk.fill("1/3/2026", "30/11/2026", "1200", activity.unit)
    desk.fill(f"{activity.cost}", "EUR")
    desk.holds(
        {
            "Activity (required)": activity.title,
            "Article (required)": activity.article,
            "Kind of work (required)": activity.work,
            "Place (required)": activity.place,
            "Start and end (required)": "2026-03-01",
            "Total cost (required)": f"{activity.cost}",
            "Total cost (required): currency": "EUR",
        }
    )


def _type_what(desk: Desktop, activity: Typed) -> None:
    desk.until(lambda: _is_new(desk), "the title of a new activity, with the keyboard in it")
    desk.fill(activity.title, activity.article.casefold(), activity.work[:3].casefold())
    desk.fill(activity.place)


def _is_new(desk: Desktop) -> bool:
    return any(
        one.focused and one.name == "Activity (required)" and not one.text for one in desk.look()
    )


def type_budget(desk: Desktop) -> None:
    """Type what each activity needs in its year, and what the State gives, into the sheet."""
    desk.press("ctrl+0")
    desk.find("^Budget by year$", role="table")
    desk.press("Tab", "ctrl+Home")
    desk.focused("^2026, Needed")
    for activity in ACTIVITIES:
        for amount in (activity.cost, activity.national):
            desk.type(str(amount))
            desk.press("Return")
        desk.press(*["Down"] * 4)
    total = sum(activity.cost for activity in ACTIVITIES)
    national = sum(activity.national for activity in ACTIVITIES)
    desk.says(f"In all EUR\N{NO-BREAK SPACE}{total:,} are needed.")
    desk.says(f"The State pays EUR\N{NO-BREAK SPACE}{national:,} itself.")
    desk.find("^Budget lines: 20$")
    desk.picture("budget")


def cut_off_while_typing(desk: Desktop, command: list[str]) -> None:
    """Lose the power while a title is typed: what was saved is there at the next start."""
    desk.press("ctrl+3")
    desk.click("^Survey of Bihać, ", role="table cell")
    desk.click(r"^Activity \(required\)$", role="text")
    desk.press("End")
    desk.type(" and around")
    desk.find("^Survey of Bihać and around, ", role="table cell")
    desk.type(" it, not yet")
    desk.cut_off()
    desk.start(command)
    desk.find(f"^{TITLE}$", role="frame")
    desk.says("The program did not end properly last time.")
    desk.find("^Activities: 10$")
    desk.find("^Survey of Bihać and around", role="table cell")
    desk.picture("after-the-power-cut")


def undo(desk: Desktop) -> None:
    """Put an activity in the bin, and take that back by the keyboard; its row is chosen again."""
    desk.click("^Survey of Vareš, ", role="table cell")
    desk.press("ctrl+Delete")
    desk.find("^Activities: 9$")
    desk.gone("^Survey of Vareš")
    desk.press("ctrl+z")
    desk.find("^Activities: 10$")
    desk.wait(
        lambda one: one.role == "table cell" and one.chosen and one.name == "Survey of Vareš",
        "the row that came back, chosen",
    )
    desk.picture("undone")
