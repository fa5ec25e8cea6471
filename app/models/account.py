"""Those who sign in: facilitators and project teams, and what each may do in which conference."""

import enum
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column, utc_now

if TYPE_CHECKING:
    from app.models.conference import Conference


class Role(enum.StrEnum):
    FACILITATOR = "facilitator"
    PROJECT_TEAM = "project_team"


def new_login_key() -> str:
    return secrets.token_urlsafe(16)


class Account(UserMixin, Model):
    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case."""
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(255))
    login_key: Mapped[str] = mapped_column(String(32), unique=True, default=new_login_key)
    """What the login cookie holds; a new one signs the account out everywhere (after a new password)."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="account", cascade="all, delete-orphan")

    def get_id(self) -> str:
        """Flask-Login's name for what the cookie holds."""
        return self.login_key


class Membership(Model):
    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("account_id", "conference_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "role"))

    account: Mapped["Account"] = relationship(back_populates="memberships")
    conference: Mapped["Conference"] = relationship()

    @property
    def is_facilitator(self) -> bool:
        return self.role is Role.FACILITATOR
