"""pytest-iam outside of a test suite: pytest runs this file, whose one test lasts until standard input ends."""

import json
import os
import sys

import pytest


@pytest.fixture(scope="session")
def iam_server_port():
    return int(os.environ["MOCK_PORT"])


def test_until_the_end(iam_server):
    user = iam_server.random_user(user_name="alice")
    scope = os.environ["MOCK_SCOPE"].split()
    for name in ("one", "two"):
        client = iam_server.models.Client(
            client_id=name, client_secret=f"secret-of-{name}", client_name=name, client_uri="https://app.example",
            redirect_uris=json.loads(os.environ["MOCK_REDIRECT_URIS"]), scope=scope, response_types=["code"],
            grant_types=["authorization_code", "refresh_token"], token_endpoint_auth_method="client_secret_basic")
        iam_server.backend.save(client)
        iam_server.consent(user, client)
    iam_server.login(user)
    print("registered", flush=True)
    sys.stdin.read()
