import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from opentelemetry import trace

TRACE = 5

# The names of LOG_LEVEL and of `level` in a line.
LEVELS = {
    "fatal": logging.CRITICAL,
    "error": logging.ERROR,
    "warn": logging.WARNING,
    "info": logging.INFO,
    "debug": logging.DEBUG,
    "trace": TRACE,
    "silent": logging.CRITICAL + 1,
}

_names = {number: name for name, number in LEVELS.items()}
_own_fields = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def configure_logging(*, level: str, service: str, version: str) -> None:
    """Everything that is logged, also by libraries, becomes one JSON object per line on stdout."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(service=service, version=version))
    logging.addLevelName(TRACE, "TRACE")
    logging.basicConfig(handlers=[handler], level=LEVELS[level], force=True)
    logging.captureWarnings(True)
    # Its messages about starting and stopping say what the lifecycle says.
    logging.getLogger("uvicorn").setLevel(max(logging.WARNING, LEVELS[level]))


class JsonFormatter(logging.Formatter):
    """Writes the names that log searches and traces join on; `extra=` adds fields of its own."""

    def __init__(self, *, service: str, version: str) -> None:
        super().__init__()
        self._origin = {"service": service, "version": version}

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "timestamp": _timestamp(record.created),
            "level": _names.get(record.levelno, record.levelname.lower()),
            "message": record.getMessage(),
            **self._origin,
            **_trace_ids(),
            "logger": record.name,
        }
        for name, value in vars(record).items():
            if name not in _own_fields:
                entry.setdefault(name, value)
        if record.exc_info and record.exc_info[1]:
            entry["error"] = "".join(traceback.format_exception(record.exc_info[1]))
        try:
            return json.dumps(entry, default=str, allow_nan=False)
        except (TypeError, ValueError, RecursionError):
            # A line that JSON cannot hold as it is (NaN, a loop, keys that are no text) is still a line.
            return json.dumps({name: str(value) for name, value in entry.items()})


def _timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _trace_ids() -> dict[str, str]:
    """The current trace, so that a log line leads to it. Empty while telemetry is off."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return {}
    return {
        "trace_id": trace.format_trace_id(context.trace_id),
        "span_id": trace.format_span_id(context.span_id),
    }
