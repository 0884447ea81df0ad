"""The service as it is shipped: started by the launcher, spoken to over HTTP."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request

from . import process

STARTING_SECONDS = 120
JOB_SECONDS = 1800
POLL_SECONDS = 0.05
# Of the launcher; the service's own settings come from the command line only.
JDK_DIRS = "CORRAL_JDK_DIRS"
LIMITS = "retain_ms=3600000"
FOR_A_COMPARISON = ("--port", 0, "--management-port", 0, "--drain-delay", "0s", "--drain-grace", "1s")


def _is_ours(variable):
    return not variable.startswith("CORRAL_") or variable == JDK_DIRS


class Service:
    """One process of the service. `options` are those of `corral serve`."""

    def __init__(self, launcher, java_options, options, log):
        self.log = log
        environment = {name: value for name, value in os.environ.items() if _is_ours(name)}
        environment["JAVA_OPTS"] = java_options
        self.process = process.start(
            [launcher, "serve", *FOR_A_COMPARISON, *options],
            log,
            bufsize=0,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment,
        )
        try:
            self.url = process.read_line(self.process, STARTING_SECONDS, log, r"corral serving on (\S+)").group(1)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self):
        return self.process.pid

    def close(self):
        process.end(self.process)

    def refused_loops(self):
        """Whether jobs for the loops run elsewhere after all."""
        return "loop.refused" in self.log.read_text(encoding="utf-8", errors="replace")

    def view(self, job):
        with urllib.request.urlopen(f"{self.url}/v1/jobs/{job}", timeout=60) as answer:
            return json.load(answer)

    def await_end(self, job):
        limit = time.monotonic() + JOB_SECONDS
        while (view := self.view(job))["state"] != "ended":
            if time.monotonic() > limit:
                raise process.Failed(f"job {job} has not ended after {JOB_SECONDS} s; the service's log is {self.log}")
            time.sleep(POLL_SECONDS)
        return view

    def forget(self, job):
        """Takes a job off the disk, outside of what is measured."""
        request = urllib.request.Request(f"{self.url}/v1/jobs/{job}", method="DELETE")
        urllib.request.urlopen(request, timeout=300).close()


class Curl:
    """A client whose processor time is not the service's. What comes back goes to a file, read when all is over."""

    def __init__(self, program, log, answer):
        self.program = program
        self.log = log
        self.answer = answer

    def command(self, *words):
        return [self.program, "-sS", "-H", "Expect:", "-o", self.answer, "-w", "%{http_code} %{time_total}", *words]

    def call(self, *words):
        """Calls, and returns seconds from the first byte to the last, and processor seconds of curl."""
        told = self.log.with_suffix(".told")
        finished = process.run_to_end(self.command(*words), self.log, told, JOB_SECONDS)
        return self.seconds(told.read_text(encoding="ascii"), finished.code), finished.cpu_seconds

    def seconds(self, told, code):
        status, _, seconds = told.partition(" ")
        if code != 0 or not status.startswith("2"):
            with open(self.answer, "rb") as answer:
                refusal = answer.read(500).decode(errors="replace")
            raise process.Failed(f"curl ended with {code}, status {status}: {refusal}; its log is {self.log}")
        return float(seconds)

    def job_id(self):
        with open(self.answer, "rb") as answer:
            return json.load(answer)["id"]
