"""The recipes of docs/testing.md, as they are written: each is copied out into a directory of its own and run there."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def recipes():
    """The files of each recipe."""
    found = {}
    text = (ROOT / "docs/testing.md").read_text()
    for recipe, name, code in re.findall(r"<!-- recipe:begin (\w+) (\S+) -->\n```\w+\n(.*?)```\n<!-- recipe:end -->", text, re.S):
        found.setdefault(recipe, {})[name] = code
    return found


def run(directory, recipe, *command):
    for name, code in recipes()[recipe].items():
        (directory / name).write_text(code)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "clients/python/src")}
    environment.pop("NODE_TEST_CONTEXT", None)
    done = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def with_pytest(directory, recipe):
    return run(directory, recipe, sys.executable, "-m", "pytest", "-p", "grantd_testing.pytest_plugin", "-p", "no:cacheprovider")


def test_there_are_five():
    assert {recipe: list(files) for recipe, files in recipes().items()} == {
        "flask": ["notes.py", "test_notes.py"], "axum": ["axum_api.rs"], "cli": ["login.mjs", "login.test.mjs"],
        "browser": ["trails.py", "test_trails.py"], "lost": ["tokens.py", "test_tokens.py"]}


def test_a_flask_api(tmp_path):
    assert "7 passed" in with_pytest(tmp_path, "flask")


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node")
def test_a_node_cli(tmp_path):
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/grantd-testing").symlink_to(ROOT / "clients/node")
    assert "# pass 3" in run(tmp_path, "cli", "node", "--test", "--test-reporter=tap", "login.test.mjs")


@pytest.mark.skipif(shutil.which("chromium") is None or shutil.which("chromedriver") is None, reason="there is no Chromium with its driver")
def test_a_browser(tmp_path):
    assert "3 passed" in with_pytest(tmp_path, "browser")


def test_a_lost_answer(tmp_path):
    assert "5 passed" in with_pytest(tmp_path, "lost")
