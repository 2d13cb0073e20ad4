"""FitTrackee as the comparison runs it, with a database that is as durable as PostgreSQL is by itself:
`fittrackee_peer.py DIRECTORY`. Only how it is asked stands here; how it is started is what the tests have."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.append(str(ROOT / "tests/python"))

import requests  # noqa: E402

from fittrackee_server import FitTrackee, version  # noqa: E402
from peer import REDIRECT_URI, WORKERS, offer  # noqa: E402

SCOPE = "profile:read notifications:read"

# Nobody but this machine hears what is said over loopback.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

with FitTrackee(pathlib.Path(sys.argv[1]) / "instance", durable=True, workers=WORKERS) as running:
    running.add_user("ada")
    session = {"Authorization": f"Bearer {running.login('ada')}"}
    app = {"client_name": "compare", "client_uri": "https://app.example", "redirect_uris": [REDIRECT_URI], "scope": SCOPE}
    made = requests.post(running.url + "/api/oauth/apps", json=app, headers=session, timeout=30)
    made.raise_for_status()
    client = made.json()["data"]["client"]
    postmaster = int((running.directory / "database/postmaster.pid").read_text().split()[0])
    offer(
        name=f"FitTrackee {version()}, PostgreSQL", address=running.url.removeprefix("http://"), durable=True,
        processes=[running.process.pid, postmaster], client_id=client["client_id"], client_secret=client["client_secret"],
        scope=SCOPE, sessions=[f"Authorization: {session['Authorization']}"],
        authorize={"method": "POST", "path": "/api/oauth/authorize", "more": "confirm=true"}, token="/api/oauth/token",
        # It has no introspection. This is the least that it does for a token.
        validations=[{
            "kind": "bearer", "method": "GET", "path": "/api/notifications/unread",
            "headers": "Authorization: Bearer {token}", "expect": {"/status": "success", "/unread": False}}])
