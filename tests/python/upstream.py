"""APIs that know nothing of scopes: they say what they were asked. And the real proxies in front of them."""

import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers every request with what it was."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
        answer = json.dumps({"method": self.command, "path": self.path, "headers": self.headers.items(),
                             "body": body.decode("latin-1"), "server": self.server.name}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)
        self.wfile.flush()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = do_PROPFIND = answer

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def echo(name="api"):
    """An echoing API on a free port."""
    server = Server(("127.0.0.1", 0), Echo)
    server.name = name
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Proxy:
    """A real proxy with a configuration of the documentation, its addresses replaced."""

    def __init__(self, command, port, log):
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(command, stdout=log.open("w"), stderr=subprocess.STDOUT)
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                assert self.process.poll() is None, log.read_text()
                assert time.monotonic() < end, "the proxy did not start"
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def nginx(directory, grantd, api, extra="", config="docs/forward-auth/nginx.conf"):
    directory.mkdir(exist_ok=True)
    port = free_port()
    text = config if "\n" in config else (ROOT / config).read_text()
    for here, there in [("127.0.0.1:8080", grantd), ("127.0.0.1:5000", api), ("listen 80;", f"listen 127.0.0.1:{port};")]:
        text = text.replace(here, there.removeprefix("http://"))
    (directory / "site.conf").write_text(text)
    temporary = "".join(f"{kind}_temp_path {directory}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (directory / "nginx.conf").write_text(
        f"daemon off; {'user root;' if shutil.os.getuid() == 0 else ''} worker_processes 1; pid {directory}/pid; error_log {directory}/error.log;"
        f"events {{ worker_connections 512; }} http {{ access_log off; {temporary} {extra} include {directory}/site.conf; }}")
    return Proxy(["nginx", "-p", str(directory), "-c", str(directory / "nginx.conf"), "-e", str(directory / "error.log")], port, directory / "log")


def caddy(directory, grantd, api, config="docs/forward-auth/Caddyfile"):
    directory.mkdir(exist_ok=True)
    port = free_port()
    text = config if "\n" in config else (ROOT / config).read_text()
    for here, there in [("127.0.0.1:8080", grantd), ("127.0.0.1:5000", api), ("http://api.example.org", f"http://127.0.0.1:{port}")]:
        text = text.replace(here, there.removeprefix("http://") if here[0] == "1" else there)
    (directory / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
    command = ["env", f"HOME={directory}", f"XDG_DATA_HOME={directory}", "caddy", "run", "--adapter", "caddyfile", "--config", str(directory / "Caddyfile")]
    return Proxy(command, port, directory / "log")
