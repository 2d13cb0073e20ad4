"""A web application with sessions that signs people in elsewhere; `grantd test-client` drives it with curl."""

import os
import secrets

import flask
import requests
from authlib.integrations.requests_client import OAuth2Session

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain http on this machine only


def make(issuer, api, client_id, client_secret, redirect_uri):
    app = flask.Flask(__name__)
    app.secret_key = secrets.token_bytes(32)

    def client():
        return OAuth2Session(client_id, client_secret, redirect_uri=redirect_uri, scope="notes:read", code_challenge_method="S256")

    @app.get("/login")
    def login():
        verifier = secrets.token_urlsafe(48)
        url, state = client().create_authorization_url(f"{issuer}/authorize", code_verifier=verifier)
        flask.session["asked"] = state, verifier
        return flask.redirect(url)

    @app.get("/callback")
    def callback():
        state, verifier = flask.session.pop("asked")
        if flask.request.args.get("state") != state or flask.request.args.get("iss") != issuer or "error" in flask.request.args:
            flask.abort(400)
        tokens = client().fetch_token(f"{issuer}/token", authorization_response=flask.request.url, state=state,
                                      code_verifier=verifier)
        flask.session["token"] = tokens["access_token"]
        return flask.redirect("/notes")

    @app.get("/notes")
    def notes():
        answer = requests.get(api, headers={"Authorization": f"Bearer {flask.session.get('token')}"}, timeout=10)
        return answer.content, answer.status_code

    return app
