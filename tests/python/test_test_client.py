"""`grantd test-client`: a good client passes, and each that is wrong in one way gets exactly that finding."""

import contextlib
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree

import pytest
import requests
import werkzeug.serving

import driven_web
from conftest import BINARY, ROOT, until

HERE = pathlib.Path(__file__).parent
GOOD = f"'{sys.executable}' '{HERE / 'driven_client.py'}'"
DOCS = (ROOT / "docs/testing.md").read_text()


def run(*args, drive=GOOD, timeout=200):
    command = [BINARY, "test-client", "--json", *args] + (["--drive", drive] if drive else [])
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL)
    report = json.loads(done.stdout) if done.stdout else None
    return done.returncode, report, done.stderr


def verdicts(report, *wanted):
    return {line["check"]: line["verdict"] for line in report["checks"] if line["verdict"] in wanted}


def wrong(report):
    return verdicts(report, "problem", "warning", "note")


def test_a_good_client_passes_everything():
    status, report, told = run()
    assert wrong(report) == {}, report["checks"]
    assert (status, list(verdicts(report, "not seen"))) == (0, ["public-secret"]), told
    assert [played["scenario"] for played in report["scenarios"]] == re.findall(r"^([a-z-]+) +[0-9.]+ s, ended with", told, re.M)
    assert len(report["scenarios"]) == 15
    recorded = [exchange["path"] for exchange in report["scenarios"][0]["exchanges"]]
    assert recorded == ["/authorize", "/token", "/notes", "/notes"]


def test_a_good_public_client_passes_too(tmp_path):
    junit = tmp_path / "junit.xml"
    status, report, _ = run("--public", "--junit", str(junit))
    assert (status, wrong(report)) == (0, {})
    assert set(verdicts(report, "not seen")) == {"client-authenticated", "basic-encoding", "secret-in-url"}
    suite = xml.etree.ElementTree.parse(junit).getroot().find("testsuite")
    assert suite.get("failures") == "0" and suite.get("skipped") == "3"
    assert int(suite.get("tests")) == len(report["checks"]) == len(suite.findall("testcase"))


# What is wrong, the scenarios in which it shows beside the plain sign-in, and the findings.
WRONG = [
    ("opens-a-browser", "", {}),
    ("no-state", "wrong-state", {"state-sent": "note"}),
    ("neither-state-nor-pkce", "wrong-state", {"state-sent": "problem", "pkce": "warning"}),
    ("same-state", "rotation", {"state-new": "problem"}),
    ("unchecked-state", "wrong-state", {"state-checked": "problem"}),
    ("no-pkce", "", {"pkce": "warning"}),
    ("plain-pkce", "", {"pkce": "problem"}),
    ("short-verifier", "", {"pkce-verifier": "problem"}),
    ("no-verifier", "", {"pkce-match": "problem"}),
    ("other-verifier", "", {"pkce-match": "problem"}),
    ("same-verifier", "wrong-iss", {"pkce-new": "problem"}),
    ("unchecked-iss", "wrong-iss", {"iss-checked": "warning"}),
    ("undemanded-iss", "missing-iss", {"iss-demanded": "warning"}),
    ("other-redirect-uri", "", {"redirect-uri": "problem"}),
    ("code-twice", "", {"code-once": "problem"}),
    ("unheeded-error", "access-denied", {"error-heeded": "problem"}),
    ("token-in-answer", "", {"code-flow": "problem"}),
    ("asks-for-password", "", {"password-grant": "problem"}),
    ("json-body", "", {"form-body": "problem"}),
    ("no-secret", "", {"client-authenticated": "problem"}),
    ("secret-in-body", "", {"client-authenticated": "note"}),
    ("two-authentications", "", {"one-authentication": "problem"}),
    ("raw-basic", "", {"basic-encoding": "warning"}),
    ("secret-in-url", "", {"secret-in-url": "problem"}),
    ("token-in-url", "", {"token-in-url": "problem"}),
    ("token-elsewhere", "redirected-api", {"token-elsewhere": "problem"}),
    ("strict-answer", "sparse-answer", {"sparse-answer": "problem"}),
    ("no-refresh", "revoked-token", {"refresh-on-401": "note"}),
    ("two-refreshes", "revoked-token", {"refresh-on-401": "problem"}),
    ("storm", "at-once", {"refresh-at-once": "problem"}),
    ("loops", "refused-again", {"refresh-loop": "problem"}),
    ("old-refresh-token", "rotation", {"rotation": "problem"}),
    ("lets-go-of-refresh-token", "rotation", {"refresh-token-kept": "problem"}),
    ("gives-up", "lost-answer", {}),
    ("signs-in-after-lost-answer", "lost-answer", {"lost-answer": "warning"}),
    ("clings", "invalid-grant", {"invalid-grant": "problem"}),
    ("hurries-call", "busy-api", {"retry-after-api": "warning"}),
    ("hurries-refresh", "busy-token-endpoint", {"retry-after-token": "warning"}),
]


@pytest.mark.parametrize("what, scenario, findings", WRONG, ids=[what for what, _, _ in WRONG])
def test_what_is_wrong_is_found_and_nothing_else(what, scenario, findings):
    status, report, told = run("--scenario", scenario or "sign-in", drive=f"{GOOD} {what}")
    assert wrong(report) == findings, (told, report["checks"])
    assert status == (1 if {"problem", "warning"} & set(findings.values()) else 0)
    for line in report["checks"]:
        if line["check"] in findings:
            assert line["scenario"] in (scenario, "sign-in") and re.fullmatch(r"RFC \d+ §[\d.]+", line["section"])
            assert "\n" not in line["what"]


@pytest.mark.parametrize("what, findings", [("secret-all-the-same", {"public-secret": "problem"}),
                                            ("empty-basic", {"public-secret": "warning"}),
                                            ("no-pkce", {"pkce": "problem"})])
def test_what_is_wrong_of_a_public_client(what, findings):
    _, report, told = run("--public", "--scenario", "sign-in", drive=f"{GOOD} {what}")
    assert wrong(report) == findings, told


def test_each_check_is_found_at_least_once():
    found = {check for _, _, findings in WRONG for check in findings} | {"public-secret"}
    _, report, _ = run("--scenario", "sign-in")
    assert {line["check"] for line in report["checks"]} == found


def test_the_lost_answer_is_tried_again_by_the_next_call_at_the_latest():
    """Giving up at once is no finding as long as the next call comes with the old refresh token."""
    _, report, _ = run("--scenario", "lost-answer", drive=f"{GOOD} gives-up")
    assert verdicts(report, "passed")["lost-answer"] == "passed"
    _, report, _ = run("--scenario", "lost-answer", drive=f"API_CALLS=2 {GOOD} gives-up")
    assert wrong(report) == {"lost-answer": "warning"}


def test_what_was_not_seen_did_not_pass():
    status, report, told = run("--scenario", "wrong-state,at-once", drive=f"API_CALLS=0 API_AT_ONCE=0 {GOOD}")
    unseen = verdicts(report, "not seen")
    assert status == 0 and "refresh-at-once" in unseen and "refresh-on-401" in unseen and "state-checked" not in unseen
    status, report, told = run("--scenario", "wrong-state,access-denied", drive=f"timeout 2 {GOOD} json-body")
    assert {"state-checked", "error-heeded"} <= set(verdicts(report, "not seen")), "it never signs in, so that says nothing"


def test_nothing_seen_and_wrong_usage_are_2():
    status, report, told = run("--scenario", "sign-in", drive="echo it does not start; exit 3")
    assert status == 2 and "nothing was seen of the client" in told and told.rstrip().endswith("it does not start")
    assert verdicts(report, "passed", "problem") == {} and report["scenarios"][0]["ended"] == "ended with status 3"
    for args, said in [(["--scenario", "nonesuch"], "there are sign-in, wrong-state"), (["--timeout", "soon"], "is not a duration"),
                       (["--data-dir", "x"], "has no data directory"), (["--public", "--client-secret", "s"], "cannot be used with")]:
        status, report, told = run(*args)
        assert (status, report) == (2, None) and said in told, told


def test_a_command_that_hangs_is_ended_with_all_that_it_has_started(tmp_path):
    mark = tmp_path / "mark"
    status, report, told = run("--scenario", "sign-in", "--timeout", "1s", drive=f"(sleep 5; touch '{mark}') & sleep 60")
    assert status == 2 and "was stopped after 1 s" in told
    time.sleep(5)
    assert not mark.exists()


def test_a_client_that_waits_for_a_better_answer_is_not_waited_for():
    status, report, told = run("--scenario", "access-denied", drive=f"{GOOD} waits-on")
    assert (status, verdicts(report, "passed")["error-heeded"]) == (0, "passed"), told
    denied = report["scenarios"][1]
    assert denied["ended"] == "was stopped: nothing more came, as it should be" and denied["seconds"] < 20


def test_an_interrupt_ends_the_command_and_tells_what_was_seen(tmp_path):
    mark = tmp_path / "mark"
    command = [BINARY, "test-client", "--json", "--drive", f"API_CALLS=1 {GOOD}; touch '{mark}'; sleep 60"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until(mark.exists, 20)
    process.send_signal(signal.SIGINT)
    told, said = process.communicate(timeout=20)
    report = json.loads(told)
    assert process.returncode == 0 and verdicts(report, "passed")["pkce"] == "passed", said
    assert [played["ended"] for played in report["scenarios"]] == ["was interrupted"]


def free_port(in_a_row=1):
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError), contextlib.ExitStack() as others:
                for more in range(1, in_a_row):
                    others.enter_context(socket.create_server(("127.0.0.1", port + more)))
                return port


def test_a_web_application_is_driven_by_curl_which_has_its_cookies(tmp_path):
    own, issuer = free_port(), free_port(2)
    url = f"http://localhost:{own}"
    app = driven_web.make(f"http://127.0.0.1:{issuer}", f"http://127.0.0.1:{issuer + 1}/notes", "web", "s3cret", f"{url}/callback")
    server = werkzeug.serving.make_server("127.0.0.1", own, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = re.search(r"--drive '(rm -f .*?)'", DOCS)[1].replace("http://localhost:5000", url).replace("jar", f"{tmp_path}/jar")
    status, report, told = run("--port", str(issuer), "--client-id", "web", "--client-secret", "s3cret", "--redirect-uri",
                               f"{url}/callback", "--scenario", "wrong-state,wrong-iss,missing-iss,access-denied", drive=command)
    server.shutdown()
    assert (status, wrong(report)) == (0, {}), (told, report["checks"])
    passed = verdicts(report, "passed")
    assert {"state-checked", "iss-checked", "iss-demanded", "error-heeded", "pkce-match", "redirect-uri"} <= set(passed)
    assert [exchange["path"] for exchange in report["scenarios"][0]["exchanges"]] == ["/authorize", "/token"] + ["/notes"] * 3


def test_by_hand_it_says_what_to_do_and_goes_on_when_it_is_told_to():
    command = [BINARY, "test-client", "--json", "--scenario", "wrong-state"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    env = {}
    for line in process.stderr:
        if setting := re.fullmatch(r"  ([A-Z_]+)=(.*)\n", line):
            env[setting[1]] = setting[2]
        if "To do:" in line:
            assert "sign in anew, then call the API twice" in line
            break
    asked = {"response_type": "code", "client_id": env["OAUTH_CLIENT_ID"], "state": "s" * 20, "redirect_uri": env["OAUTH_REDIRECT_URI"]}
    answer = requests.get(env["OAUTH_AUTHORIZATION_ENDPOINT"], params=asked, allow_redirects=False)
    assert answer.headers["Location"].startswith(env["OAUTH_REDIRECT_URI"] + "?code=")
    assert requests.get(env["OAUTH_ISSUER"] + "/next").ok
    assert any("wrong-state" in line for line in iter(process.stderr.readline, "")), "the next one begins"
    process.stdin.write("\n")
    process.stdin.flush()
    report = json.loads(process.stdout.read())
    assert process.wait(20) == 1 and wrong(report) == {"pkce": "warning"}
    assert [played["ended"] for played in report["scenarios"]] == ["was played by hand"] * 2


def library(name):
    """What the documentation says that a library gets: name, verdict and check of each finding."""
    table = DOCS.split("<!-- libraries:begin -->")[1].split("<!-- libraries:end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]
    column = next(index for index, heading in enumerate(rows[0]) if name in heading)
    return {row[0].strip("`"): row[column] for row in rows[2:] if row[column] in ("problem", "warning", "note")}


@pytest.mark.parametrize("name", ["authlib", "requests_oauthlib"])
def test_what_libraries_get_is_what_the_documentation_says(name):
    _, report, told = run(drive=f"'{sys.executable}' '{HERE / f'driven_{name}.py'}'")
    assert wrong(report) == library({"authlib": "Authlib", "requests_oauthlib": "requests-oauthlib"}[name]), told


def test_nothing_of_it_is_in_the_daemon(grantd):
    for path in ("/authorize", "/token", "/notes", "/next"):
        assert grantd.get(path).status_code == 404
