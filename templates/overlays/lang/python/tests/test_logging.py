import json
import logging
import sys
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider

from service.logging import LEVELS, JsonFormatter

formatter = JsonFormatter(service="orders", version="1.2.3")


def line(level: int = logging.INFO, message: str = "hello", **fields: Any) -> dict[str, Any]:
    record = logging.LogRecord("test", level, "", 0, message, None, fields.pop("exc_info", None))
    vars(record).update(fields)
    text = formatter.format(record)
    assert "\n" not in text
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_a_line_has_the_fields_that_searches_join_on() -> None:
    entry = line(path="/a", status=200)
    assert entry["level"] == "info"
    assert entry["message"] == "hello"
    assert entry["service"] == "orders"
    assert entry["version"] == "1.2.3"
    assert entry["timestamp"].endswith("Z")
    assert (entry["path"], entry["status"]) == ("/a", 200)
    assert "trace_id" not in entry


def test_levels_have_the_names_of_log_level() -> None:
    assert [line(LEVELS[name])["level"] for name in ("fatal", "warn", "trace")] == ["fatal", "warn", "trace"]


def test_an_own_field_does_not_replace_a_common_one() -> None:
    entry = line(service="other", timestamp="never")
    assert entry["service"] == "orders"
    assert entry["timestamp"] != "never"


def test_an_error_carries_where_it_was_raised() -> None:
    try:
        int("broken\nin two")
    except ValueError:
        entry = line(logging.ERROR, exc_info=sys.exc_info())
    assert "ValueError: invalid literal" in entry["error"]
    assert "test_logging.py" in entry["error"]


def test_the_current_trace_is_named() -> None:
    with TracerProvider(shutdown_on_exit=False).get_tracer("test").start_as_current_span("work"):
        entry = line()
    assert len(entry["trace_id"]) == 32
    assert len(entry["span_id"]) == 16


@pytest.mark.parametrize("value", [float("nan"), {1: 2, (3,): 4}, object(), "\ud800", "a\nb"])
def test_nothing_makes_a_line_that_is_no_json(value: object) -> None:
    assert "odd" in line(odd=value)


def test_a_loop_is_no_reason_to_lose_a_line() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert line(odd=loop)["message"] == "hello"
