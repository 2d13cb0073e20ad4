"""What the peers written in Python share: gunicorn on a free port, and the line that says that it is ready."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

REDIRECT_URI = "https://app.example/cb"
SCOPE = "profile:read workouts:read"
CLIENT = {"client_id": "compare", "client_secret": "a secret that is as long as a secret should be"}
# Two processes, one a core; threads, so that connections are kept and nobody waits for one that is idle.
WORKERS = ["--workers", "2", "--worker-class", "gthread", "--threads", "8", "--keep-alive", "75", "--timeout", "120",
           "--graceful-timeout", "2", "--no-control-socket"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def gunicorn(app, directory):
    """Serves an app of a module in this directory; its process and address."""
    address = f"127.0.0.1:{free_port()}"
    command = [pathlib.Path(sys.executable).parent / "gunicorn", "-b", address, *WORKERS, app]
    process = subprocess.Popen(
        command, cwd=pathlib.Path(__file__).parent, stdin=subprocess.DEVNULL, stdout=sys.stderr,
        # Nobody but this machine hears what is said over loopback.
        env=os.environ | {"DIRECTORY": str(directory), "AUTHLIB_INSECURE_TRANSPORT": "1"})
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://{address}/ready", timeout=5)
            return process, address
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)


def offer(**what):
    """Says that it is ready, and comes back when standard input ends."""
    print(json.dumps({"redirect_uri": REDIRECT_URI, "scope": SCOPE} | what), flush=True)
    sys.stdin.read()
