"""What an operator gives the pages: a name, a logo, a colour."""

import re
import subprocess
import zlib

import pytest
from selenium.webdriver.common.by import By

from chromium import start, theme
from conftest import BINARY, CHEAP

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" onload="document.title = 'ran'">
<script>document.title = "ran"</script><rect width="60" height="20" fill="#333"/></svg>"""


def png(width, height):
    def chunk(name, content):
        whole = name + content
        return len(content).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    rows = (b"\0" + b"\x7f" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def instance(tmp_path, logo, accent="#ffcc00"):
    (tmp_path / "logo").write_bytes(logo)
    return f'[instance]\nname = "Trail Club"\nlogo = "{tmp_path}/logo"\naccent = "{accent}"\n{CHEAP}'


@pytest.fixture
def driver(tmp_path):
    yield from start(tmp_path)


def test_name_logo_and_colour_are_on_every_page(make, tmp_path, driver):
    grantd = make(instance(tmp_path, png(60, 20)))
    driver.get(grantd.url + "/login")
    assert driver.title == "Sign in – Trail Club"
    logo = driver.find_element(By.CSS_SELECTOR, ".brand img")
    assert driver.execute_script("return [arguments[0].naturalWidth, arguments[0].width, arguments[0].height]", logo) == [60, 84, 28]
    button = driver.find_element(By.CSS_SELECTOR, "button.primary")
    theme(driver, "dark")
    assert button.value_of_css_property("background-color") == "rgba(255, 204, 0, 1)"
    theme(driver, "light")
    red, green, blue = map(int, re.findall(r"\d+", button.value_of_css_property("background-color"))[:3])
    assert red > green > blue and red < 160, "in the light theme it is dark enough for white text"
    assert button.value_of_css_property("color") == "rgba(255, 255, 255, 1)"
    assert not [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]


def test_a_logo_is_a_picture_wherever_it_is_opened(make, tmp_path, driver):
    grantd = make(instance(tmp_path, SVG.encode()))
    address = re.search(r"/profile/assets/logo\?v=[0-9a-f]{8}", grantd.get("/login").text).group()
    answer = grantd.get(address)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    driver.get(grantd.url + address)
    assert driver.title != "ran"
    driver.get(grantd.url + "/login")
    assert driver.execute_script("return document.querySelector('.brand img').naturalWidth") > 0
    assert driver.title == "Sign in – Trail Club"


def test_another_look_has_other_addresses(make, tmp_path):
    grantd = make(instance(tmp_path, png(20, 20)))
    style = lambda: re.search(r"/profile/assets/style\.css\?v=[0-9a-f]{8}", grantd.get("/login").text).group()
    before = style()
    grantd.config.write_text(instance(tmp_path, png(20, 20), accent="#00aa44"))
    grantd.restart()
    assert style() != before
    told = lambda: grantd.get(style()).text.count("--accent:#")
    with_another = told()
    grantd.config.write_text(CHEAP)
    grantd.restart()
    assert grantd.get("/profile/assets/logo").status_code == 404
    # The stylesheet has its own, which comes first.
    assert 0 < told() < with_another and "<title>Sign in – grantd</title>" in grantd.get("/login").text


def test_what_cannot_be_shown_is_told_at_once(tmp_path):
    for logo, accent, why in [
        (b"GIF89a", "#ffcc00", "instance.logo: .*logo is no PNG, WebP or SVG"),
        (b"\x89PNG" * 20000, "#ffcc00", "instance.logo: .*is larger than 10KiB"),
        (png(1, 1), "teal", 'instance.accent: "teal" is not a colour; write # and six'),
    ]:
        (tmp_path / "other.toml").write_text(instance(tmp_path, logo, accent))
        done = subprocess.run([BINARY, "--config", tmp_path / "other.toml", "check"], capture_output=True, text=True)
        assert done.returncode == 2 and re.search(why, done.stderr), done.stderr
