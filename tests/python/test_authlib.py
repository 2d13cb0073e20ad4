"""Authlib as the client, with each way to authenticate, from the metadata document on."""

import pytest
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata

from conftest import REDIRECT, pkce


@pytest.fixture
def metadata(grantd):
    answer = grantd.get("/.well-known/oauth-authorization-server")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    document = AuthorizationServerMetadata(answer.json())
    # Authlib demands https everywhere; all else of RFC 8414 it checks for us.
    AuthorizationServerMetadata({
        key: [one.replace("http:", "https:") for one in value] if isinstance(value, list)
        else value.replace("http:", "https:") if isinstance(value, str) else value
        for key, value in document.items()
    }).validate()
    assert document["issuer"] == grantd.url
    return document


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post", "none"])
def test_the_whole_flow(grantd, alice, metadata, method):
    client = alice.add_app(client_type="public" if method == "none" else "confidential")
    app = OAuth2Session(client["client_id"], client.get("client_secret"), scope="profile:read workouts:read",
                        redirect_uri=REDIRECT, token_endpoint_auth_method=method, code_challenge_method="S256",
                        revocation_endpoint_auth_method=method)
    verifier, _ = pkce()
    location, state = app.create_authorization_url(metadata["authorization_endpoint"], code_verifier=verifier)
    callback = alice.consent(location)
    tokens = alice.keep(app.fetch_token(metadata["token_endpoint"], authorization_response=callback, state=state,
                                        code_verifier=verifier))
    assert grantd.profile(tokens["access_token"]).status_code == 200

    fresh = alice.keep(app.refresh_token(metadata["token_endpoint"], refresh_token=tokens["refresh_token"]))
    assert grantd.profile(fresh["access_token"]).status_code == 200

    credentials = grantd.cli("--json", "resource-server", "add", "api").stdout
    import json
    api = json.loads(credentials)
    grantd.secret(api["client_secret"])
    asking = OAuth2Session(api["client_id"], api["client_secret"])
    described = asking.introspect_token(metadata["introspection_endpoint"], token=fresh["access_token"]).json()
    assert described["active"] and described["scope"] == "profile:read workouts:read"
    assert described["username"] == "alice" and described["client_id"] == client["client_id"]
    assert described["iss"] == grantd.url and described["token_type"] == "Bearer"
    assert asking.introspect_token(metadata["introspection_endpoint"], token=tokens["access_token"]).json() == {"active": False}

    app.token = fresh
    assert app.revoke_token(metadata["revocation_endpoint"], token=fresh["refresh_token"]).status_code == 200
    assert grantd.profile(fresh["access_token"]).status_code == 401
    assert asking.introspect_token(metadata["introspection_endpoint"], token=fresh["access_token"]).json() == {"active": False}
    with pytest.raises(OAuthError, match="invalid_grant"):
        app.refresh_token(metadata["token_endpoint"], refresh_token=fresh["refresh_token"])


def test_a_public_client_cannot_do_without_pkce(grantd, alice):
    client = alice.add_app(client_type="public")
    assert "client_secret" not in client
    app = OAuth2Session(client["client_id"], scope="profile:read", redirect_uri=REDIRECT)
    location, _ = app.create_authorization_url(grantd.url + "/profile/apps/authorize")
    assert "error=invalid_request" in alice.consent(location)
