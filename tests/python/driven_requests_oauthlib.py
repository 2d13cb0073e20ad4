"""requests-oauthlib for `grantd test-client --drive`, used as its documentation shows; a person pastes the address."""

import os

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain http on this machine only

from requests_oauthlib import OAuth2Session

import driven_calls

env = os.environ
credentials = {"client_id": env["OAUTH_CLIENT_ID"], "client_secret": env["OAUTH_CLIENT_SECRET"]}
session = OAuth2Session(env["OAUTH_CLIENT_ID"], redirect_uri=env["OAUTH_REDIRECT_URI"], scope=[env["OAUTH_SCOPE"]],
                        pkce="S256", auto_refresh_url=env["OAUTH_TOKEN_ENDPOINT"], auto_refresh_kwargs=credentials,
                        token_updater=lambda token: None)
url, state = session.authorization_url(env["OAUTH_AUTHORIZATION_ENDPOINT"])
arrived_at = input(f"Open {url}\nand paste the address you arrive at: ")
session.fetch_token(env["OAUTH_TOKEN_ENDPOINT"], authorization_response=arrived_at, client_secret=env["OAUTH_CLIENT_SECRET"])
driven_calls.make(session)
