"""The lock files are what is installed: these tests fail when they no longer say what pyproject.toml says."""

import re
import tomllib

from fixtures.instance import ROOT

project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def locked(name: str) -> dict[str, str]:
    """Package to version; every entry must carry a hash and name no index."""
    text = (ROOT / name).read_text()
    assert "://" not in text
    entries = re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    return dict(entries)


def pinned(requirements: list[str]) -> dict[str, str]:
    return dict(requirement.split("==") for requirement in requirements)


def test_the_lock_has_what_pyproject_pins() -> None:
    assert pinned(project["dependencies"]).items() <= locked("requirements.lock").items(), "run `make lock`"


def test_tests_run_on_what_ships() -> None:
    development = locked("requirements-dev.lock")
    assert locked("requirements.lock").items() <= development.items(), "run `make lock`"
    assert pinned(project["optional-dependencies"]["dev"]).items() <= development.items(), "run `make lock`"
