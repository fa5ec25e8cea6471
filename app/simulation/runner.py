"""Lets the simulated people go on: one thread in a process, only while there is a rehearsal that moves.

Nothing is remembered here. Who gets a turn is decided in the database (claim_turn), so that any number of processes
take each turn once. A process looks when it starts, and when it is asked for any page of a rehearsal: so they go on
after a restart, and after the stop of one process of several as soon as a control room has asked for a new address.
"""

import logging
import random
from threading import Event, Lock, Thread

from flask import Flask, current_app, g

from app.domain.errors import Refused
from app.domain.rehearsals import claim_turn, stop_when_over
from app.extensions import db
from app.models import Conference, Rehearsal, utc_now
from app.queries.activities import activity_on_stage
from app.queries.rehearsals import running_rehearsals
from app.simulation.acts import act
from app.simulation.people import People

LOOK_SECONDS = 0.25
TROUBLE_SECONDS = 5.0
SHARE_OF_ARRIVALS = 0.5
"""Of what is done while there is something to answer and not everybody has come."""

log = logging.getLogger(__name__)
_chance = random.Random()  # noqa: S311 - made-up people
_lock = Lock()
_woken = Event()
_thread: Thread | None = None


def init_app(app: Flask) -> None:
    app.before_request(_keep_going)


def _keep_going() -> None:
    """After the guard has found the conference. Puts `g.is_rehearsal`, for the band on every page."""
    conference = g.get("conference")
    g.is_rehearsal = conference is not None and conference.is_rehearsal
    if g.is_rehearsal:
        wake(current_app._get_current_object())  # type: ignore[attr-defined]


def wake(app: Flask) -> None:
    """Sees to it that this process looks for turns. In tests they are taken by hand."""
    global _thread
    if app.testing:
        return
    with _lock:
        _woken.set()
        if _thread is None:
            _thread = Thread(target=_run, args=(app,), name="rehearsal", daemon=True)
            _thread.start()


def _run(app: Flask) -> None:
    global _thread
    while True:
        _woken.clear()
        try:
            with app.app_context():
                is_running = take_turns()
            wait = LOOK_SECONDS
        except Exception as fault:  # a busy or restarting database, or a rehearsal that was ended in this moment
            log.warning("the simulated people rest for a moment: %s", fault)
            is_running, wait = True, TROUBLE_SECONDS
        if is_running:
            _woken.wait(wait)
            continue
        with _lock:
            if not _woken.is_set():
                _thread = None
                return


def take_turns() -> bool:
    """Every turn that is due now and that no other process takes. Returns whether any rehearsal goes on."""
    running = running_rehearsals()
    for each in running:
        now = utc_now()
        if each.ends_at <= now:
            stop_when_over(db.session.get_one(Conference, each.conference_id), now)
        elif each.turn_at <= now and (pace := claim_turn(each.conference_id, now)):
            for _act in range(pace.acts):
                if not take_part(each.conference_id):
                    break
    return bool(running)


def take_part(conference_id: int) -> bool:
    """One simulated person comes, or answers what is open. Returns whether anything was left to do."""
    conference = db.session.get(Conference, conference_id)
    rehearsal = db.session.get(Rehearsal, conference_id)
    if conference is None or rehearsal is None or not conference.is_open:
        return False
    people = People(conference, rehearsal)
    stage = activity_on_stage(conference)
    try:
        is_coming = people.next_number is not None and _chance.random() < SHARE_OF_ARRIVALS
        if not is_coming and stage is not None and stage.is_open and act(stage, people, _chance):
            return True
        if people.next_number is not None:
            people.let_in(people.next_number)
            return True
    except Refused:  # closed in this moment, for example: as for a real person
        return True
    return False
