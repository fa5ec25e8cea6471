"""Pages for anybody: where a code is typed, privacy, accessibility, whether the app is well."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from app.routes.public import front, health, slips, statements  # noqa: E402, F401 - the views need the blueprint
