# Makes ready what a suite or a comparison needs: each function installs one thing when it may, leaves what happened in
# $logs, and fails when the thing is not there in the end. Sourced in the root of the repository.

venv=target/venv

may_install() { [ -z "${GRANTD_NO_INSTALL:-}" ]; }

python_ready() {
    command -v python3 >/dev/null || return 1
    if [ ! -e "$venv/ready" ] || [ tests/python/requirements.txt -nt "$venv/ready" ]; then
        may_install || return 1
        python3 -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --require-virtualenv -r tests/python/requirements.txt \
            && touch "$venv/ready"
    fi >"$logs/venv.log" 2>&1
}

chromium_ready() {
    command -v chromium >/dev/null && command -v chromedriver >/dev/null && return 0
    may_install && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium chromium-driver; } \
        >"$logs/apt.log" 2>&1
}

# What makes screenshots small.
packers_ready() {
    command -v pngquant >/dev/null && command -v zopflipng >/dev/null && return 0
    may_install && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends pngquant zopfli; } \
        >"$logs/apt-packers.log" 2>&1
}

proxies_ready() {
    command -v nginx >/dev/null && command -v caddy >/dev/null && return 0
    may_install && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends nginx-light caddy; } \
        >"$logs/apt-proxies.log" 2>&1
}

fittrackee_ready() {
    if [ ! -x /usr/lib/postgresql/15/bin/initdb ] || [ ! -e /usr/share/postgresql/15/extension/postgis.control ]; then
        may_install && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
        apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
            postgresql-15 postgresql-15-postgis-3 || return 1
    fi >"$logs/apt-fittrackee.log" 2>&1
    local own=target/fittrackee-venv
    if [ ! -e "$own/ready" ] || [ tests/python/fittrackee-requirements.txt -nt "$own/ready" ]; then
        may_install || return 1
        python3 -m venv "$own" && "$own/bin/python" -m pip install --quiet --require-virtualenv -r tests/python/fittrackee-requirements.txt \
            && touch "$own/ready"
    fi >"$logs/fittrackee-venv.log" 2>&1
}

# systemd judges its units; strace is how a test makes a disk hang, and how calls of the system are counted. Without them
# the tests that need them are skipped.
systemd_ready() {
    command -v systemd-analyze >/dev/null && command -v strace >/dev/null && return 0
    may_install && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends systemd strace; } \
        >"$logs/apt-systemd.log" 2>&1
}

# Prometheus is run from its package without installing it: nothing here needs its service.
prometheus_ready() {
    local own=target/prometheus
    [ -x "$own/usr/bin/promtool" ] && return 0
    may_install && command -v apt-get >/dev/null || return 1
    { mkdir -p "$own" && (cd "$own" && { [ "$(id -u)" -ne 0 ] || apt-get update -q; } && apt-get download -q prometheus \
        && dpkg -x prometheus_*.deb . && rm prometheus_*.deb); } >"$logs/prometheus.log" 2>&1
}

node_ready() {
    command -v npm >/dev/null || return 1
    if [ ! -e tests/node/node_modules/.package-lock.json ] || [ tests/node/package-lock.json -nt tests/node/node_modules/.package-lock.json ]; then
        may_install || return 1
        (cd tests/node && npm ci --no-audit --no-fund) >"$logs/npm.log" 2>&1
    fi
}

# What the tests of clients/node try it with: TypeScript, vitest and Playwright. Without them those tests are skipped.
node_client_ready() {
    if [ ! -e clients/node/node_modules/.package-lock.json ] || [ clients/node/package-lock.json -nt clients/node/node_modules/.package-lock.json ]; then
        may_install && command -v npm >/dev/null || return 1
        (cd clients/node && npm ci --no-audit --no-fund)
    fi >"$logs/npm-client.log" 2>&1
}
