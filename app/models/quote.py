"""The contributions that the project team lets speak for the others, in people's own words."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model

MOST_QUOTES = 2
"""Of one theme in one question."""


class Quote(Model):
    """Shown as long as the contribution is published, with the words that it has then."""

    __tablename__ = "quote"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
