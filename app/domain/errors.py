"""How a rule says no."""


class Refused(Exception):
    """A rule says no. The message is a sentence for the person who asked, in their language (it may be lazy)."""

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class TooLate(Refused):
    """What the person wanted was possible, and no longer is; they can do nothing about it."""


class TooEarly(Refused):
    """What the person wants will be possible, as soon as somebody else opens it; what it is about is not to be seen."""
