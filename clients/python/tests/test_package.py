"""What is published: the sdist and the wheel build, and hold what they should. Types, and the README as it is written."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile

import pytest

from conftest import PACKAGE

import grantd_testing


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel, made from the sdist as installers make it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, PACKAGE)
    return next(out.glob("*.whl")), next(out.glob("*.tar.gz"))


def test_the_wheel_holds_the_package(built):
    wheel, _ = built
    assert wheel.name == f"grantd_testing-{grantd_testing.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        modules = {f"grantd_testing/{file.name}" for file in (PACKAGE / "src/grantd_testing").iterdir() if file.is_file()}
        assert {name for name in names if name.startswith("grantd_testing/")} == modules and "grantd_testing/py.typed" in names
        metadata = archive.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
    assert "License-Expression: Apache-2.0 OR MIT" in metadata and "# grantd-testing for Python" in metadata
    assert re.findall(r"Requires-Dist: (.*)", metadata) == ['pytest>=8 ; extra == "pytest"']


def test_the_sdist_holds_what_it_is_built_and_tested_from(built):
    _, sdist = built
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/grantd_testing/py.typed", "tests/test_plugin.py"} <= names


def test_installed_it_is_a_plugin_by_itself(built, tmp_path):
    """As a project has it: nothing but `pip install`, and the fixture is there."""
    run(sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", tmp_path / "site", built[0])
    (tmp_path / "project").mkdir()
    (tmp_path / "project/test_it.py").write_text("import grantd_testing\n\ndef test_it(grantd):\n"
                                                 f"    assert grantd_testing.__file__.startswith('{tmp_path}')\n")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    assert "1 passed" in run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", cwd=tmp_path / "project", env=environment)


def test_the_versions_are_one():
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text())["project"]
    assert project["version"] == grantd_testing.__version__ and project["dependencies"] == []
    ours = PACKAGE.parents[1] / "Cargo.toml"
    assert tomllib.loads(ours.read_text())["package"]["version"] == project["version"]


def test_the_types_are_strict(tmp_path):
    run(sys.executable, "-m", "mypy", "--cache-dir", tmp_path, "--config-file", "pyproject.toml", cwd=PACKAGE)


def test_users_see_the_types(tmp_path):
    (tmp_path / "user.py").write_text("from grantd_testing import GrantdServer\nwith GrantdServer(seed='x') as server:\n"
                                      "    reveal_type(server.authorize('alice', 'u').params)\n    reveal_type(server.tokens('good'))\n")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", "user.py"], cwd=tmp_path,
                          env=os.environ | {"MYPYPATH": str(PACKAGE / "src")}, capture_output=True, text=True, timeout=110)
    assert 'incompatible type "str"; expected "int | None"' in done.stdout, done.stdout + done.stderr
    assert 'Revealed type is "dict[str, str]"' in done.stdout.replace("builtins.", "") and "shapes.Tokens" in done.stdout


def examples():
    found = dict(re.findall(r"<!-- test:begin (\w+) -->\n```python\n(.*?)```\n<!-- test:end -->", (PACKAGE / "README.md").read_text(), re.S))
    assert list(found) == ["pytest", "marker", "plain"]
    return found


@pytest.mark.parametrize("name", ["pytest", "marker"])
def test_the_readme_with_pytest(pytester, name):
    pytester.makepyfile(examples()[name])
    pytester.runpytest_subprocess("-p", "grantd_testing.pytest_plugin").assert_outcomes(passed=1)


def test_the_readme_without_pytest():
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+ grr_\S+\n", run(sys.executable, "-c", examples()["plain"]))


def test_the_readme_names_every_method():
    readme = (PACKAGE / "README.md").read_text()
    for name in dir(grantd_testing.GrantdServer):
        if not name.startswith("_") and name not in ("running", "openapi"):
            assert re.search(rf"`{name}[`(]", readme), name
