"""Authlib for `grantd test-client --drive`, used as its documentation shows; a person pastes the address."""

import os

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain http on this machine only

from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

import driven_calls

env = os.environ
session = OAuth2Session(env["OAUTH_CLIENT_ID"], env["OAUTH_CLIENT_SECRET"], scope=env["OAUTH_SCOPE"],
                        redirect_uri=env["OAUTH_REDIRECT_URI"], token_endpoint=env["OAUTH_TOKEN_ENDPOINT"],
                        code_challenge_method="S256")
verifier = generate_token(48)
url, state = session.create_authorization_url(env["OAUTH_AUTHORIZATION_ENDPOINT"], code_verifier=verifier)
arrived_at = input(f"Open {url}\nand paste the address you arrive at: ")
session.fetch_token(env["OAUTH_TOKEN_ENDPOINT"], authorization_response=arrived_at, state=state, code_verifier=verifier)
driven_calls.make(session)
