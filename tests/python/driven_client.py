"""An OAuth client for `grantd test-client --drive`: a good one, or one that is wrong in the way that its argument names."""

import base64
import hashlib
import http.server
import os
import secrets
import sys
import threading
import time
import urllib.parse

import requests

WRONG = sys.argv[1] if len(sys.argv) > 1 else "nothing"
ISSUER, AUTHORIZE, TOKEN = (os.environ[f"OAUTH_{name}"] for name in ("ISSUER", "AUTHORIZATION_ENDPOINT", "TOKEN_ENDPOINT"))
CLIENT_ID, CLIENT_SECRET = os.environ["OAUTH_CLIENT_ID"], os.environ.get("OAUTH_CLIENT_SECRET")
REDIRECT_URI, API_URL = os.environ["OAUTH_REDIRECT_URI"], os.environ["API_URL"]


class Failed(Exception):
    pass


class Listener:
    """Waits for the authorization answer at the redirect URI."""

    def __init__(self):
        answers = self.answers = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                answers.append(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"You can close this page.")

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", urllib.parse.urlsplit(REDIRECT_URI).port), Handler)
        self.server.timeout = 10

    def answer(self):
        self.server.handle_request()
        self.server.server_close()
        if not self.answers:
            raise Failed("no answer came")
        return self.answers[0]


def challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Client:
    def __init__(self):
        self.lock = threading.Lock()
        self.access = self.refresh_token = None

    def sign_in(self):
        state = "always-the-same" if WRONG == "same-state" else secrets.token_urlsafe(16)
        verifier = "v" * 50 if WRONG == "same-verifier" else secrets.token_urlsafe(9 if WRONG == "short-verifier" else 48)
        asked = {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": REDIRECT_URI, "scope": os.environ["OAUTH_SCOPE"],
                 "state": state, "code_challenge": challenge(verifier), "code_challenge_method": "S256"}
        if WRONG == "plain-pkce":
            asked |= {"code_challenge": verifier, "code_challenge_method": "plain"}
        if WRONG in ("no-pkce", "neither-state-nor-pkce"):
            del asked["code_challenge"], asked["code_challenge_method"]
        if WRONG in ("no-state", "neither-state-nor-pkce"):
            del asked["state"]
        if WRONG == "token-in-answer":
            asked["response_type"] = "code token"
        if WRONG == "asks-for-password":
            self.ask_for_tokens({"grant_type": "password", "username": "ada", "password": "secret"})
        listener = Listener()
        url = f"{AUTHORIZE}?{urllib.parse.urlencode(asked)}"
        if WRONG == "opens-a-browser":
            import webbrowser
            assert webbrowser.open(url)
        print(f"Open {url} in a browser", file=sys.stderr)
        self.exchange(listener.answer(), asked, verifier)

    def exchange(self, answer, asked, verifier):
        if "error" in answer and WRONG != "unheeded-error":
            raise Failed(answer["error"])
        if answer.get("state") != asked.get("state") and WRONG not in ("unchecked-state", "no-state", "neither-state-nor-pkce"):
            raise Failed("this is not the answer to my request")
        if "iss" in answer and answer["iss"] != ISSUER and WRONG != "unchecked-iss":
            raise Failed("this is the answer of somebody else")
        if "iss" not in answer and WRONG != "undemanded-iss":
            raise Failed("the answer does not say whose it is")
        form = {"grant_type": "authorization_code", "code": answer.get("code", ""), "redirect_uri": REDIRECT_URI,
                "code_verifier": secrets.token_urlsafe(48) if WRONG == "other-verifier" else verifier}
        if "code_challenge" not in asked or WRONG == "no-verifier":
            del form["code_verifier"]
        if WRONG == "other-redirect-uri":
            form["redirect_uri"] += "/"
        tokens = self.ask_for_tokens(form)
        if WRONG == "code-twice":
            self.ask_for_tokens(form)
        self.keep(tokens.json())

    def ask_for_tokens(self, form):
        headers, url = {}, TOKEN
        if CLIENT_SECRET is None:
            form = form | {"client_id": CLIENT_ID}
            if WRONG == "empty-basic":
                headers["Authorization"] = "Basic " + base64.b64encode(f"{CLIENT_ID}:".encode()).decode()
            if WRONG == "secret-all-the-same":
                form["client_secret"] = "from-somewhere"
        else:
            quote = str if WRONG == "raw-basic" else urllib.parse.quote_plus
            basic = base64.b64encode(f"{quote(CLIENT_ID)}:{quote(CLIENT_SECRET)}".encode()).decode()
            if WRONG not in ("secret-in-body", "no-secret"):
                headers["Authorization"] = f"Basic {basic}"
            if WRONG in ("secret-in-body", "two-authentications"):
                form = form | {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
            if WRONG == "no-secret":
                form = form | {"client_id": CLIENT_ID}
        if WRONG == "secret-in-url":
            url += "?" + urllib.parse.urlencode({"client_secret": CLIENT_SECRET})
        return requests.post(url, headers=headers, timeout=20, **{"json" if WRONG == "json-body" else "data": form})

    def keep(self, tokens):
        if "access_token" not in tokens:
            raise Failed(tokens.get("error"))
        if WRONG == "strict-answer" and tokens["token_type"] != "Bearer":
            raise Failed("that is no bearer token")
        self.access = tokens["access_token"]
        if WRONG == "lets-go-of-refresh-token":
            self.refresh_token = tokens.get("refresh_token")
        elif WRONG != "old-refresh-token" or self.refresh_token is None:
            self.refresh_token = tokens.get("refresh_token", self.refresh_token)

    def refresh(self, refused):
        if WRONG == "storm":
            return self.refresh_now()
        with self.lock:
            # Another call may have done it meanwhile.
            if self.access == refused:
                self.refresh_now()
                if WRONG == "two-refreshes":
                    self.refresh_now()

    def refresh_now(self, attempts=3):
        for attempt in range(attempts):
            try:
                answer = self.ask_for_tokens({"grant_type": "refresh_token", "refresh_token": self.refresh_token or ""})
            except requests.ConnectionError:
                if WRONG == "gives-up":
                    raise Failed("the connection broke") from None
                if WRONG == "signs-in-after-lost-answer":
                    return self.sign_in()
                continue
            if answer.status_code == 503:
                if WRONG != "hurries-refresh":
                    time.sleep(int(answer.headers["Retry-After"]))
                continue
            if answer.status_code == 400:
                if WRONG == "clings":
                    raise Failed("invalid_grant")
                return self.sign_in()
            return self.keep(answer.json())
        raise Failed("the token endpoint does not answer")

    def call(self):
        attempts = 30 if WRONG in ("loops", "hurries-call") else 3
        for attempt in range(attempts):
            token = self.access
            answer = self.get(token)
            if answer.status_code == 429:
                if WRONG != "hurries-call":
                    time.sleep(int(answer.headers["Retry-After"]))
            elif answer.status_code == 401 and WRONG != "no-refresh" and (attempt == 0 or WRONG == "loops"):
                self.refresh(token)
            else:
                return answer
        return answer

    def get(self, token):
        headers = {"Authorization": f"Bearer {token}"}
        if WRONG == "token-in-url":
            return requests.get(API_URL, params={"access_token": token}, timeout=20)
        if WRONG == "token-elsewhere":
            answer = requests.get(API_URL, headers=headers, allow_redirects=False, timeout=20)
            return requests.get(answer.headers["Location"], headers=headers, timeout=20) if answer.is_redirect else answer
        return requests.get(API_URL, headers=headers, timeout=20)

    def try_call(self):
        try:
            print("the API answers", self.call().status_code)
        except Failed as failed:
            print("the call failed:", failed)


def main():
    client = Client()
    client.sign_in()
    for _ in range(int(os.environ["API_CALLS"])):
        client.try_call()
    calls = [threading.Thread(target=client.try_call) for _ in range(int(os.environ["API_AT_ONCE"]))]
    [call.start() for call in calls]
    [call.join() for call in calls]


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        if WRONG == "waits-on":  # for the right answer, which is no fault
            time.sleep(60)
        sys.exit(f"the sign-in failed: {failed}")
