"""The app for any WSGI server. Pages poll here; `python -m app.serve` (bin/run) has live streams."""

from app import create_app

app = create_app()
