"""A clean Debian with systemd as its process 1, reached from outside."""

import pathlib
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Machine:
    def __init__(self):
        self.root = ROOT / "target/packages/root"
        self.boot = subprocess.Popen([HERE / "boot", self.root], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.inside = None
        self.until(self.is_up, 60)

    def is_up(self):
        children = pathlib.Path(f"/proc/{self.boot.pid}/task/{self.boot.pid}/children").read_text().split()
        if not children or b"systemd" not in pathlib.Path(f"/proc/{children[0]}/cmdline").read_bytes():
            return False
        self.inside = children[0]
        return self.run("systemctl", "is-system-running", check=False) in ("running", "degraded")

    def run(self, *command, check=True, stdin=""):
        """Runs a command in the machine; what it printed."""
        enter = ["nsenter", "-t", self.inside, "-m", "-p", "-C", "-i", "-u", "env", "-i", "DEBIAN_FRONTEND=noninteractive",
                 "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *command]
        done = subprocess.run(enter, input=stdin, capture_output=True, text=True, timeout=120)
        assert not check or done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}\n{self.log()}"
        return (done.stdout + done.stderr).strip()

    def log(self):
        return self.run("journalctl", "-u", "grantd.service", "-u", "grantd.socket", "--no-pager", "-n", "60", check=False)

    def show(self, name, unit="grantd.service"):
        return self.run("systemctl", "show", "--value", "-p", name, unit)

    def status_of_process(self):
        """/proc/PID/status of the daemon, as this side sees it."""
        text = self.run("cat", f"/proc/{self.show('MainPID')}/status")
        return dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)

    def until(self, true, seconds=20):
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"it did not happen in time\n{self.log() if self.inside else ''}"
            time.sleep(0.1)

    def path(self, name):
        return self.root / name.lstrip("/")

    def end(self):
        self.boot.kill()
        self.boot.wait()
