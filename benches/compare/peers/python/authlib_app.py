"""An authorization server made of Authlib, Flask and SQLAlchemy over SQLite, as Authlib's guide lays it out. What was
answered is on the disk."""

import os
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.sqla_oauth2 import (
    OAuth2AuthorizationCodeMixin, OAuth2ClientMixin, OAuth2TokenMixin, create_query_client_func, create_save_token_func)
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from flask import Flask, request, session
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

from peer import CLIENT, REDIRECT_URI, SCOPE

API = {"client_id": "api", "client_secret": "another secret that is as long as a secret should be"}

app = Flask(__name__)
app.config |= {
    "SECRET_KEY": "a key for cookies",
    "SQLALCHEMY_DATABASE_URI": f"sqlite:///{os.environ['DIRECTORY']}/authlib.db",
    "SQLALCHEMY_ENGINE_OPTIONS": {"connect_args": {"timeout": 60}},
    "OAUTH2_REFRESH_TOKEN_GENERATOR": True,
}
db = SQLAlchemy(app)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40), unique=True)

    def get_user_id(self):
        return self.id


class Client(db.Model, OAuth2ClientMixin):
    id = db.Column(db.Integer, primary_key=True)


class Code(db.Model, OAuth2AuthorizationCodeMixin):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, db.ForeignKey("user.id"))


class Token(db.Model, OAuth2TokenMixin):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, db.ForeignKey("user.id"))
    user = db.relationship("User")


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]

    def save_authorization_code(self, code, request):
        payload = request.payload
        db.session.add(Code(
            code=code, client_id=request.client.client_id, redirect_uri=payload.redirect_uri, scope=payload.scope,
            user_id=request.user.id, code_challenge=payload.data.get("code_challenge"),
            code_challenge_method=payload.data.get("code_challenge_method")))
        db.session.commit()

    def query_authorization_code(self, code, client):
        found = db.session.query(Code).filter_by(code=code, client_id=client.client_id).first()
        return found if found and not found.is_expired() else None

    def delete_authorization_code(self, authorization_code):
        db.session.delete(authorization_code)
        db.session.commit()

    def authenticate_user(self, authorization_code):
        return db.session.get(User, authorization_code.user_id)


class RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        found = db.session.query(Token).filter_by(refresh_token=refresh_token).first()
        return found if found and not found.refresh_token_revoked_at else None

    def authenticate_user(self, refresh_token):
        return refresh_token.user

    def revoke_old_credential(self, refresh_token):
        refresh_token.access_token_revoked_at = refresh_token.refresh_token_revoked_at = int(time.time())
        db.session.commit()


class Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = ["client_secret_post"]

    def query_token(self, token_string, token_type_hint):
        return db.session.query(Token).filter_by(access_token=token_string).first()

    def check_permission(self, token, client, request):
        return client.client_id == API["client_id"]

    def introspect_token(self, token):
        return {
            "active": not token.is_expired() and not token.is_revoked(), "client_id": token.client_id, "token_type": "Bearer",
            "username": token.user.name, "scope": token.scope, "exp": token.issued_at + token.expires_in, "iat": token.issued_at}


with app.app_context():
    @event.listens_for(db.engine, "connect")
    def durable(connection, _):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

server = AuthorizationServer(
    app, query_client=create_query_client_func(db.session, Client), save_token=create_save_token_func(db.session, Token))
server.register_grant(CodeGrant, [CodeChallenge(required=True)])
server.register_grant(RefreshGrant)
server.register_endpoint(Introspection)


@app.get("/ready")
def ready():
    return "ready"


@app.post("/oauth/authorize")
def authorize():
    user = db.session.get(User, session["user"])
    grant = server.get_consent_grant(end_user=user)
    return server.create_authorization_response(grant_user=user, grant=grant)


@app.post("/oauth/token")
def token():
    return server.create_token_response()


@app.post("/oauth/introspect")
def introspect():
    return server.create_endpoint_response("introspection")


def prepare():
    """Makes the database with an account and two clients; the cookie of a session."""
    with app.app_context():
        db.create_all()
        db.session.add(User(id=1, name="ada"))
        for client, grant_types in [(CLIENT, ["authorization_code", "refresh_token"]), (API, [])]:
            made = Client(client_id_issued_at=int(time.time()), client_secret_expires_at=0, **client)
            made.set_client_metadata({
                "client_name": client["client_id"], "grant_types": grant_types, "redirect_uris": [REDIRECT_URI], "scope": SCOPE,
                "response_types": ["code"], "token_endpoint_auth_method": "client_secret_post"})
            db.session.add(made)
        db.session.commit()
    return app.session_interface.get_signing_serializer(app).dumps({"user": 1})
