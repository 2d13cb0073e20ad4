"""The README's first app, as it is written: a newcomer must get to a token by it alone."""

import os
import pathlib
import re
import subprocess
import sys

from conftest import BINARY, PASSWORD, ROOT, Person, answer_of


def blocks():
    text = (ROOT / "README.md").read_text()
    found = re.findall(r"<!-- ci:begin (\w+) -->\n```\w+\n(.*?)```\n<!-- ci:end -->", text, re.S)
    assert [name for name, _ in found] == ["account", "app", "script"]
    return dict(found)


def test_the_first_app(make, tmp_path):
    grantd = make()
    # The daemon of this test has a port, a data directory and a binary of its own; all else is as written.
    here = lambda block: block.replace("http://localhost:8080", grantd.url)
    home = tmp_path / "home"
    (home / "target/release").mkdir(parents=True)
    wrapper = home / "target/release/grantd"
    wrapper.write_text(f"#!/bin/sh\nexec {BINARY} --config {grantd.config} --data-dir {grantd.data} \"$@\"\n")
    wrapper.chmod(0o755)
    written = blocks()
    shell = here(written["account"]) + here(written["app"])
    done = subprocess.run(["sh", "-eu", "-c", shell], cwd=home, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    session = re.search(r'"auth_token":"([^"]+)"', (home / "session.json").read_text()).group(1)
    grantd.secret(session)
    assert PASSWORD in written["account"]

    script = here(written["script"])
    assert len(script.strip().splitlines()) == 10
    app = subprocess.Popen([sys.executable, "-u", "-c", script], cwd=home, text=True, stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    link = app.stdout.readline().split()[1]
    # What the person does in the browser.
    arrived = Person(grantd, "ada", session).consent(link)
    grantd.secret(answer_of(arrived)["code"])
    printed, _ = app.communicate(arrived + "\n", timeout=60)
    assert app.returncode == 0
    assert "'username': 'ada'" in printed
    assert pathlib.Path(home / "app.json").exists()
