"""A real FitTrackee with its database, made for a test and gone after it: PostgreSQL with PostGIS in a temporary directory,
FitTrackee from its package under gunicorn."""

import os
import pathlib
import pwd
import re
import subprocess
import time

import requests

from conftest import ROOT, PASSWORD
from upstream import free_port

VENV = ROOT / "target/fittrackee-venv/bin"
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
SECRET_KEY = "a key that FitTrackee and grantd know, and nobody else"


class FitTrackee:
    """`durable` is for those who measure: what a test writes need not survive a power cut. `workers` are gunicorn's."""

    def __init__(self, directory, durable=False, workers=("--workers", "1")):
        self.durable, self.workers, self.process = durable, workers, None
        self.directory, self.port, self.database_port = directory, free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self.environment = os.environ | {
            "APP_SETTINGS": "fittrackee.config.ProductionConfig", "APP_SECRET_KEY": SECRET_KEY, "UI_URL": self.url,
            "DATABASE_URL": f"postgresql://{self.user}@127.0.0.1:{self.database_port}/fittrackee",
            "UPLOAD_FOLDER": str(directory / "uploads"), "FLASK_APP": "fittrackee", "LOG_LEVEL": "warning"}

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def start(self):
        self.directory.mkdir()
        (self.directory / "uploads").mkdir()
        if os.getuid() == 0:
            # The directories above belong to root alone.
            for parent in [self.directory, *self.directory.parents][:4]:
                parent.chmod(0o755)
            os.chown(self.directory, pwd.getpwnam("postgres").pw_uid, -1)
        data = self.directory / "database"
        self.postgres("initdb", "--auth=trust", "--no-sync", "--encoding=UTF8", "-D", data)
        settings = f"-p {self.database_port} -c listen_addresses=127.0.0.1 -k {self.directory}"
        if not self.durable:
            settings += " -c fsync=off -c full_page_writes=off"
        self.postgres("pg_ctl", "-D", data, "-w", "-l", self.directory / "database.log", "-o", settings, "start")
        self.sql("create database fittrackee", "postgres")
        self.sql("create extension postgis")
        self.ftcli("db", "upgrade")
        self.process = subprocess.Popen(
            [VENV / "gunicorn", "-b", f"127.0.0.1:{self.port}", *self.workers, "fittrackee:create_app()"],
            env=self.environment, cwd=self.directory, stdout=(self.directory / "log").open("w"), stderr=subprocess.STDOUT)
        end = time.monotonic() + 60
        while True:
            try:
                if requests.get(self.url + "/api/ping", timeout=5).ok:
                    return self
            except (requests.ConnectionError, requests.Timeout):
                pass
            assert self.process.poll() is None and time.monotonic() < end, (self.directory / "log").read_text()
            time.sleep(0.1)

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            self.process.wait(20)
        if (self.directory / "database/postmaster.pid").exists():
            self.postgres("pg_ctl", "-D", self.directory / "database", "-m", "immediate", "stop")

    def postgres(self, program, *arguments):
        command = [str(POSTGRES / program), *map(str, arguments)]
        if os.getuid() == 0:
            command = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups", *command]
        done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=60)
        assert done.returncode == 0, done.stderr

    def sql(self, statement, database="fittrackee"):
        command = [str(POSTGRES / "psql"), "-h", "127.0.0.1", "-p", str(self.database_port), "-U", self.user, "-d", database, "-Atc", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()

    def ftcli(self, *arguments):
        done = subprocess.run([VENV / "ftcli", *arguments], env=self.environment, cwd=self.directory, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def add_user(self, name):
        """Makes an account that may sign in; its number."""
        self.ftcli("users", "create", name, "--email", f"{name}@example.org", "--password", PASSWORD)
        return int(self.sql(f"update users set is_active = true where username = '{name}' returning id").split()[0])

    def login(self, name):
        answer = requests.post(self.url + "/api/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD}, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()["auth_token"]


def version():
    """Which FitTrackee is tested."""
    shown = subprocess.run([VENV / "pip", "show", "fittrackee"], capture_output=True, text=True, timeout=60).stdout
    return re.search(r"Version: (\S+)", shown).group(1)
