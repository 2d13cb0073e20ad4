"""What an authorization server must refuse, or should, one function each.

Each begins with what is right, so that a server which refuses everything does not look careful: where that fails already,
the check fails. A function says whether what is wrong was refused; it raises `NotOffered` where the server has no such thing.
"""

import base64
import hashlib
import secrets

from servers import NotOffered, Refused

CHECKS = []


def must_refuse(what, section):
    def add(check):
        CHECKS.append((what, section, check))
        return check
    return add


class Flow:
    """An authorization code flow with PKCE, step by step; a step takes what is to be different."""

    def __init__(self, server, client=None):
        self.server, self.client = server, client or server.client
        self.verifier = secrets.token_urlsafe(48)
        self.redirect_uri = self.client.redirect_uris[0]

    def authorize(self, **other):
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        request = {"response_type": "code", "client_id": self.client.client_id, "redirect_uri": self.redirect_uri,
                   "scope": self.server.scope, "state": secrets.token_urlsafe(16), "nonce": secrets.token_urlsafe(16),
                   "code_challenge": challenge, "code_challenge_method": "S256", **other}
        answer = self.server.authorize({name: value for name, value in request.items() if value is not None})
        if "code" not in answer:
            raise Refused(answer.get("error", "no code"))
        return answer["code"]

    def exchange(self, code, client=None, secret=None, **other):
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri,
                "code_verifier": self.verifier, **other}
        return self.token(form, client, secret)

    def refresh(self, token, client=None, secret=None, **other):
        return self.token({"grant_type": "refresh_token", "refresh_token": token, **other}, client, secret)

    def token(self, form, client, secret):
        client = client or self.client
        form = {name: value for name, value in form.items() if value is not None}
        return self.server.token(form, client.client_id, secret or client.client_secret)

    def tokens(self):
        return self.exchange(self.authorize())


def refused(act, *arguments, **named):
    try:
        act(*arguments, **named)
    except Refused:
        return True
    return False


@must_refuse("a code that was made up", "RFC 6749 §5.2")
def made_up_code(server):
    Flow(server).tokens()
    return refused(Flow(server).exchange, secrets.token_urlsafe(32))


@must_refuse("the same, with no `code_verifier`", "RFC 6749 §5.2")
def made_up_code_alone(server):
    Flow(server).tokens()
    return refused(Flow(server).exchange, secrets.token_urlsafe(32), code_verifier=None)


@must_refuse("a code for the second time", "RFC 6749 §4.1.2")
def replayed_code(server):
    flow = Flow(server)
    code = flow.authorize()
    flow.exchange(code)
    return refused(flow.exchange, code)


@must_refuse("an access token whose code came for the second time", "RFC 6749 §4.1.2")
def tokens_of_a_replayed_code(server):
    flow = Flow(server)
    code = flow.authorize()
    token = flow.exchange(code)["access_token"]
    assert server.takes(token)
    refused(flow.exchange, code)
    return not server.takes(token)


@must_refuse("a code after an hour", "RFC 6749 §4.1.2")
def expired_code(server):
    flow = Flow(server)
    flow.tokens()
    code = flow.authorize()
    server.advance(3600)
    return refused(flow.exchange, code)


@must_refuse("a code that another client got", "RFC 6749 §4.1.3")
def stolen_code(server):
    Flow(server, server.other).tokens()
    flow = Flow(server)
    flow.tokens()
    return refused(flow.exchange, flow.authorize(), client=server.other)


@must_refuse("a wrong `code_verifier`", "RFC 7636 §4.6")
def wrong_verifier(server):
    flow = Flow(server)
    flow.tokens()
    return refused(flow.exchange, flow.authorize(), code_verifier=secrets.token_urlsafe(48))


@must_refuse("no `code_verifier` where there was a challenge", "RFC 9700 §2.1.1")
def no_verifier(server):
    flow = Flow(server)
    flow.tokens()
    return refused(flow.exchange, flow.authorize(), code_verifier=None)


@must_refuse("a `code_verifier` where there was no challenge", "RFC 9700 §2.1.1")
def no_challenge(server):
    flow = Flow(server)
    flow.tokens()
    try:
        code = flow.authorize(code_challenge=None, code_challenge_method=None)
    except Refused:
        return True
    return refused(flow.exchange, code)


@must_refuse("a redirect URI that is not registered", "RFC 6749 §3.1.2.4")
def unregistered_redirect(server):
    Flow(server).tokens()
    return refused(Flow(server).authorize, redirect_uri="https://evil.example/callback")


@must_refuse("another `redirect_uri` for the code than before", "RFC 6749 §4.1.3")
def other_redirect(server):
    flow = Flow(server)
    flow.tokens()
    return refused(flow.exchange, flow.authorize(), redirect_uri=server.client.redirect_uris[1])


@must_refuse("a client that nobody knows", "RFC 6749 §4.1.2.1")
def unknown_client(server):
    Flow(server).tokens()
    return refused(Flow(server).authorize, client_id="nobody-knows-this-one")


@must_refuse("a wrong client secret", "RFC 6749 §5.2")
def wrong_secret(server):
    flow = Flow(server)
    flow.tokens()
    return refused(flow.exchange, flow.authorize(), secret=server.other.client_secret)


@must_refuse("a scope that the client may not have", "RFC 6749 §3.3")
def wrong_scope(server):
    """Leaving it out is refusing it; where the answer names no scope, all that was asked for was given (RFC 6749 §5.1)."""
    flow = Flow(server)
    flow.tokens()
    asked = f"{server.scope} {server.other_scope}"
    try:
        code = flow.authorize(scope=asked)
    except Refused:
        return True
    told = flow.exchange(code, scope=asked if server.scope_at_exchange else None)
    return server.other_scope not in told.get("scope", asked).split()


@must_refuse("more scope at a refresh than before", "RFC 6749 §6")
def more_scope(server):
    flow = Flow(server)
    flow.refresh(refresh_token(flow.tokens()))
    asked = f"{server.scope} {server.other_scope}"
    try:
        told = flow.refresh(refresh_token(flow.tokens()), scope=asked)
    except Refused:
        return True
    return server.other_scope not in told.get("scope", asked).split()


@must_refuse("a refresh token that was made up", "RFC 6749 §5.2")
def made_up_refresh(server):
    flow = Flow(server)
    flow.refresh(refresh_token(flow.tokens()))
    return refused(flow.refresh, secrets.token_urlsafe(32))


@must_refuse("a refresh token of another client", "RFC 6749 §6")
def stolen_refresh(server):
    flow = Flow(server)
    flow.refresh(refresh_token(flow.tokens()))
    return refused(flow.refresh, refresh_token(flow.tokens()), client=server.other)


@must_refuse("a refresh token that was replaced a minute ago", "RFC 9700 §4.14.2")
def reused_refresh(server):
    flow = Flow(server)
    old = refresh_token(flow.tokens())
    flow.refresh(old)
    server.advance(60)
    return refused(flow.refresh, old)


@must_refuse("an access token that was made up", "RFC 6750 §3.1")
def made_up_token(server):
    assert server.takes(Flow(server).tokens()["access_token"])
    return not server.takes(secrets.token_urlsafe(32))


@must_refuse("an access token after its `expires_in`", "RFC 6750 §3.1")
def expired_token(server):
    told = Flow(server).tokens()
    assert server.takes(told["access_token"])
    server.advance(int(told["expires_in"]) + 60)
    return not server.takes(told["access_token"])


@must_refuse("an access token that was revoked", "RFC 7009 §2.1")
def revoked_token(server):
    token = Flow(server).tokens()["access_token"]
    assert server.takes(token)
    server.revoke(token)
    return not server.takes(token)


@must_refuse("a refresh token that was revoked", "RFC 7009 §2.1")
def revoked_refresh(server):
    flow = Flow(server)
    flow.refresh(refresh_token(flow.tokens()))
    token = refresh_token(flow.tokens())
    server.revoke(token)
    return refused(flow.refresh, token)


def refresh_token(told):
    if "refresh_token" not in told:
        raise NotOffered("no refresh token")
    return told["refresh_token"]
