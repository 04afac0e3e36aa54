import asyncio

from service.work import Item, NothingToDo, process, work_from


class List:
    """A source in memory. It tells when it has heard of the outcome of every item."""

    def __init__(self, *items: Item | Exception) -> None:
        self._items = list(items)
        self._expected = sum(isinstance(item, Item) for item in items)
        self.outcomes: list[str] = []
        self.heard_of_all = asyncio.Event()

    async def take(self) -> Item | None:
        item = self._items.pop(0) if self._items else None
        if isinstance(item, Exception):
            raise item
        return item

    async def done(self, item: Item) -> None:
        self._hear(f"done {item.id}")

    async def failed(self, item: Item) -> None:
        self._hear(f"failed {item.id}")

    def _hear(self, outcome: str) -> None:
        self.outcomes.append(outcome)
        if len(self.outcomes) == self._expected:
            self.heard_of_all.set()


async def work_off(source: List) -> None:
    stopping = asyncio.Event()

    async def handle(item: Item) -> None:
        if item.body == "bad":
            raise ValueError(item.id)
        await process(item)

    working = asyncio.create_task(work_from(source, handle)(stopping))
    async with asyncio.timeout(10):
        await source.heard_of_all.wait()
        stopping.set()
        await working


def test_items_are_processed_in_order() -> None:
    source = List(Item("a", ""), Item("b", ""))
    asyncio.run(work_off(source))
    assert source.outcomes == ["done a", "done b"]


def test_an_item_that_fails_is_given_back_and_the_next_one_is_taken() -> None:
    source = List(Item("a", "bad"), Item("b", ""))
    asyncio.run(work_off(source))
    assert source.outcomes == ["failed a", "done b"]


def test_a_source_that_is_away_is_asked_again() -> None:
    source = List(ConnectionError("away"), Item("a", ""))
    asyncio.run(work_off(source))
    assert source.outcomes == ["done a"]


def test_a_loop_without_work_stops_at_once() -> None:
    async def run() -> None:
        stopping = asyncio.Event()
        working = asyncio.create_task(work_from(NothingToDo())(stopping))
        await asyncio.sleep(0)
        stopping.set()
        async with asyncio.timeout(1):
            await working

    asyncio.run(run())
