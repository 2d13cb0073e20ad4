"""requests-oauthlib for `grantd test-client --drive`, used as its documentation shows; a person pastes the address."""

import os

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain http on this machine only

from requests_oauthlib import OAuth2Session

env = os.environ
credentials = {"client_id": env["OAUTH_CLIENT_ID"], "client_secret": env["OAUTH_CLIENT_SECRET"]}
session = OAuth2Session(env["OAUTH_CLIENT_ID"], redirect_uri=env["OAUTH_REDIRECT_URI"], scope=[env["OAUTH_SCOPE"]],
                        pkce="S256", auto_refresh_url=env["OAUTH_TOKEN_ENDPOINT"], auto_refresh_kwargs=credentials,
                        token_updater=lambda token: None)
url, state = session.authorization_url(env["OAUTH_AUTHORIZATION_ENDPOINT"])
arrived_at = input(f"Open {url}\nand paste the address you arrive at: ")
session.fetch_token(env["OAUTH_TOKEN_ENDPOINT"], authorization_response=arrived_at, client_secret=env["OAUTH_CLIENT_SECRET"])


def call(_=None):
    try:
        print("the API answers", session.get(env["API_URL"]).status_code)
    except Exception as error:
        print("the call failed:", repr(error))


for _ in range(int(env["API_CALLS"])):
    call()
if at_once := int(env["API_AT_ONCE"]):
    from concurrent.futures import ThreadPoolExecutor
    list(ThreadPoolExecutor(at_once).map(call, range(at_once)))
