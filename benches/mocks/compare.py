"""Starts each server, asks it what it must refuse, and prints what it did as tables in Markdown."""

import os
import statistics
import sys

from checks import CHECKS
from servers import SERVERS, NotOffered, Refused


def main(tables):
    chosen = os.environ.get("MOCKS")
    servers = [one for one in SERVERS if chosen is None or one.name in chosen.split(",")]
    servers = [one for one in servers if starts(one)]
    if not tables or "refusals" in tables:
        refusals(servers)
        print()
    if not tables or "costs" in tables:
        costs(servers, int(os.environ.get("ROUNDS", "15")))


def starts(server):
    try:
        with server():
            return True
    except (RuntimeError, OSError) as error:
        print(f"LEFT OUT: {server.name}: {error}", file=sys.stderr)
        return False


def refusals(servers):
    """A server for each check: what one did to it is nothing to the next."""
    table = [["", *(one.name for one in servers)]]
    counts = {one: [0, 0] for one in servers}
    for what, section, check in CHECKS:
        row = [f"{what} ({section})"]
        for server in servers:
            with server(own_time=True) as running:
                try:
                    refused = check(running)
                except NotOffered as lacks:
                    row.append(f"– ({lacks})")
                    continue
                except (Refused, AssertionError) as error:
                    print(f"{server.name}: {what}: what is right is refused, too: {error}", file=sys.stderr)
                    row.append("– (nor what is right)")
                    continue
            counts[server][not refused] += 1
            row.append("refused" if refused else "**accepted**")
        table.append(row)
    table.append(["all of these", *(f"{refused} refused, {accepted} accepted" for refused, accepted in counts.values())])
    show(table)


def costs(servers, rounds):
    """From `exec` to the first answer, and what is resident after a flow; the servers take turns.

    How long a start takes depends on what else the machine does. How long its threads ran depends on that much less.
    """
    seen = {one: [] for one in servers}
    for _ in range(rounds):
        for server in servers:
            with server() as running:
                CHECKS[0][2](running)
                seen[server].append((running.took * 1000, running.worked * 1000, running.memory() / 1024))
    medians = {one: [statistics.median(column) for column in zip(*values)] for one, values in seen.items()}
    table = [["", "version", "set up", "ready after", "processor time until then", "memory"]]
    for server in servers:
        row = [server.name, server.version, server.how]
        for value, first, unit in zip(medians[server], medians[servers[0]], ("ms", "ms", "MiB")):
            row.append(f"{value:.{0 if value >= 10 else 1}f} {unit}" + (f" ({value / first:.1f} times)" if server != servers[0] else ""))
        table.append(row)
    show(table)


def show(table):
    for number, row in enumerate(table):
        print("| " + " | ".join(row) + " |")
        if number == 0:
            print("|---" + "|---" * (len(row) - 1) + "|")


if __name__ == "__main__":
    main(sys.argv[1:])
