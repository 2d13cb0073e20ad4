"""Import, export and check of many records take little memory, with and without a daemon: slices, never the whole.

GRANTD_RECORDS=1000000 is the long form: a few minutes, and the limits that docs/data.md tells."""

import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import time

from conftest import BINARY, Grantd

RECORDS = int(os.environ.get("GRANTD_RECORDS", 30_000))
LONG = RECORDS > 500_000
# MiB, resident at most. In the long form sled alone needs 65 to 97 to open the store.
IMPORT, EXPORT = (150, 120) if LONG else (75, 60)


def write_export(path):
    """A quarter families, the rest their tokens, in the order of a real export; when they end is anybody's guess."""
    chance = random.Random(1)
    families = sorted(hashlib.md5(str(n).encode()).hexdigest() for n in range(RECORDS // 4))
    tokens = sorted(hashlib.sha256(str(n).encode()).hexdigest() for n in range(RECORDS - len(families)))
    family = {"client": 1, "user": 1, "grant_id": 7, "scope": "profile:read", "generation": 0, "rotations": [],
              "expires_at": 4_000_000_000_000}
    checksum = hashlib.sha256()
    with path.open("wb") as output:

        def line(value, summed=True):
            text = json.dumps(value, separators=(",", ":"), sort_keys=True).encode() + b"\n"
            output.write(text)
            if summed:
                checksum.update(text)

        line({"grantd": "export", "format": 1, "version": "0.1.0", "created_at": ""})
        for number, name in enumerate(tokens):
            record = {"family": families[number % len(families)], "generation": 0, "narrowed_scope": None,
                      "issued_at": 1_790_000_000_000, "expires_at": 3_900_000_000_000 + chance.randrange(10**10)}
            line({"kind": "access_token", "key": name, "record": record})
        for name in families:
            line({"kind": "family", "key": name, "record": family})
        for sequence in ("client", "user"):
            line({"kind": "counter", "key": sequence, "record": {"next": 2}})
        line({"end": True, "records": RECORDS + 2, "sha256": checksum.hexdigest()}, summed=False)


def high_water(pid):
    """The most memory that a process had so far, in MiB; 0 when it has ended."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0


def peak(grantd, *arguments, output=subprocess.DEVNULL):
    """Runs a command; how much memory it had at most, in MiB. What wait4 tells is no use: it counts who forked, too."""
    command = [BINARY, "--config", str(grantd.config), "--data-dir", str(grantd.data), *arguments]
    process = subprocess.Popen(command, stdout=output)
    most = 0
    while process.poll() is None:
        most = max(most, high_water(process.pid))
        time.sleep(0.02)
    assert process.returncode == 0, arguments
    return most


def test_many_records_move_in_little_memory(tmp_path):
    source, copy = tmp_path / "export.jsonl", tmp_path / "copy.jsonl"
    write_export(source)
    grantd = Grantd(tmp_path)
    figures = {"import": peak(grantd, "import", str(source))}
    with copy.open("wb") as output:
        figures["export"] = peak(grantd, "export", output=output)
    figures["check --data"] = peak(grantd, "check", "--data")
    grantd.start()
    try:
        before = grantd.resident() / 1024
        figures["export beside a daemon"] = peak(grantd, "export")
        figures["what that adds to the daemon"] = grantd.resident() / 1024 - before
    finally:
        grantd.stop()
    print({name: round(figure) for name, figure in figures.items()}, "MiB")
    records = lambda path: [json.loads(line) for line in path.read_bytes().splitlines()[1:-1]]
    assert records(copy) == records(source)
    assert figures["import"] < IMPORT, figures
    assert max(figures["export"], figures["check --data"]) < EXPORT, figures
    assert figures["export beside a daemon"] < 40 and figures["what that adds to the daemon"] < 40, figures
