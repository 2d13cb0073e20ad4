"""Where the program is that this package starts."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess

__all__ = ["BinaryNotFound", "find_binary"]


class BinaryNotFound(Exception):
    """There is no grantd to start; the message says how to get one."""


def find_binary(here: pathlib.Path | None = None) -> str:
    """The path of grantd: `$GRANTD_BIN`, else `grantd` in `$PATH`, else that of the checkout that this package lies in.

    In a checkout it is the newest of `target/release/grantd` and `target/debug/grantd`, or of the same below
    `$CARGO_TARGET_DIR`; where there is neither, `cargo build` makes the second. `here` is where to look for the checkout
    from, this file when left out.
    """
    named = os.environ.get("GRANTD_BIN")
    if named:
        found = shutil.which(named)
        if found is None:
            raise BinaryNotFound(f"GRANTD_BIN is {named}, which is no program that can be run")
        return os.path.abspath(found)
    found = shutil.which("grantd")
    if found is not None:
        return os.path.abspath(found)
    checkout = _checkout(here or pathlib.Path(__file__))
    if checkout is None:
        raise BinaryNotFound("there is no grantd: install it, or name the program in the environment variable GRANTD_BIN")
    return str(_built(checkout) or _build(checkout))


def _checkout(here: pathlib.Path) -> pathlib.Path | None:
    """The checkout of grantd that a file lies in as `clients/python/src/grantd_testing/…`."""
    parents = here.resolve().parents
    root = parents[4] if len(parents) > 4 else None
    if root is None or parents[2] != root / "clients" / "python":
        return None
    try:
        manifest = (root / "Cargo.toml").read_text(encoding="utf-8")
    except OSError:
        return None
    return root if 'name = "grantd"' in manifest.splitlines() else None


def _target(checkout: pathlib.Path) -> pathlib.Path:
    return checkout / os.environ.get("CARGO_TARGET_DIR", "target")


def _built(checkout: pathlib.Path) -> pathlib.Path | None:
    programs = [_target(checkout) / profile / "grantd" for profile in ("release", "debug")]
    return max((one for one in programs if one.is_file()), key=lambda one: one.stat().st_mtime, default=None)


def _build(checkout: pathlib.Path) -> pathlib.Path:
    command = ["cargo", "build", "--locked", "--bin", "grantd"]
    try:
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise BinaryNotFound(f"grantd is not built, and there is no cargo to build it with: install Rust and run "
                             f"`cargo build` in {checkout}, or name a program in GRANTD_BIN") from None
    program = _built(checkout)
    if done.returncode != 0 or program is None:
        raise BinaryNotFound(f"`{' '.join(command)}` in {checkout} failed:\n{done.stderr}")
    return program
