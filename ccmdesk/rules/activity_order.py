"""The order in which activities are read: by article, then by number."""

from __future__ import annotations

from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.state import Article

_ARTICLES = (*Article, None)


def activities_in_order(document: PlanDocument) -> tuple[Activity, ...]:
    """Return all activities; those without an article come last."""

    def place(activity: Activity) -> tuple[int, object]:
        return _ARTICLES.index(activity.article), natural(activity.code)

    return tuple(sorted(document.of(Activity), key=place))
