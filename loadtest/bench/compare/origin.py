"""The nginx that everybody fetches from: our own, with one small body, gone when the comparison ends."""

import re
import socket
import subprocess
import time
import urllib.request

from . import process

BODY = "x" * 128
STARTING_SECONDS = 10
CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
worker_processes {workers};
error_log {folder}/nginx-error.log warn;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    keepalive_timeout 300s;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /item {{ default_type text/plain; return 200 "{body}"; }}
        location = /seen {{ stub_status; }}
    }}
}}
"""


class Seen:
    """What nginx has counted: its view is the proof that a run did what it says."""

    def __init__(self, connections, requests):
        self.connections = connections
        self.requests = requests


class Origin:
    def __init__(self, program, folder, workers):
        self.program = program
        self.folder = folder / "nginx"
        self.folder.mkdir()
        self.workers = workers
        self.process = None
        self.port = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/item"

    def __enter__(self):
        try:
            for _ in range(5):
                if self._started():
                    return self
        except BaseException:
            # A Ctrl-C in between: without us nobody would end it.
            process.end(self.process)
            raise
        raise process.Failed(f"nginx does not start; its log is {self.folder}/nginx.log")

    def __exit__(self, *_):
        process.end(self.process)

    def _started(self):
        """Somebody else may take the port between our looking and nginx' binding: then another one is tried."""
        self.port = _free_port()
        configuration = self.folder / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.format(folder=self.folder, workers=self.workers, port=self.port, body=BODY), encoding="ascii"
        )
        self.process = process.start(
            [self.program, "-e", self.folder / "nginx.log", "-p", self.folder, "-c", configuration],
            self.folder / "nginx.log",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        limit = time.monotonic() + STARTING_SECONDS
        while self.process.poll() is None and time.monotonic() < limit:
            try:
                self.seen()
                return True
            except OSError:
                time.sleep(0.02)
        process.end(self.process)
        return False

    def seen(self):
        """Counts so far, this very question included."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/seen", timeout=10) as answer:
            numbers = re.search(rb"(\d+) \d+ (\d+)", answer.read())
        return Seen(int(numbers.group(1)), int(numbers.group(2)))

    def cpu_seconds(self):
        pids = [self.process.pid, *process.children(self.process.pid)]
        return sum(process.cpu_seconds(pid) for pid in pids)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
