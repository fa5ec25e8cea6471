"""Whoever has waited longest is next, and nobody waits for ever."""

from collections.abc import Callable
from threading import Thread

from app.domain.first_come import FirstCome


def started(act: Callable[[], object]) -> Thread:
    thread = Thread(target=act)
    thread.start()
    return thread


def wait_until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        pass


def test_those_who_wait_come_in_the_order_in_which_they_came() -> None:
    turn, came = FirstCome(), []

    def come(number: int) -> None:
        assert turn.acquire(5)
        came.append(number)
        turn.release()

    assert turn.acquire(0)
    threads = []
    for number in range(5):
        threads.append(started(lambda number=number: come(number)))  # type: ignore[misc]
        wait_until(lambda number=number: len(turn._waiting) == number + 1)  # type: ignore[misc]
    turn.release()
    for thread in threads:
        thread.join()

    assert came == [0, 1, 2, 3, 4]
    assert turn.acquire(0)


def test_whoever_lets_go_and_comes_again_stands_last() -> None:
    """What a plain lock gets wrong."""
    turn, came = FirstCome(), []

    def come() -> None:
        assert turn.acquire(5)
        came.append("other")
        turn.release()

    assert turn.acquire(0)
    other = started(come)
    wait_until(lambda: len(turn._waiting) == 1)
    turn.release()
    assert turn.acquire(5)
    came.append("again")
    other.join()

    assert came == ["other", "again"]


def test_a_turn_that_does_not_come_is_given_up_and_holds_nobody_back() -> None:
    turn = FirstCome()
    assert turn.acquire(0)
    assert not turn.acquire(0.01)
    turn.release()

    assert turn.acquire(0)
