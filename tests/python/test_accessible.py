"""Every page of the gallery: readable, usable and quick for whoever comes with whatever."""

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chromium import field, gone, heading, press_key, size, start, text, theme, width
from conftest import ROOT
from gallery import PAGES, SITE, Gallery

AXE = ROOT / "tests/node/node_modules/axe-core/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
         "rules": {"target-size": {"enabled": True}}}
MOST = 30 * 1024


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    gallery = Gallery(tmp_path_factory.mktemp("gallery"))
    yield gallery
    gallery.stop()


@pytest.fixture(scope="module")
def driver(gallery, tmp_path_factory):
    yield from start(tmp_path_factory.mktemp("browser"), flags=gallery.flags)


@pytest.fixture
def without_script(gallery, tmp_path):
    yield from start(tmp_path, script=False, flags=gallery.flags)


def findings(driver):
    """What axe has to say, in short."""
    driver.execute_script(AXE.read_text())
    found = driver.execute_async_script("axe.run(document, arguments[0]).then(arguments[1])", RULES)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def weight(gallery, html):
    """How many bytes a page has with all that it loads."""
    assets = {path.replace("&amp;", "&") for path in re.findall(r"/profile/assets/[^\"]+", html)}
    return len(html.encode()) + sum(len(gallery.ask("GET", path).content) for path in assets)


def hanging_out(driver):
    """What stands beyond the edges of the page. What hangs out at the left of a page from right to left cannot be scrolled to,
    so it does not make the page wider; but for what is hidden on purpose."""
    return driver.execute_script("""
        const shown = one => !one.closest('.vh, .skip, [popover], svg, pre, .tear') && one.getClientRects().length > 0;
        return [...document.querySelectorAll('body *')].filter(shown)
            .filter(one => one.getBoundingClientRect().left < -1 || one.getBoundingClientRect().right > innerWidth + 1)
            .map(one => one.outerHTML.slice(0, 80));""")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with the npm packages (npm ci in tests/node)")
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_finding(gallery, driver, name):
    size(driver, 390 if name == "menu" else 1280)
    gallery.show(driver, name)
    for look in ("light", "dark"):
        theme(driver, look)
        assert findings(driver) == [], f"{name} in the {look} theme"
    # 1280 pixels at 400 % are 320 (WCAG 2.2, 1.4.10); at 200 % they are 640.
    for wide in (320, 640, 1920):
        size(driver, wide)
        assert width(driver) <= wide, f"{name} is wider than {wide}"
    size(driver, 320)
    assert findings(driver) == [], f"{name} on a small screen"
    assert weight(gallery, driver.page_source) <= MOST, f"{name} is heavy"
    driver.execute_script("document.documentElement.dir = 'rtl'")
    assert width(driver) <= 320 and hanging_out(driver) == [], f"{name} from right to left"


def test_twice_as_large_text_still_fits(gallery, driver):
    size(driver, 1280)
    for name in ("consent-warned", "apps", "app", "profile", "events", "app-new"):
        gallery.show(driver, name)
        driver.execute_script("document.documentElement.style.fontSize = '200%'")
        assert width(driver) <= 1280, name
        size(driver, 640)
        assert width(driver) <= 640, name
        size(driver, 1280)


def test_from_right_to_left_everything_is_the_other_way_round(gallery, driver):
    for name in ("consent-warned", "app", "grants", "profile"):
        for wide in (1280, 320):
            size(driver, wide)
            gallery.show(driver, name)
            driver.execute_script("document.documentElement.dir = 'rtl'")
            left = driver.execute_script("return Math.min(...[...document.querySelectorAll('main *')].filter(one => !one.closest('.vh'))"
                                         ".map(one => one.getBoundingClientRect().left))")
            assert width(driver) <= wide and left >= 0, name
            for words in driver.find_elements(By.CSS_SELECTOR, ".says"):
                assert words.value_of_css_property("text-align") == "right", f"{name}: {words.text}"


def test_nothing_moves_while_a_page_comes_and_nothing_else_is_fetched(gallery, driver):
    size(driver, 1280)
    for name in ("consent", "app", "grants", "sign-in", "profile"):
        gallery.show(driver, name)
        moved = driver.execute_async_script("""
            const done = arguments[0]; let sum = 0;
            new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 300);""")
        assert moved == 0, f"{name} moved by {moved}"
        fetched = driver.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
        known = re.compile(re.escape(SITE) + r"/profile/assets/(style\.css|favicon\.svg|(copy|passkey)\.js|logo)\?v=[0-9a-f]{8}")
        assert all(known.fullmatch(address) for address in fetched), fetched


def tab_to(driver, what, most=60):
    """Goes on with the tabulator until the element has the focus whose text, name or value that is."""
    for _ in range(most):
        press_key(driver, Keys.TAB)
        here = driver.switch_to.active_element
        if what in (" ".join((here.get_attribute("textContent") or "").split()), here.get_attribute("name"), here.get_attribute("value")):
            ring = driver.execute_script("return getComputedStyle(arguments[0]).outlineStyle", here)
            assert ring != "none", f"{what} has the focus and does not show it"
            return here
    raise AssertionError(f"{what} cannot be reached")


def enter(driver, key=Keys.ENTER):
    here = driver.find_element(By.TAG_NAME, "html")
    press_key(driver, key)
    gone(driver, here)


def test_the_keyboard_alone_signs_in_authorises_and_withdraws(gallery, driver):
    size(driver, 1280)
    gallery.go(driver, None, gallery.authorize("Heat Map"))
    tab_to(driver, "Skip to the content")
    tab_to(driver, "email").send_keys("frida")
    tab_to(driver, "password").send_keys(gallery.people["frida"]["password"])
    enter(driver)
    assert "Heat Map asks to use your account" in heading(driver)
    box = tab_to(driver, "scope")
    box.send_keys(Keys.SPACE)
    assert not box.is_selected()
    tab_to(driver, "Authorise")
    enter(driver)
    # Everything unticked: what is wrong has the focus, and leads to the field.
    summary = driver.switch_to.active_element
    assert summary.get_attribute("role") == "alert" and "Leave at least one ticked" in summary.text
    tab_to(driver, "Leave at least one ticked, or cancel.").send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.get_attribute("name") == "scope" or driver.current_url.endswith("#scope")
    field(driver, "scope").send_keys(Keys.SPACE)
    answer = gallery.control("/authorize", user="frida", url=SITE + gallery.authorize("Heat Map"))
    assert "code" in answer["params"]
    driver.get(SITE + "/profile/grants")
    tab_to(driver, "Withdraw the access of Heat Map")
    enter(driver)
    tab_to(driver, "Withdraw access")
    enter(driver)
    assert "can no longer use your account" in text(driver)


def test_on_a_small_screen_the_keyboard_opens_and_closes_the_menu(gallery, driver):
    size(driver, 390)
    gallery.go(driver, "anna", "/profile/grants")
    events = driver.find_element(By.LINK_TEXT, "Activity") if driver.find_elements(By.LINK_TEXT, "Activity") else None
    assert events is None, "the links are in the menu"
    tab_to(driver, "Menu").send_keys(Keys.ENTER)
    assert driver.find_element(By.LINK_TEXT, "Activity").is_displayed()
    press_key(driver, Keys.ESCAPE)
    assert not driver.find_elements(By.LINK_TEXT, "Activity")
    press_key(driver, Keys.ENTER)
    tab_to(driver, "Activity")
    enter(driver)
    assert heading(driver) == "Activity"


def test_without_style_and_script_everything_can_be_done(gallery, without_script):
    driver = without_script
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/style.css*"]})
    gallery.go(driver, "anna", "/profile/grants")
    for menu in driver.find_elements(By.CSS_SELECTOR, "button.menu"):
        menu.click()
    here = driver.find_element(By.TAG_NAME, "html")
    driver.find_element(By.LINK_TEXT, "Your apps").click()
    gone(driver, here)
    assert heading(driver) == "Your apps" and "Heat Map" in text(driver)
    driver.get(SITE + "/profile/apps/6")
    assert gallery.ready["apps"]["Heat Map"]["client_id"] in text(driver), "what is to be copied stands there"


def test_what_is_there_to_be_copied_is_copied_with_one_press(gallery, driver):
    driver.execute_cdp_cmd("Browser.grantPermissions", {"origin": SITE, "permissions": ["clipboardReadWrite",
                                                                                       "clipboardSanitizedWrite"]})
    gallery.go(driver, "ben", "/profile/apps/7")
    button = driver.find_element(By.CSS_SELECTOR, ".copier")
    assert button.text.split("\n")[0].startswith("Copy")
    button.click()
    pasted = driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert pasted == gallery.ready["apps"]["Watch Sync"]["client_id"]
    log = [entry["message"] for entry in driver.get_log("browser") if "Content Security" in entry["message"]]
    assert log == [], "the policy allows the script"
