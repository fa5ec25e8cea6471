"""Where somebody who comes late sits, so that nobody else has to move. Pure, like seating.py."""

from collections.abc import Sequence

from app.analysis.seating import MOST_AT_TABLE, DoesNotFit


def place_latecomer(
    groups: Sequence[int],
    plan: Sequence[Sequence[int | None]],
    is_mixed: Sequence[bool],
    group: int,
    tables: Sequence[int],
) -> list[int]:
    """A table in each session: among the own target group in a homogeneous one, where there is most room, and least
    with whom they have met.

    `plan` has the table of each seat in each session, None for who came after it; `tables` are those in use. Raises
    DoesNotFit where nine sit at every table.
    """
    met: set[int] = set()
    places = []
    for row, mixed in zip(plan, is_mixed, strict=True):
        at = {table: [seat for seat, where in enumerate(row) if where == table] for table in tables}
        free = [table for table in tables if len(at[table]) < MOST_AT_TABLE]
        if not free:
            raise DoesNotFit(len(tables) + 1)
        own = {table: sum(groups[seat] == group for seat in at[table]) for table in free}

        def rank(
            table: int, at: dict[int, list[int]] = at, own: dict[int, int] = own, mixed: bool = mixed
        ) -> tuple[bool, bool, int, int, int]:
            is_among_others = not mixed and not own[table]
            again = len(met.intersection(at[table]))
            return is_among_others, not at[table], len(at[table]), own[table] if mixed else 0, again

        best = min(free, key=rank)
        met.update(at[best])
        places.append(best)
    return places
