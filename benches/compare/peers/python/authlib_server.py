"""Authlib as the comparison runs it: `authlib_server.py DIRECTORY`."""

import importlib.metadata
import os
import sys
import urllib.parse

from peer import CLIENT, SCOPE, gunicorn, offer

os.environ["DIRECTORY"] = sys.argv[1]

from authlib_app import API, prepare  # noqa: E402: the app reads where its database is

cookie = prepare()
process, address = gunicorn("authlib_app:app", sys.argv[1])
offer(
    name=f"Authlib {importlib.metadata.version('authlib')} on Flask, SQLite", address=address, durable=True,
    processes=[process.pid], **CLIENT, sessions=[f"Cookie: session={cookie}"],
    authorize={"method": "POST", "path": "/oauth/authorize"}, token="/oauth/token",
    validations=[{
        "kind": "introspection", "method": "POST", "path": "/oauth/introspect",
        "body": urllib.parse.urlencode(API) + "&token={token}",
        "expect": {"/active": True, "/client_id": CLIENT["client_id"], "/username": "ada", "/scope": SCOPE}}])
process.terminate()
process.wait(20)
