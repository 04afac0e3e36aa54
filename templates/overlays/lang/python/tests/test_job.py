import pytest

from service.job import run
from service.runner import Stop, Stopped


def test_the_work_is_done() -> None:
    run(Stop())


def test_the_work_looks_whether_to_stop() -> None:
    stop = Stop()
    stop.reason = "SIGTERM"
    with pytest.raises(Stopped, match="SIGTERM"):
        run(stop)
