"""A method for each operation of the control API (`GET /_test/openapi.json` describes it)."""

from __future__ import annotations

import datetime
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

from .shapes import App, Clock, Exchange, Fault, FaultKind, Person, Ready, Redirected, SignedIn, Tokens, ready, shaped

__all__ = ["Control", "ControlError", "Duration"]

#: How long: `"10s"`, `"1h"`, `"30d"` (a whole number and one of ms, s, m, h, d, w), or a `timedelta`.
Duration = str | datetime.timedelta


class ControlError(Exception):
    """The server refused what it was asked; the message is its sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Control:
    """The control API at an address: `control` of a ready line. Methods may be called from several threads."""

    def __init__(self, control: str, timeout: float = 30.0) -> None:
        self._control = control
        self._timeout = timeout
        # The server is on this machine: no proxy of the environment is between.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    # -- what is there

    def fixture(self) -> Ready:
        """The ready line as it is now, with what was added since."""
        return ready(self._ask("GET", "/fixture"))

    def reset(self) -> Ready:
        """Makes everything as it was at the start: data, clock, chance, faults, what was recorded, who was throttled."""
        return ready(self._ask("POST", "/reset"))

    def openapi(self) -> dict[str, Any]:
        """The description of the control API."""
        document: dict[str, Any] = self._ask("GET", "/openapi.json")
        return document

    # -- time

    def clock(self) -> Clock:
        """What time it is for the server."""
        return shaped(Clock, self._ask("GET", "/clock"))

    def set_clock(self, *, now: datetime.datetime | str | None = None, advance: Duration | None = None,
                  frozen: bool | None = None) -> Clock:
        """Sets the time, then moves it forward, then has it stand still or go on: whatever is given."""
        if isinstance(now, datetime.datetime):
            if now.tzinfo is None:
                raise ValueError("now needs a time zone: datetime.datetime(…, tzinfo=datetime.timezone.utc)")
            now = now.isoformat()
        return shaped(Clock, self._ask("POST", "/clock", _given(now=now, advance=_duration(advance), frozen=frozen)))

    def advance(self, by: Duration) -> Clock:
        """Moves the time forward."""
        return self.set_clock(advance=by)

    def freeze(self, now: datetime.datetime | str | None = None) -> Clock:
        """Has the time stand still, at this moment when one is given."""
        return self.set_clock(now=now, frozen=True)

    # -- people

    def authorize(self, user: str, url: str | None = None, *, params: Mapping[str, str] | None = None, approve: bool = True,
                  scope: str | None = None) -> Redirected:
        """A person answers an authorization request, without a browser.

        The request is the `url` that the client sends the browser to, or its `params` alone. `scope` is what the person
        leaves ticked. What grantd would show on a page instead of redirecting is a `ControlError`.
        """
        asked = _given(user=user, url=url, params=None if params is None else dict(params), scope=scope)
        return shaped(Redirected, self._ask("POST", "/authorize", {**asked, "approve": approve}))

    def sign_in(self, user: str) -> SignedIn:
        """Begins a session."""
        return shaped(SignedIn, self._ask("POST", "/sessions", {"user": user}))

    def add_user(self, name: str, *, email: str | None = None, password: str | None = None, admin: bool = False,
                 suspended: bool = False, first_name: str | None = None, last_name: str | None = None, bio: str | None = None,
                 location: str | None = None, attributes: Mapping[str, str] | None = None) -> Person:
        """Opens an account, with the keys of `[[user]]`."""
        asked = _given(name=name, email=email, password=password, first_name=first_name, last_name=last_name, bio=bio,
                       location=location, attributes=None if attributes is None else dict(attributes))
        return shaped(Person, self._ask("POST", "/users", {**asked, "admin": admin, "suspended": suspended}))

    def add_app(self, name: str, *, owner: str | None = None, client_id: str | None = None, client_secret: str | None = None,
                public: bool = False, redirect_uris: Sequence[str] | None = None, scope: str | None = None,
                website: str | None = None, description: str | None = None) -> App:
        """Registers an app, with the keys of `[[app]]`."""
        asked = _given(name=name, owner=owner, client_id=client_id, client_secret=client_secret, scope=scope, website=website,
                       redirect_uris=None if redirect_uris is None else list(redirect_uris), description=description)
        return shaped(App, self._ask("POST", "/apps", {**asked, "public": public}))

    # -- tokens

    def mint(self, user: str, app: str, *, scope: str | None = None, age: Duration | None = None, lifetime: Duration | None = None,
             refresh_lifetime: Duration | None = None, revoked: bool = False) -> Tokens:
        """Issues a pair of tokens of any age, with the keys of `[[token]]`."""
        asked = _given(user=user, app=app, scope=scope, age=_duration(age), lifetime=_duration(lifetime),
                       refresh_lifetime=_duration(refresh_lifetime))
        return shaped(Tokens, self._ask("POST", "/tokens", {**asked, "revoked": revoked}))

    def expire(self, token: str) -> None:
        """Ends an access token, refresh token, code or session now, as time would."""
        self._ask("POST", "/expire", {"token": token})

    def revoke(self, token: str | None = None, *, user: str | None = None, app: str | None = None) -> None:
        """Revokes a token with its family, or a session; what a person gave to an app; or all that an app has."""
        self._ask("POST", "/revoke", _given(token=token, user=user, app=app))

    # -- what was asked

    def requests(self, path: str | None = None, method: str | None = None) -> list[Exchange]:
        """What was asked and answered, the oldest first; only of this path and method."""
        query = urllib.parse.urlencode(_given(path=path, method=method))
        told = self._ask("GET", "/requests" + (f"?{query}" if query else ""))
        return [shaped(Exchange, one) for one in told["requests"]]

    def forget_requests(self) -> None:
        """Forgets what was recorded."""
        self._ask("DELETE", "/requests")

    # -- what goes wrong

    def fault(self, endpoint: str, kind: FaultKind = "delay", *, method: str | None = None, skip: int = 0, times: int = 1,
              delay: Duration | None = None, status: int | None = None, headers: Mapping[str, str] | None = None,
              body: str | None = None, content_type: str | None = None, bytes: int | None = None,
              every: Duration | None = None) -> list[Fault]:
        """Has requests to an endpoint meet a fault; answers all that wait."""
        asked = _given(endpoint=endpoint, kind=kind, method=method, skip=skip, times=times, delay=_duration(delay),
                       status=status, headers=None if headers is None else dict(headers), body=body, content_type=content_type,
                       bytes=bytes, every=_duration(every))
        return [shaped(Fault, one) for one in self._ask("POST", "/faults", asked)["faults"]]

    def faults(self) -> list[Fault]:
        """The faults that wait."""
        return [shaped(Fault, one) for one in self._ask("GET", "/faults")["faults"]]

    def clear_faults(self) -> None:
        """Removes all faults."""
        self._ask("DELETE", "/faults")

    # -- the way there

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(self._control + path, data, headers, method=method)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                raise ControlError(refused.code, _sentence(refused.read())) from None
        return json.loads(text) if text else None


def _sentence(body: bytes) -> str:
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return body.decode(errors="replace")


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _duration(value: Duration | None) -> str | None:
    if isinstance(value, datetime.timedelta):
        return f"{value // datetime.timedelta(milliseconds=1)}ms"
    return value
