"""Why a summary could not be made. Light to import, for those who only catch them."""


class FontMissing(Exception):
    """Carries the family's name, and the Debian package that has it."""


class PangoMissing(Exception):
    """WeasyPrint cannot load the library that it draws with; carries what the loader says."""


class NumbersDisagree(Exception):
    """The content contradicts itself; carries the broken rules."""


class NotAccessible(Exception):
    """WeasyPrint logged an error: something is missing, or PDF/UA would be broken. Carries the log lines."""


class TemplateUnusable(Exception):
    """The template for Word is none, or has a mistake in it; carries what."""
