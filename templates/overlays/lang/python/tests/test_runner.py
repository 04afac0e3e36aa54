from signal import SIGINT, SIGTERM

import pytest

from fixtures.instance import started

JOB = "tests/fixtures/slow_job.py"


def test_a_run_that_does_its_work_exits_with_0() -> None:
    with started("-m", "service") as job:
        assert job.exit_code() == 0
        assert [line["message"] for line in job.lines][-2:] == ["the work is done", "stopped"]


def test_a_run_that_fails_exits_with_1_and_says_why() -> None:
    with started(JOB, "0", "fail") as job:
        assert job.exit_code() == 1
        assert "a step that cannot be done" in job.logged("the run failed")[0]["error"]


@pytest.mark.parametrize("number", [SIGTERM, SIGINT])
def test_a_stop_signal_ends_the_run_at_the_next_safe_point(number: int) -> None:
    with started(JOB, "0.6") as job:
        job.until_logged("step")
        job.signal(SIGTERM if number == SIGTERM else SIGINT)
        job.signal(SIGTERM)
        assert job.exit_code() == 1
        assert len(job.logged("step")) == 1
        assert len(job.logged("step finished")) == 1, "the step in hand is finished"


def test_a_run_that_takes_too_long_ends_like_one_that_was_asked_to() -> None:
    with started(JOB, "0.4", JOB_TIMEOUT_SECONDS="0.2") as job:
        assert job.exit_code() == 1
        [stopped] = job.logged("the run was stopped before its work was done")
        assert stopped["reason"] == "the time limit"


def test_a_stop_after_the_last_safe_point_lets_the_work_be_done() -> None:
    with started(JOB, "0.3", "deaf") as job:
        job.until_logged("step")
        job.signal(SIGTERM)
        assert job.exit_code() == 0


def test_the_deadline_ends_a_run_that_never_looks() -> None:
    with started(JOB, "60", "deaf", SHUTDOWN_TIMEOUT_SECONDS="0.7") as job:
        job.until_logged("step")
        job.signal(SIGTERM)
        assert job.exit_code() == 1
        assert "in run" in job.errors, "the line it was in is named"


def test_a_setting_that_cannot_be_used_is_said_as_json() -> None:
    with started("-m", "service", LOG_LEVEL="loud") as job:
        assert job.exit_code() == 1
        assert job.lines[-1]["level"] == "fatal"
