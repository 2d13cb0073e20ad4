"""Makes docs/screenshots: every page in both themes and at two widths. `tests/run --screenshots` calls it.

The same pages make the same files: people, apps, keys and time are those of gallery.toml. The files have 16 colours and no dithering
(pngquant), and are packed more tightly than usual (zopfli)."""

import base64
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile

from chromium import size, start, theme
from conftest import ROOT
from gallery import PAGES, Gallery

FOLDER = ROOT / "docs/screenshots"
MOST = 9 * 1024 * 1024
WIDTHS = {390: 700, 1280: 720}
# What is the same at the other width, or is there at one only.
ONLY = {"menu": [390]}


# Where a run has its files, and on which port, is another place each time.
STEADY = """
    for (const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); nodes.nextNode();) {
        const node = nodes.currentNode;
        node.data = node.data.replace(/\\/tmp\\/[^/"\\s]+/g, "/srv/grantd").replace(/127\\.0\\.0\\.1:\\d{5}/g, "127.0.0.1:8080");
    }
"""


def picture(driver, wide, high):
    """The whole page, and at least what a screen of that size shows."""
    size(driver, wide, high, mobile=wide < 600)
    content = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["height"]
    clip = {"x": 0, "y": 0, "width": wide, "height": max(high, content), "scale": 1}
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True})
    return base64.b64decode(shot["data"])


def pack(raw, file):
    few = subprocess.run(["pngquant", "--nofs", "--speed", "1", "--strip", "16", "-"], input=raw, capture_output=True, check=True)
    with tempfile.TemporaryDirectory() as place:
        loose = pathlib.Path(place, "loose.png")
        loose.write_bytes(few.stdout)
        subprocess.run(["zopflipng", "-y", "--filters=0", "--iterations=1", loose, file], capture_output=True, check=True)


def main(chosen):
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in [] if chosen else FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place, concurrent.futures.ThreadPoolExecutor(2) as packers:
        gallery, packing = Gallery(place), []
        try:
            for driver in start(pathlib.Path(place), flags=gallery.flags):
                for name in chosen or PAGES:
                    widths = ONLY.get(name, WIDTHS)
                    size(driver, min(widths), WIDTHS[min(widths)], mobile=True)
                    gallery.show(driver, name)
                    driver.execute_script(STEADY)
                    for look in ("light", "dark"):
                        theme(driver, look)
                        for wide in widths:
                            raw = picture(driver, wide, WIDTHS[wide])
                            packing.append(packers.submit(pack, raw, FOLDER / f"{name}-{look}-{wide}.png"))
        finally:
            gallery.stop()
        [one.result() for one in packing]
    files = list(FOLDER.glob("*.png"))
    whole = sum(file.stat().st_size for file in files)
    print(f"{len(files)} screenshots of {len(PAGES)} pages, {whole / 1024:.0f} KiB")
    return 0 if whole <= MOST else f"more than {MOST} bytes"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
