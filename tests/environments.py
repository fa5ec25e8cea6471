"""What the tests of the configuration share: the environment read, or refused in words."""

from pathlib import Path

import pytest

from app.config import Config, ConfigError, load_config

KEY = "k" * 32
"""Long enough."""


def load(instance: Path, **environ: str) -> Config:
    return load_config(environ, instance)


def refusal(instance: Path, **environ: str) -> str:
    with pytest.raises(ConfigError) as refused:
        load(instance, **environ)
    return str(refused.value)
