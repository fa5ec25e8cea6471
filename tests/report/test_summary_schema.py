"""The summary as JSON, and the schema that is promised for it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.report import codec
from app.report.content import ResultPart, RulePart, SummaryContent
from app.report.schema import json_of, schema
from tests.charts.samples import GAPS, IMPORTANCE, SCALE, SUPPORT, VOTE

Make = Callable[..., SummaryContent]
KEPT = Path(__file__).parents[2] / "docs" / "summary.schema.json"
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


def fits(value: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:
    """The part of JSON Schema that ours is written in; anything else in it is a KeyError."""
    unknown = rule.keys() - KNOWN
    assert not unknown, unknown
    if "$ref" in rule:
        return fits(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in rule:
        return any(fits(value, each, root) for each in rule["anyOf"])
    if "const" in rule or "enum" in rule:
        return value in rule.get("enum", [rule.get("const")])
    if rule["type"] == "object":
        known = rule["properties"]
        return (
            isinstance(value, dict)
            and set(rule["required"]) <= value.keys() <= known.keys()
            and all(fits(each, known[name], root) for name, each in value.items())
        )
    if rule["type"] == "array":
        return isinstance(value, list) and all(fits(each, rule["items"], root) for each in value)
    return isinstance(value, TYPES[rule["type"]]) and (rule["type"] == "boolean" or not isinstance(value, bool))  # type: ignore[arg-type]


KNOWN = {"$schema", "$defs", "$ref", "title", "description", "default", "format", "type", "properties", "required"}
KNOWN |= {"additionalProperties", "items", "anyOf", "const", "enum"}


@pytest.fixture(scope="module")
def content(make: Make) -> SummaryContent:
    charts = (VOTE, SUPPORT, GAPS, SCALE, IMPORTANCE)
    part = ResultPart(2, "Avstemning", "Regler", "Hvilke?", "Alle.", charts, ("En.",), ("Tekst 👍",), "Hva?")  # type: ignore[arg-type]
    return make(results=(part,), rules=(RulePart("Åpen", "Vi sier det."),))


def test_the_kept_schema_is_the_codes_own() -> None:
    assert json.loads(KEPT.read_text()) == schema(), ".venv/bin/python -m app.report.schema >docs/summary.schema.json"


def test_what_is_written_fits_it(content: SummaryContent, samples: dict[str, SummaryContent]) -> None:
    for each in (content, *samples.values()):
        assert fits(json.loads(json_of(each)), schema(), schema())


@pytest.mark.parametrize(
    "change",
    [{"version": 2}, {"format": "x"}, {"summary": {}}, {"more": 1}],
)
def test_anything_else_does_not_fit(content: SummaryContent, change: dict[str, object]) -> None:
    assert not fits(json.loads(json_of(content)) | change, schema(), schema())


def test_a_wrong_field_deep_inside_does_not_fit(content: SummaryContent) -> None:
    whole = json.loads(json_of(content))
    whole["summary"]["results"][0]["charts"][0]["bars"][0]["value"] = "some"

    assert not fits(whole, schema(), schema())


def test_the_summary_can_be_read_back(content: SummaryContent) -> None:
    whole = json.loads(json_of(content))

    assert codec.from_json(SummaryContent, json.dumps(whole["summary"])) == content
    assert "👍" in json_of(content).decode()
