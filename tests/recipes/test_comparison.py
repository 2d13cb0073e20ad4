"""What benches/mocks asks of every test server, asked of grantd: it refuses all of it."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "benches/mocks"))
from checks import CHECKS  # noqa: E402
from servers import Grantd  # noqa: E402


@pytest.mark.parametrize("check", [check for _, _, check in CHECKS], ids=lambda check: check.__name__)
def test_it_is_refused(check):
    with Grantd(own_time=True) as server:
        assert check(server)


def test_the_docs_have_each():
    docs = (pathlib.Path(__file__).resolve().parents[2] / "docs/testing.md").read_text()
    for what, section, _ in CHECKS:
        assert f"| {what} ({section}) | refused |" in docs, what
