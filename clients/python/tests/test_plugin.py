"""The pytest plugin as a project uses it: pytest runs in a process of its own over tests that are written here."""

import os
import re

import pytest

FIXTURE = "[[user]]\nname = \"ada\"\n[[app]]\nname = \"notebook\"\n"
PLUGIN = ["-p", "grantd_testing.pytest_plugin"]


def run(pytester, *arguments):
    # What the surrounding run was told is not for this one.
    return pytester.runpytest_subprocess(*PLUGIN, "-p", "no:cacheprovider", *arguments)


def test_each_test_begins_with_the_fixture(pytester):
    pytester.makepyfile("""
        import pytest

        @pytest.fixture(scope="session")
        def issuer(grantd_server):
            return grantd_server.issuer

        @pytest.mark.parametrize("_", range(2))
        def test_eve(grantd, issuer, _):
            assert grantd.issuer == issuer and "eve" not in grantd.fixture().users
            grantd.add_user("eve")

        def test_no_reset(grantd_server):
            assert "eve" in grantd_server.fixture().users
    """)
    run(pytester).assert_outcomes(passed=3)


def test_settings_and_marker(pytester):
    pytester.makeini("[pytest]\naddopts = --strict-markers\ngrantd_fixture = conf/fixture.toml\ngrantd_seed = 7\n")
    pytester.mkdir("conf").joinpath("fixture.toml").write_text(FIXTURE)
    tests = pytester.mkdir("tests")
    tests.joinpath("other.toml").write_text(FIXTURE.replace("ada", "bob"))
    tests.joinpath("test_it.py").write_text("""
import pytest

def test_settings(grantd):
    assert set(grantd.ready.users) == {"ada", "admin"} and grantd.ready.seed == 7

@pytest.mark.grantd(fixture="other.toml")
def test_file(grantd, grantd_server):
    assert set(grantd.ready.users) == {"bob", "admin"} and grantd.ready.seed == 7
    assert grantd.issuer != grantd_server.issuer

@pytest.mark.grantd(fixture_text='[[user]]\\nname = "carol"', seed=None)
class TestText:
    def test_class(self, grantd):
        assert set(grantd.ready.users) == {"carol", "admin"} and grantd.ready.seed is None

    @pytest.mark.grantd(seed=8)
    def test_nearest(self, grantd):
        assert set(grantd.ready.users) == {"ada", "admin"} and grantd.ready.seed == 8
""")
    run(pytester).assert_outcomes(passed=4)


@pytest.mark.parametrize("marker, said", [
    ("fixtures='a'", "the marker grantd takes seed and one of fixture and fixture_text, by name, not fixtures"),
    ("'a'", "an argument without a name"),
    ("fixture='a', fixture_text='b'", "one of fixture and fixture_text"),
    ("fixture='nothing.toml'", "nothing.toml"),
])
def test_a_wrong_marker_says_what_is_right(pytester, marker, said):
    pytester.makepyfile(f"import pytest\n\n@pytest.mark.grantd({marker})\ndef test_it(grantd):\n    pass\n")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    assert said in result.stdout.str()


def test_wrong_settings_are_named(pytester):
    pytester.makepyfile("def test_it(grantd):\n    pass\n")
    for setting, said in [("grantd_seed = x", "grantd_seed is 'x'"), ("grantd_binary = bin/nothing", "bin/nothing cannot be started")]:
        pytester.makeini(f"[pytest]\n{setting}\n")
        result = run(pytester)
        result.assert_outcomes(errors=1)
        assert said in result.stdout.str()


def test_a_worker_has_a_server_of_its_own(pytester):
    """With pytest-xdist: two workers, two servers, and no test sees what another does at the same time."""
    pytester.makepyfile("""
        import os, time
        import pytest

        @pytest.mark.parametrize("number", range(12))
        def test_alone(grantd, number):
            assert "eve" not in grantd.fixture().users
            grantd.add_user("eve")
            token = grantd.mint("eve", "web").access_token
            time.sleep(0.1)
            assert "eve" in grantd.fixture().users and grantd.requests() == []
            print(os.environ["PYTEST_XDIST_WORKER"], grantd.ready.pid, grantd.issuer)
    """)
    result = run(pytester, "-n", "2", "-rP")
    result.assert_outcomes(passed=12)
    servers = set(re.findall(r"^(gw\d) (\d+) (http://\S+)$", result.stdout.str(), re.M))
    assert len(servers) == 2 and all(len(set(column)) == 2 for column in zip(*servers)), servers


def test_the_servers_end_with_the_session(pytester):
    pytester.makepyfile("""
        import pytest

        def test_one(grantd):
            print("pid", grantd.ready.pid)

        @pytest.mark.grantd(seed=3)
        def test_other(grantd):
            print("pid", grantd.ready.pid)
    """)
    result = run(pytester, "-rP")
    result.assert_outcomes(passed=2)
    pids = re.findall(r"^pid (\d+)$", result.stdout.str(), re.M)
    assert len(set(pids)) == 2 and not any(os.path.exists(f"/proc/{pid}") for pid in pids)


def test_a_server_that_was_killed_is_started_again(pytester):
    pytester.makepyfile("""
        import os, signal, time

        def test_kill(grantd):
            os.kill(grantd.ready.pid, signal.SIGKILL)
            while grantd.running:
                time.sleep(0.01)

        def test_next(grantd):
            assert grantd.clock().now
    """)
    run(pytester).assert_outcomes(passed=2)


def test_a_failed_test_shows_what_was_asked(pytester):
    pytester.makepyfile("""
        import urllib.request

        def test_fails(grantd):
            grantd.fault("profile", "status", status=200)
            headers = {"Authorization": "Bearer " + grantd.mint("alice", "web").access_token}
            for path in ["/api/auth/profile", "/.well-known/oauth-authorization-server"]:
                urllib.request.urlopen(urllib.request.Request(grantd.url(path), headers=headers)).close()
            raise ValueError("on purpose")

        def test_passes(grantd):
            grantd.clock()
    """)
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=1)
    said = result.stdout.str()
    assert "1 GET /api/auth/profile --- [status]" in said and "2 GET /.well-known/oauth-authorization-server 200" in said
    assert said.count("grantd was asked") == 1 and "gra_" not in said.split("grantd was asked")[1]
