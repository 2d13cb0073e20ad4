"""What the control API tells and takes. Every secret is in clear."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

__all__ = ["App", "Clock", "Exchange", "Fault", "FaultKind", "Person", "Ready", "Redirected", "ResourceServer", "SignedIn", "Tokens"]

FaultKind = Literal["delay", "status", "cut_before", "cut_after", "malformed_json", "slow_drip", "wrong_content_type"]

_Shape = TypeVar("_Shape")


@dataclasses.dataclass(frozen=True)
class Person:
    """An account, with what signs it in."""

    id: int
    name: str
    email: str
    password: str
    admin: bool
    suspended: bool
    #: For `Authorization: Bearer`, at the account's own API.
    session: str
    #: The same session for the pages: `NAME=VALUE`.
    cookie: str


@dataclasses.dataclass(frozen=True)
class App:
    """An OAuth client."""

    id: int
    name: str
    client_id: str
    #: `None` for a public client.
    client_secret: str | None
    client_type: Literal["confidential", "public"]
    redirect_uris: list[str]
    scope: str


@dataclasses.dataclass(frozen=True)
class ResourceServer:
    """Credentials of an API that introspects tokens."""

    name: str
    client_id: str
    client_secret: str


@dataclasses.dataclass(frozen=True)
class Tokens:
    """A pair of tokens, and for whom it is."""

    access_token: str
    token_type: str
    #: Seconds from now on; 0 when it has expired.
    expires_in: int
    refresh_token: str
    scope: str
    user: str
    client_id: str


@dataclasses.dataclass(frozen=True)
class SignedIn:
    """A session that was begun."""

    session: str
    cookie: str


@dataclasses.dataclass(frozen=True)
class Redirected:
    """Where the browser goes after an authorization request."""

    redirect_url: str
    #: The answer alone: `code`, `state` and `iss`, or `error` and what belongs to it.
    params: dict[str, str]


@dataclasses.dataclass(frozen=True)
class Clock:
    """What time it is for the server."""

    now: datetime.datetime
    frozen: bool


@dataclasses.dataclass(frozen=True)
class Exchange:
    """A request that came and what was answered, before any fault that it met."""

    #: Counted from 1 since the start, the last reset, or since they were forgotten.
    number: int
    time: datetime.datetime
    method: str
    path: str
    query: str | None
    #: Names in lower case; several of one name are joined by a comma.
    headers: dict[str, str]
    body: str | None
    #: `None` where a fault kept the request from being looked at, and as long as it is not answered: for good where the
    #: client did not wait for that.
    status: int | None
    response_headers: dict[str, str]
    response_body: str | None
    fault: FaultKind | None


@dataclasses.dataclass(frozen=True)
class Fault:
    """A fault that waits for requests."""

    endpoint: str
    kind: FaultKind
    skip: int
    times: int
    delay: str
    method: str | None
    status: int | None
    headers: dict[str, str]
    body: str
    content_type: str | None
    bytes: int | None
    every: str | None


@dataclasses.dataclass(frozen=True)
class Ready:
    """Where a test server is, and who and what is there."""

    #: The issuer (RFC 8414 §2); below it are all endpoints.
    issuer: str
    control: str
    version: str
    pid: int
    #: What chance is derived from; `None` where it is the machine's.
    seed: int | None
    data_dir: str
    #: The first administrator.
    admin: Person
    users: dict[str, Person]
    apps: dict[str, App]
    resource_servers: dict[str, ResourceServer]
    tokens: dict[str, Tokens]


def shaped(shape: type[_Shape], told: Mapping[str, Any]) -> _Shape:
    """One of the above from JSON. What a newer server tells besides is passed over."""
    known = {field.name for field in dataclasses.fields(shape)}  # type: ignore[arg-type]
    values = {name: value for name, value in told.items() if name in known}
    for name in ("now", "time"):
        if name in values:
            values[name] = datetime.datetime.fromisoformat(values[name].replace("Z", "+00:00"))
    return shape(**values)


def ready(told: Mapping[str, Any]) -> Ready:
    """The ready line, or what `GET /fixture` answers."""
    named = {"users": Person, "apps": App, "resource_servers": ResourceServer, "tokens": Tokens}
    inner: dict[str, Any] = {key: {name: shaped(shape, one) for name, one in told[key].items()} for key, shape in named.items()}
    return shaped(Ready, {**told, **inner, "admin": shaped(Person, told["admin"])})
