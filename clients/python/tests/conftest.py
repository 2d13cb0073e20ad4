import pathlib

pytest_plugins = ["pytester"]

PACKAGE = pathlib.Path(__file__).resolve().parents[1]
