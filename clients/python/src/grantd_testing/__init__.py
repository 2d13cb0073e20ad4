"""The OAuth 2.0 server that integration tests start: `grantd test-server`, from Python.

    with GrantdServer() as server:
        answer = server.authorize("alice", url=client.authorization_url())
        client.finish(answer.redirect_url)

The server is the real grantd, a process of its own over data that goes away. `GrantdServer` starts and stops it and has a
method for each operation of its control API. With pytest the fixture `grantd` gives each test such a server.
"""

from .binary import BinaryNotFound, find_binary
from .control import Control, ControlError, Duration
from .server import GrantdServer, StartError
from .shapes import App, Clock, Exchange, Fault, FaultKind, Person, Ready, Redirected, ResourceServer, SignedIn, Tokens

__all__ = [
    "App",
    "BinaryNotFound",
    "Clock",
    "Control",
    "ControlError",
    "Duration",
    "Exchange",
    "Fault",
    "FaultKind",
    "GrantdServer",
    "Person",
    "Ready",
    "Redirected",
    "ResourceServer",
    "SignedIn",
    "StartError",
    "Tokens",
    "find_binary",
]
__version__ = "0.1.0"
