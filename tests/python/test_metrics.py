"""What Prometheus reads from metrics_listen, and the alerts and the dashboard that stand on it."""

import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from conftest import ROOT, at_once, bearer, credentials, until

PROMETHEUS = pathlib.Path(os.environ.get("PROMETHEUS_DIR", ROOT / "target/prometheus/usr/bin"))
HAS_PROMETHEUS = (PROMETHEUS / "promtool").exists()
TYPE = "text/plain; version=0.0.4; charset=utf-8"
UPSTREAM = """
[[upstream]]
path = "/api/notes"
url = "http://127.0.0.1:9"
[[route]]
path = "/api/notes/{id}"
scope = "profile:read"
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Watched:
    """A daemon and where it is watched."""

    def __init__(self, make, more="", server=""):
        self.address = f"127.0.0.1:{free_port()}"
        self.grantd = make(f'[server]\nmetrics_listen = "{self.address}"\n{server}{more}')

    def scrape(self):
        answer = requests.get(f"http://{self.address}/metrics", timeout=10)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, TYPE)
        return answer.text

    def samples(self):
        return {(sample.name, *sorted(sample.labels.items())): sample.value
                for family in text_string_to_metric_families(self.scrape()) for sample in family.samples}

    def value(self, name, **labels):
        return self.samples().get((name, *sorted(labels.items())), 0)


@pytest.fixture
def watched(make):
    return Watched(make)


def test_requests_are_counted_by_endpoint_and_status_and_never_by_path(watched):
    alice = watched.grantd.add_user("alice")
    client = alice.add_app()
    tokens = alice.tokens(client)
    for _ in range(3):
        assert watched.grantd.profile(tokens["access_token"]).status_code == 200
    assert watched.grantd.profile("gra_unknown").status_code == 401
    watched.grantd.get("/api/wp-login.php")
    watched.grantd.get("/profile/whoever")
    watched.grantd.get("/api/oauth/token")
    watched.grantd.get("/login")
    watched.grantd.post("/api/oauth/token", data=credentials(client) | {"grant_type": "x"})
    requests_of = lambda endpoint, code: watched.value("grantd_http_requests_total", endpoint=endpoint, code=code)
    assert requests_of("profile", "200") == 3
    assert requests_of("profile", "401") == 1
    assert (requests_of("token", "200"), requests_of("token", "400")) == (1, 1)
    assert (requests_of("none", "404"), requests_of("none", "405")) == (2, 1)
    assert (requests_of("sign_in_page", "200"), requests_of("login", "200")) == (1, 1)
    assert watched.value("grantd_http_request_duration_seconds_count", endpoint="profile") == 4
    assert 0 < watched.value("grantd_http_request_duration_seconds_sum", endpoint="profile") < 10
    text = watched.scrape()
    for hidden in ["wp-login", "whoever", "alice", client["client_id"], tokens["access_token"][:12], "app.example"]:
        assert hidden not in text, hidden


def test_many_at_once_are_all_counted(watched):
    def ask(_):
        with requests.Session() as session:
            return [session.get(watched.grantd.url + "/api/ping", timeout=30).status_code for _ in range(25)]

    assert set(sum(at_once(16, ask), [])) == {200}
    assert watched.value("grantd_http_requests_total", endpoint="health", code="200") == 400
    assert watched.value("grantd_http_request_duration_seconds_bucket", endpoint="health", le="+Inf") == 400
    assert watched.value("grantd_connections_accepted_total") == 16
    until(lambda: watched.value("grantd_connections") == 0)


def test_the_gateway_is_counted_by_the_configured_path(make):
    watched = Watched(make, UPSTREAM)
    alice = watched.grantd.add_user("alice")
    token = alice.tokens(alice.add_app())["access_token"]
    assert watched.grantd.get("/api/notes/secret-name", headers=bearer(token)).status_code == 502
    assert watched.grantd.get("/api/notes/secret-name").status_code == 401
    counted = lambda code: watched.value("grantd_gateway_requests_total", upstream="/api/notes", code=code)
    assert (counted("502"), counted("401")) == (1, 1)
    assert "secret-name" not in watched.scrape()


def test_the_store_the_caches_sign_ins_and_limits_are_told(make):
    watched = Watched(make, '[limits]\napps = "1/1h"\n', server='trusted_proxies = ["127.0.0.1"]\n')
    alice = watched.grantd.add_user("alice")
    client = alice.add_app()
    # From elsewhere: this machine itself has no limit.
    another = lambda name: watched.grantd.post(
        "/api/oauth/apps", headers=bearer(alice.token) | {"X-Forwarded-For": "192.0.2.7"}, json={
            "client_name": name, "client_uri": "https://app.example", "redirect_uris": ["https://app.example/cb"],
            "scope": "profile:read"}).status_code
    assert [another("Two"), another("Three")] == [201, 429]
    token = alice.tokens(client)["access_token"]
    [watched.grantd.profile(token) for _ in range(5)]
    for _ in range(7):
        watched.grantd.post("/api/auth/login", json={"email": "alice", "password": "wrong"})
    samples = watched.samples()
    get = lambda name, **labels: samples[(name, *sorted(labels.items()))]
    assert get("grantd_limit_refusals_total", limit="apps") == 1
    assert get("grantd_limit_refusals_total", limit="failed_sign_ins") == 2
    assert get("grantd_store_commits_total", outcome="done") >= 5
    assert get("grantd_store_commit_duration_seconds_count") >= 5 <= get("grantd_store_group_commits_count")
    assert get("grantd_store_flush_duration_seconds_sum") > 0
    assert get("grantd_store_disk_bytes") > get("grantd_store_live_bytes") > 0
    records = lambda kind: get("grantd_store_records", kind=kind)
    assert (records("user"), records("client"), records("access_token"), records("session")) == (1, 2, 1, 1)
    assert get("grantd_cache_hits_total", cache="access_token") >= 4
    assert get("grantd_cache_misses_total", cache="access_token") == 1
    assert get("grantd_password_hashes_running") == get("grantd_password_hashes_waiting") == 0
    assert get("grantd_connections_limit") == 1024
    assert abs(get("process_start_time_seconds") - time.time()) < 60
    assert 1e6 < get("process_resident_memory_bytes") < 1e9


def test_a_sweep_is_told(make):
    watched = Watched(make, '[storage]\nsweep_interval = "1s"\n[oauth]\ncode_lifetime = "1s"\n')
    alice = watched.grantd.add_user("alice")
    alice.code(alice.add_app())
    until(lambda: watched.value("grantd_sweep_removed_total", kind="authorization_code") == 1)
    assert abs(watched.value("grantd_sweep_last_success_timestamp_seconds") - time.time()) < 30
    assert watched.value("grantd_sweep_duration_seconds_count") >= 1


def test_backups_are_told_with_their_age_and_what_failed(make, tmp_path):
    directory = tmp_path / "copies"
    directory.mkdir()
    (directory / "grantd-20200101T000000Z.jsonl").write_text("")
    watched = Watched(make, f'[backup]\nevery = "30s"\nkeep = 1\ndir = "{directory}"\n')
    until(lambda: watched.value("grantd_backup_last_success_timestamp_seconds") > 0)
    until(lambda: watched.value("grantd_backup_newest_timestamp_seconds") > 1.7e9)
    samples = watched.samples()
    newest = samples[("grantd_backup_newest_timestamp_seconds",)]
    assert abs(newest - time.time()) < 30 and abs(newest - samples[("grantd_backup_last_success_timestamp_seconds",)]) < 1
    assert samples[("grantd_backup_interval_seconds",)] == 30
    assert samples[("grantd_backup_failures_total",)] == 0
    watched.grantd.stop()
    # A directory that cannot be one; what the last daemon wrote lies elsewhere now.
    directory.rename(tmp_path / "elsewhere")
    directory.write_text("")
    watched.grantd.start()
    until(lambda: watched.value("grantd_backup_failures_total") == 1)
    assert watched.value("grantd_backup_newest_timestamp_seconds") == 0
    assert watched.value("grantd_backup_last_success_timestamp_seconds") == 0


def test_without_backups_and_loss_all_of_it_is_zero(watched):
    for name in ["backup_interval_seconds", "backup_newest_timestamp_seconds", "audit_events_lost_total",
                 "audit_events_waiting", "store_commits_waiting"]:
        until(lambda: watched.samples()[("grantd_" + name,)] == 0)


@pytest.mark.skipif(not shutil.which("strace") or os.getuid() != 0, reason="only strace can make a disk slow, and root use it")
def test_commits_that_wait_for_a_slow_disk_are_told(watched):
    """Every sync takes seconds: commits queue up, and nobody hears the end of them meanwhile."""
    watched.grantd.add_user("alice")
    with subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e",
                           "inject=fdatasync,fsync:delay_enter=2000000", "-p", str(watched.grantd.process.pid)]) as slow:
        traced = lambda: "TracerPid:\t0" not in pathlib.Path(f"/proc/{watched.grantd.process.pid}/status").read_text()
        until(traced)
        sign_in = lambda _: watched.grantd.login("alice")
        threads = [threading.Thread(target=sign_in, args=(number,)) for number in range(5)]
        [thread.start() for thread in threads]
        try:
            until(lambda: watched.value("grantd_store_commits_waiting") >= 3)
        finally:
            slow.terminate()
            [thread.join() for thread in threads]
    until(lambda: watched.value("grantd_store_commits_waiting") == 0)


def test_metrics_are_told_at_their_own_address_alone_and_nothing_else_is(watched):
    for path in ["/metrics", "/metrics/"]:
        assert watched.grantd.get(path).status_code == 404
    for path in ["/", "/api/ping", "/metrics/x", "/login"]:
        assert requests.get(f"http://{watched.address}{path}", timeout=10).status_code == 404, path
    refused = requests.post(f"http://{watched.address}/metrics", timeout=10)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
    assert requests.head(f"http://{watched.address}/metrics", timeout=10).status_code == 200


def test_metrics_can_be_told_on_a_unix_socket_and_that_goes_with_the_daemon(make, tmp_path):
    path = tmp_path / "metrics.sock"
    grantd = make(f'[server]\nmetrics_listen = "unix:{path}"\n')
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(path))
    connection.request("GET", "/metrics")
    assert b"grantd_build_info{version=" in connection.getresponse().read()
    connection.close()
    grantd.stop()
    assert not path.exists()


def test_without_an_address_nothing_is_told_and_a_public_one_is_refused(make, tmp_path):
    grantd = make()
    assert grantd.get("/metrics").status_code == 404
    for listen, why in [("127.0.0.1:8080", "is where clients come"), ("systemd", "hands over public addresses")]:
        grantd.config.write_text(f'[server]\nmetrics_listen = "{listen}"\n')
        refused = grantd.cli("check", check=False)
        assert refused.returncode == 2 and why in refused.stderr, refused.stderr


def expressions():
    dashboard = json.loads((ROOT / "docs/grafana.json").read_text())
    for panel in dashboard["panels"]:
        yield from (target["expr"] for target in panel.get("targets", []))
    alerts = (ROOT / "docs/alerts.yml").read_text()
    yield from re.findall(r"expr: (?:>-\n)?((?:.*\n?)*?)(?=\n? *(?:for|labels):)", alerts)


def names(text):
    return set(re.findall(r"\b(?:grantd|process)_[a-z_]+\b", text))


def everything_used(make):
    """A daemon on which every series has been touched once."""
    watched = Watched(make, UPSTREAM + '[storage]\nsweep_interval = "1s"\n[oauth]\ncode_lifetime = "1s"\n')
    alice = watched.grantd.add_user("alice")
    alice.code(alice.add_app())
    watched.grantd.get("/api/notes/1")
    until(lambda: watched.value("grantd_sweep_removed_total", kind="authorization_code") == 1)
    return watched


def test_every_metric_of_the_guide_the_dashboard_and_the_alerts_is_there(make):
    known = {name for name, *_ in everything_used(make).samples()}
    families = known | {re.sub("_(bucket|sum|count)$", "", name) for name in known}
    used = set().union(*(names(expression) for expression in expressions()))
    assert len(used) > 20 and used <= known, used - known
    documented = names((ROOT / "docs/metrics.md").read_text())
    assert documented <= families, documented - families
    missing = {name for name in families if not re.search("_(bucket|sum|count|created)$", name)} - documented
    assert not missing, f"not in docs/metrics.md: {missing}"


def test_the_dashboard_is_one_that_grafana_can_load():
    dashboard = json.loads((ROOT / "docs/grafana.json").read_text())
    assert dashboard["title"] == "grantd" and dashboard["schemaVersion"] >= 36
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(ids) == len(set(ids))
    places = set()
    for panel in dashboard["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        assert not cells & places, f"{panel['title']} lies on another panel"
        places |= cells
        if panel["type"] != "row":
            assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"} and panel["targets"], panel["title"]
            assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
    assert {variable["name"] for variable in dashboard["templating"]["list"]} == {"datasource", "instance"}


@pytest.mark.skipif(not HAS_PROMETHEUS, reason="promtool is not there")
def test_promtool_finds_no_fault(make):
    promtool = lambda *arguments, **more: subprocess.run(
        [PROMETHEUS / "promtool", *arguments], capture_output=True, text=True, timeout=60, **more)
    checked = promtool("check", "metrics", input=everything_used(make).scrape())
    assert (checked.returncode, checked.stderr, checked.stdout) == (0, "", "")
    rules = promtool("check", "rules", ROOT / "docs/alerts.yml")
    assert rules.returncode == 0 and "12 rules found" in rules.stdout, rules.stdout + rules.stderr


@pytest.mark.skipif(not HAS_PROMETHEUS, reason="prometheus is not there")
def test_a_real_prometheus_scrapes_and_understands_every_expression(make, tmp_path):
    watched, port = everything_used(make), free_port()
    config = tmp_path / "prometheus.yml"
    config.write_text(f"""
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: [{ROOT}/docs/alerts.yml]
scrape_configs:
  - job_name: grantd
    static_configs: [{{targets: ["{watched.address}"]}}]
""")
    log = (tmp_path / "prometheus.log").open("w")
    process = subprocess.Popen([PROMETHEUS / "prometheus", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{port}",
                                f"--storage.tsdb.path={tmp_path}/tsdb"], stdout=log, stderr=log)

    def query(expression):
        answer = requests.get(f"http://127.0.0.1:{port}/api/v1/query", params={"query": expression}, timeout=10).json()
        assert answer["status"] == "success", (expression, answer)
        return answer["data"]["result"]

    def ready():
        try:
            return requests.get(f"http://127.0.0.1:{port}/-/ready", timeout=10).status_code == 200
        except requests.ConnectionError:
            return False

    try:
        until(ready, 30)
        # A rate needs two scrapes.
        until(lambda: query("count_over_time(grantd_build_info[1m]) >= 3"), 30)
        assert [one["value"][1] for one in query('up{job="grantd"}')] == ["1"]
        empty = []
        for expression in expressions():
            plain = expression.replace("$__rate_interval", "1m").replace("$instance", ".*")
            if not query(plain) and expression in dashboard_expressions():
                empty.append(expression)
        assert not [one for one in empty if "/" not in one and "> 0" not in one], empty
    finally:
        process.terminate()
        process.wait(20)


def dashboard_expressions():
    panels = json.loads((ROOT / "docs/grafana.json").read_text())["panels"]
    return {target["expr"] for panel in panels for target in panel.get("targets", [])}
