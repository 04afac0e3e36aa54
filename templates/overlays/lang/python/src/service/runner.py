import faulthandler
import logging
import signal
from collections.abc import Callable
from types import FrameType

from service.config import Config

logger = logging.getLogger(__name__)


class Stopped(Exception):  # noqa: N818 - being asked to stop is no error
    """The run was asked to stop before its work was done."""


class Stop:
    """Tells the work when to stop: on SIGTERM or SIGINT, or when the run takes longer than it may."""

    def __init__(self) -> None:
        self.reason = ""

    def check(self) -> None:
        """Call it wherever the work may end without harm; raises `Stopped` when it shall."""
        if self.reason:
            raise Stopped(self.reason)


def run_to_end(job: Callable[[Stop], None], config: Config) -> int:
    """Runs the job once. Returns the exit code: 0 when its work is done, 1 when it failed or was stopped.

    The caller flushes telemetry and ends the process. A hard deadline, counted from the signal, ends it with 1.
    """
    stop = Stop()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        # A second signal is ignored while stopping.
        if stop.reason:
            return
        stop.reason = "the time limit" if number == signal.SIGALRM else signal.Signals(number).name
        # The hard deadline. It holds even when the work never looks, and says in which line it was, on stderr.
        faulthandler.dump_traceback_later(config.shutdown_timeout_seconds, exit=True)

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGALRM, on_signal)
    signal.setitimer(signal.ITIMER_REAL, config.timeout_seconds)

    logger.info("started", extra={"timeout_seconds": config.timeout_seconds})
    try:
        job(stop)
    except Stopped as stopped:
        logger.error("the run was stopped before its work was done", extra={"reason": str(stopped)})  # noqa: TRY400
        return 1
    except Exception:
        logger.exception("the run failed")
        return 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    logger.info("the work is done")
    return 0
