"""Draws a region: once for each (conference, region, language, filter) and revision, whoever asks and however many."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import NamedTuple

from flask import Flask, current_app, g, render_template
from flask_babel import force_locale
from flask_login import AnonymousUserMixin
from werkzeug.test import create_environ

from app.extensions import db
from app.live.held import with_present_time
from app.live.regions import REGIONS, Region
from app.live.revisions import Move, Revision
from app.live.views import Audience, View
from app.models import Conference
from app.queries.hall import frozen_regions_of

KEPT = 512
"""Drawings kept in memory, the least recently used go first."""

Key = tuple[int, str, str, str, str]

_NOBODY = create_environ("/")
"""The request of nobody. Made once: each frame asks for one."""


class Drawing(NamedTuple):
    html: bytes
    revision: int
    follows: Move
    """What it shows; its context says so, and where it says nothing, all of it."""

    def holds_at(self, revision: Revision) -> bool:
        return self.revision >= revision.of(self.follows)


class Drawings:
    """The drawings of this process. Safe on many threads; two that want the same wait for one drawing."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Drawing] = OrderedDict()
        self._locks: dict[Key, Lock] = {}
        self._lock = Lock()
        self.count = 0
        """How many have been drawn since the start; what the tests and the bench measure."""

    def kept(self, region: Region, view: View, revision: Revision) -> bytes | None:
        """Without drawing."""
        with self._lock:
            kept = self._kept.get(_key(region, view))
        return kept.html if kept is not None and kept.holds_at(revision) else None

    def get(self, region: Region, view: View, revision: Revision) -> bytes:
        """Call in a context of nobody's."""
        key = _key(region, view)
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            kept = self._kept.get(key)
            if kept is None or not kept.holds_at(revision):
                kept = _drawn(region, view, revision)
                self.count += 1
            with self._lock:
                self._kept[key] = kept
                self._kept.move_to_end(key)
                while len(self._kept) > KEPT:
                    oldest, _ = self._kept.popitem(last=False)
                    self._locks.pop(oldest, None)
        return kept.html

    def forget_all(self) -> None:
        """For the tests: each has a database of its own, with the same ids."""
        with self._lock:
            self._kept.clear()
            self._locks.clear()


def _drawn(region: Region, view: View, revision: Revision) -> Drawing:
    context = region.context(view)
    html = render_template(region.template, **context).strip().encode()
    if region.can_freeze:
        frozen = g.frozen.get((region.name, view.filter if region.is_filtered else ""))
        if frozen is not None:
            return Drawing(with_present_time(frozen, html), revision, Move.COURSE)
    return Drawing(html, revision, context.get("follows", Move.ARRIVAL))


def _key(region: Region, view: View) -> Key:
    chosen = view.filter if region.is_filtered else ""
    return view.conference_id, view.audience, region.name, view.language, chosen


drawings = Drawings()


def draw_region(name: str, view: View, revision: Revision) -> bytes:
    """The region as everybody with this view sees it at `revision` or later, as UTF-8 HTML with one root element."""
    region = next(region for region in REGIONS[Audience(view.audience)] if region.name == name)
    kept = drawings.kept(region, view, revision)
    if kept is not None:
        return kept
    # A page shows most regions of its view, so all are drawn when one is, in one go.
    return draw_view(current_app._get_current_object(), view, revision)[name]  # type: ignore[attr-defined]


def draw_view(app: Flask, view: View, revision: Revision) -> dict[str, bytes]:
    """All regions of a view, by name."""
    regions = REGIONS[view.audience]
    kept = {region.name: drawings.kept(region, view, revision) for region in regions}
    drawn = {name: html for name, html in kept.items() if html is not None}
    if len(drawn) == len(regions):
        return drawn
    with _nobody(app, view.language):
        # What each region asks for is at hand; the session itself lets go of what nobody holds.
        g.frozen = frozen_regions_of(view.conference_id, view.audience, view.language)
        _held = db.session.get(Conference, view.conference_id)
        return {region.name: drawings.get(region, view, revision) for region in regions}


@contextmanager
def _nobody(app: Flask, language: str) -> Iterator[None]:
    """A context of its own: nobody's request, nobody's session, nobody signed in.

    So nothing personal can slip in. Its own database session too: what a request read before it asked for the
    revision would else be drawn, and kept for all, as if it were of that revision.
    """
    with app.app_context(), app.request_context(_NOBODY.copy()), force_locale(language):
        g._login_user = AnonymousUserMixin()
        yield
