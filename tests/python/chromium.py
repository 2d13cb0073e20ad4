"""Real Chromium, driven as a person drives it."""

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1100,900"]


def start(tmp_path, script=True, flags=()):
    """A browser with a profile of its own; a generator that quits it at its end."""
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for flag in [*FLAGS, *flags, f"--user-data-dir={tmp_path / 'profile'}"]:
        options.add_argument(flag)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(30)
    yield driver
    driver.quit()


def field(driver, name):
    return driver.find_element(By.NAME, name)


def fill(driver, **typed):
    for name, value in typed.items():
        element = field(driver, name)
        element.clear()
        element.send_keys(value)


def press(driver, text):
    """Presses the button or link that begins with these words, and waits for the next page."""
    here = driver.find_element(By.TAG_NAME, "html")
    path = f"//main//*[self::button or self::a][starts-with(concat(normalize-space(.), ' '), '{text} ')]"
    driver.find_element(By.XPATH, path).click()
    gone(driver, here)


def gone(driver, element):
    """Waits for the next page. While the old one is being left, the driver may answer with all kinds of errors."""
    def left(_):
        try:
            element.is_enabled()
            return False
        except WebDriverException:
            return True

    def arrived(_):
        try:
            ready = driver.execute_script("return document.readyState") == "complete"
            return ready and driver.find_elements(By.TAG_NAME, "h1")
        except WebDriverException:
            return False

    WebDriverWait(driver, 20).until(left)
    WebDriverWait(driver, 20).until(arrived)


def press_key(driver, *keys):
    """Keys for whatever has the focus, as from the keyboard."""
    driver.switch_to.active_element.send_keys(*keys)


def heading(driver):
    return driver.find_element(By.TAG_NAME, "h1").text


def text(driver):
    return driver.find_element(By.TAG_NAME, "body").text


def theme(driver, name):
    """`light` or `dark`, as the person prefers."""
    features = [{"name": "prefers-color-scheme", "value": name}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def size(driver, width, height=900, mobile=False):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile})


def width(driver):
    """How wide the page wants to be."""
    return driver.execute_script("return document.documentElement.scrollWidth")
