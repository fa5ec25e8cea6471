"""What a region is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.live.views import View


@dataclass(frozen=True)
class Region:
    name: str
    """Also the id of its root element."""
    template: str
    context: Callable[[View], dict[str, Any]]
    """For the template. `follows` in it says what it shows (revisions.py); without it, it is taken to show all."""
    is_filtered: bool = False
    """Whether the view's filter changes it; if not, all filters share one drawing."""
    can_freeze: bool = False
    """Whether it stays as it is while the hall is held still."""
