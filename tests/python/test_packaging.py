"""What a package is put together from is there. The package itself is for tests/packages, which takes minutes."""

import subprocess
import tomllib

import pytest

from conftest import ROOT


def test_every_file_of_the_package_is_there():
    package = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["metadata"]["deb"]
    for source, *_ in package["assets"]:
        assert source.startswith("target/") or list(ROOT.glob(source)), source
    for script in ("postinst", "prerm", "postrm", "templates"):
        assert (ROOT / package["maintainer-scripts"] / script).is_file()


@pytest.mark.parametrize("key", ['listen = "127.0.0.1:8080"', 'data_dir = "data"'])
def test_the_configuration_has_the_lines_that_packages_change(key):
    assert (ROOT / "conf/grantd.toml").read_text().splitlines().count(key) == 1


def test_the_scripts_can_be_read():
    for shell, scripts in (("sh", ("debian/postinst", "debian/prerm", "debian/postrm")), ("bash", ("build-deb", "build-container"))):
        for script in scripts:
            subprocess.run([shell, "-n", ROOT / "packaging" / script], check=True)
