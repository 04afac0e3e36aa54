import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from opentelemetry import trace

logger = logging.getLogger(__name__)
tracer = trace.get_tracer(__name__)

# How long to wait when there was nothing to do: longer each time, up to the last.
SHORTEST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0


@dataclass(frozen=True)
class Item:
    """One piece of work."""

    id: str
    body: str


class Source(Protocol):
    """Where work comes from: a queue, a table, a stream. An item that was not reported as done may come again."""

    async def take(self) -> Item | None:
        """The next item, or None when there is none. Waits for one at most a few seconds, so that stopping does not."""

    async def done(self, item: Item) -> None:
        """The item is finished and shall not come again."""

    async def failed(self, item: Item) -> None:
        """The item could not be processed; the source decides whether and when it comes again."""


class NothingToDo:
    """The first source, to be replaced by yours: there is never anything to do."""

    async def take(self) -> Item | None:
        return None

    async def done(self, item: Item) -> None:
        pass

    async def failed(self, item: Item) -> None:
        pass


async def process(item: Item) -> None:
    """What is done with an item, to be replaced by yours. It may happen twice: make the second time harmless."""
    logger.info("processed", extra={"item": item.id})


def work_from(
    source: Source, process: Callable[[Item], Awaitable[None]] = process
) -> Callable[[asyncio.Event], Coroutine[Any, Any, None]]:
    """A loop that takes one item at a time and finishes it, until the event says to stop."""

    async def work(stopping: asyncio.Event) -> None:
        pause = SHORTEST_PAUSE_SECONDS
        while not stopping.is_set():
            if await _step(source, process):
                pause = SHORTEST_PAUSE_SECONDS
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    return work


async def _step(source: Source, process: Callable[[Item], Awaitable[None]]) -> bool:
    """Returns whether there was something to do. A source or an item that fails does not end the loop."""
    try:
        item = await source.take()
    except Exception:
        logger.exception("no work could be taken")
        return False
    if item is None:
        return False
    with tracer.start_as_current_span("process", kind=trace.SpanKind.CONSUMER, attributes={"item.id": item.id}):
        try:
            try:
                await process(item)
            except Exception:
                logger.exception("an item failed", extra={"item": item.id})
                await source.failed(item)
            else:
                await source.done(item)
        except Exception:
            logger.exception("the outcome of an item could not be reported", extra={"item": item.id})
    return True
