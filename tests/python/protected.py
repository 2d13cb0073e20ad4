"""What tests of the gateway and of forward-auth have in common: routes of every kind, somebody with a token, upstreams on bare
sockets."""

import json
import signal
import socket
import threading

from conftest import CHEAP, bearer, until

ROUTES = """
[[route]]
path = "/api/notes/{*rest}"
scope = "workouts:read"

[[route]]
path = "/open/{*rest}"
public = true

[[route]]
path = "/maybe"
scope = "workouts:read"
optional = true

[[route]]
path = "/mine"
first_party = true

[[route]]
path = "/only"
methods = ["GET", "PUT"]
public = true
"""


def upstream(url, path="/", **keys):
    more = "".join(f"{key} = {json.dumps(value) if not isinstance(value, dict) else '{ ' + ', '.join(f'{k} = {json.dumps(v)}' for k, v in value.items()) + ' }'}\n"
                   for key, value in keys.items())
    return f'\n[[upstream]]\npath = "{path}"\nurl = "{url}"\n{more}'


class Wire:
    """An upstream on bare sockets: `serve` gets each connection."""

    def __init__(self, serve, path=None):
        self.socket = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        self.socket.bind(str(path) if path else ("127.0.0.1", 0))
        self.socket.listen(64)
        self.url = f"unix:{path}" if path else f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.serve, self.connections = serve, 0
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            connection, _ = self.socket.accept()
            self.connections += 1
            threading.Thread(target=self.one, args=(connection,), daemon=True).start()

    def one(self, connection):
        try:
            self.serve(connection)
        except (ConnectionError, OSError):
            pass
        finally:
            connection.close()


def head(connection):
    """Reads up to the end of a head: it, and what came after."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            raise ConnectionError
        data += part
    before, after = data.split(b"\r\n\r\n", 1)
    return before.decode("latin-1"), after


class Setting:
    def __init__(self, make, config):
        self.grantd = make(ROUTES)
        self.user = self.grantd.add_user("alice")
        self.client = self.user.add_app("workouts:read profile:read")
        self.tokens = self.user.tokens(self.client, "workouts:read")
        self.token = self.tokens["access_token"]
        self.configure(ROUTES + config)

    def configure(self, text):
        before = self.grantd.log.read_text().count("the configuration was read again")
        self.grantd.config.write_text(text + "\n" + CHEAP)
        self.grantd.process.send_signal(signal.SIGHUP)
        until(lambda: self.grantd.log.read_text().count("the configuration was read again") > before)

    def get(self, path, token=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.grantd.get(path, headers=headers | (bearer(token) if token else {}))

    def seen(self, path, token=None, **headers):
        """The headers that the API gets."""
        answer = self.get(path, token, **headers)
        assert answer.status_code == 200, answer.text
        return [(name.lower(), value) for name, value in answer.json()["headers"]]
