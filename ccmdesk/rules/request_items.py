"""The items an extension request must have, and which of them the records fill.

Article 3.4 (a) to (f) and Article 4.6 (a) to (i); a renewal tells of the extension before
(Article 4.8), one under Article 3 also what is exceptional (Article 3.3). The words are ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.state import Article, Extension, ExtensionStatus, Obligation
from ccmdesk.model.stockpile import Destruction, Stock
from ccmdesk.model.words import N_
from ccmdesk.rules.deadlines import granted_extensions
from ccmdesk.rules.funding import funding_of
from ccmdesk.rules.land import known_positions, open_areas_m2, positions, stated_releases

_OPEN = frozenset({None, ExtensionStatus.DRAFT, ExtensionStatus.REQUESTED})


@dataclass(frozen=True, slots=True)
class RequestBasis:
    """A request with the extension and the obligation it is about."""

    document: PlanDocument
    request: ExtensionRequest
    extension: Extension
    obligation: Obligation

    @property
    def article(self) -> Article | None:
        """The article whose deadline is to be moved."""
        return None if self.obligation.duty is None else self.obligation.duty.article

    @property
    def deadline_before(self) -> dt.date | None:
        """The deadline that is to be moved, which this extension and later ones have no part in."""
        earlier = self._granted_before
        return earlier[-1].granted_until if earlier else self.obligation.deadline

    @property
    def is_renewal(self) -> bool:
        """Whether an extension was granted before this one."""
        return bool(self._granted_before)

    @property
    def _granted_before(self) -> tuple[Extension, ...]:
        granted = granted_extensions(self.document, self.obligation)
        own = [n for n, one in enumerate(granted) if one.id == self.extension.id]
        return granted[: own[0]] if own else granted


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One item: *letter* in its article, its name, the field where it is told, what to do."""

    letter: str
    name: str
    kind: type
    field: str
    todo: str
    is_filled: Callable[[RequestBasis], bool]


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item and whether the records fill it."""

    item: RequestItem
    filled: bool


def basis_of(document: PlanDocument, request: ExtensionRequest) -> RequestBasis | None:
    """Return what a request is about; None while its extension or obligation is not chosen."""
    extension = document.get(Extension, request.extension)
    if extension is None:
        return None
    obligation = document.get(Obligation, extension.obligation)
    return None if obligation is None else RequestBasis(document, request, extension, obligation)


def current_request(document: PlanDocument) -> ExtensionRequest | None:
    """Return the request that is being prepared or was made last, or None."""
    requests = document.of(ExtensionRequest)
    open_ones = [one for one in requests if _is_open(document, one)]
    return next(iter(reversed(open_ones or requests)), None)


def item_states(basis: RequestBasis) -> tuple[ItemState, ...]:
    """Return the items of the article in their order; none for an obligation that has no end."""
    items = ITEMS.get(basis.article, ()) if basis.article else ()
    if basis.is_renewal and items:
        further = (EXCEPTIONAL,) if basis.article is Article.STOCKPILES else ()
        items = tuple(sorted((*items, *further, RENEWAL), key=lambda item: item.letter))
    return tuple(ItemState(item, item.is_filled(basis)) for item in items)


def _is_open(document: PlanDocument, request: ExtensionRequest) -> bool:
    extension = document.get(Extension, request.extension)
    return extension is None or extension.status in _OPEN


def _duration(basis: RequestBasis) -> bool:
    return basis.extension.requested_until is not None and basis.deadline_before is not None


def _means(basis: RequestBasis) -> bool:
    """Whether reasons, the means there are and the means needed are all stated."""
    stated = bool(basis.request.reasons) and bool(basis.obligation.means_available)
    return stated and any(_has_cost(basis, one) for one in _activities(basis))


def _has_cost(basis: RequestBasis, activity: Activity) -> bool:
    return funding_of(basis.document, activity).total.needed is not None


def _activities(basis: RequestBasis) -> list[Activity]:
    return [one for one in basis.document.of(Activity) if one.article is basis.article]


def _how(basis: RequestBasis) -> bool:
    return bool(basis.request.future_work) and any(one.period for one in _activities(basis))


def _held(basis: RequestBasis) -> bool:
    return any(stock.quantity is not None for stock in basis.document.of(Stock))


def _destroyed(basis: RequestBasis) -> bool:
    return any(event.quantity is not None for event in basis.document.of(Destruction))


def _rate(basis: RequestBasis) -> bool:
    """Whether stocks are known and a yearly plan says how fast they go."""
    planned = [one for one in _activities(basis) if one.quantity is not None and one.period]
    return _held(basis) and bool(planned)


def _work(basis: RequestBasis) -> bool:
    return bool(basis.request.past_work) and bool(basis.request.future_work)


def _at_start(basis: RequestBasis) -> bool:
    opened = any(one.opening_m2 is not None for one in positions(basis.document))
    return opened or bool(known_positions(basis.document) or basis.document.of(HazardousArea))


def _released(basis: RequestBasis) -> bool:
    return bool(stated_releases(basis.document))


def _left(basis: RequestBasis) -> bool:
    return open_areas_m2(basis.document) is not None or bool(known_positions(basis.document))


def _text(name: str) -> Callable[[RequestBasis], bool]:
    def is_filled(basis: RequestBasis) -> bool:
        owner = basis.obligation if hasattr(basis.obligation, name) else basis.request
        return bool(getattr(owner, name)) or owner.notes[name].absence is not None

    return is_filled


_DURATION = RequestItem(
    "(a)",
    N_("Duration of the extension asked for"),
    Extension,
    "requested_until",
    N_("Enter until when the extension is asked for."),
    _duration,
)
_OTHER = RequestItem(
    "(i)",
    N_("Other relevant information"),
    ExtensionRequest,
    "other_information",
    N_("Enter it, or note that there is none."),
    _text("other_information"),
)
RENEWAL = RequestItem(
    "(j)",
    N_("What was done in the previous extension"),
    ExtensionRequest,
    "previous_extension",
    N_("Tell what the extension before was used for."),
    _text("previous_extension"),
)
EXCEPTIONAL = RequestItem(
    "(b)",
    N_("Exceptional circumstances"),
    ExtensionRequest,
    "exceptional",
    N_("Tell which exceptional circumstances justify a further extension."),
    _text("exceptional"),
)
"""Article 3.3 knows a further extension in exceptional circumstances only."""

ITEMS: Mapping[Article, tuple[RequestItem, ...]] = MappingProxyType(
    {
        Article.STOCKPILES: (
            _DURATION,
            RequestItem(
                "(b)",
                N_("Explanation, with the means available and required"),
                ExtensionRequest,
                "reasons",
                N_("Give the reasons, the means available, and the cost of the activities."),
                _means,
            ),
            RequestItem(
                "(c)",
                N_("How and when destruction will be completed"),
                ExtensionRequest,
                "future_work",
                N_("Describe the work ahead, and give the activities their dates."),
                _how,
            ),
            RequestItem(
                "(d)",
                N_("Quantity and type held at entry into force and found later"),
                Stock,
                "quantity",
                N_("Enter the stocks by type."),
                _held,
            ),
            RequestItem(
                "(e)",
                N_("Quantity and type destroyed since"),
                Destruction,
                "quantity",
                N_("Enter what was destroyed, with the type."),
                _destroyed,
            ),
            RequestItem(
                "(f)",
                N_("Quantity and type left, and the yearly rate of destruction expected"),
                Activity,
                "quantity",
                N_("Give the activities that destroy stocks a quantity and dates."),
                _rate,
            ),
        ),
        Article.CLEARANCE: (
            _DURATION,
            RequestItem(
                "(b)",
                N_("Reasons, with the means available and required"),
                ExtensionRequest,
                "reasons",
                N_("Give the reasons, the means available, and the cost of the activities."),
                _means,
            ),
            RequestItem(
                "(c)",
                N_("Preparation of future work and status of past work"),
                ExtensionRequest,
                "past_work",
                N_("Describe the work done so far and the work ahead."),
                _work,
            ),
            RequestItem(
                "(d)",
                N_("Total area at entry into force and areas found since"),
                HazardousArea,
                "size_m2",
                N_("Enter the yearly positions, or the areas with their sizes."),
                _at_start,
            ),
            RequestItem(
                "(e)",
                N_("Area released since entry into force"),
                HazardousArea,
                "status",
                N_("Enter the land cancelled, reduced and cleared, by year."),
                _released,
            ),
            RequestItem(
                "(f)",
                N_("Area left to be released"),
                HazardousArea,
                "size_m2",
                N_("Enter the areas still open with their sizes."),
                _left,
            ),
            RequestItem(
                "(g)",
                N_("Circumstances that impeded the work or may do so"),
                Obligation,
                "impeding",
                N_("Describe them under the obligation."),
                _text("impeding"),
            ),
            RequestItem(
                "(h)",
                N_("Humanitarian, social, economic and environmental implications"),
                Obligation,
                "implications",
                N_("Describe them under the obligation."),
                _text("implications"),
            ),
            _OTHER,
        ),
    }
)
