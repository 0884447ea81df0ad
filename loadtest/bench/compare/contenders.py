"""Who is compared. A contender opens a session, a process of its own, which then runs its passes.

A session has `states`, the passes it runs in order: "cold" is the first of a new process, "warm" the one after it.
A program without anything to warm up has only one of them.
"""

import json
import re
import subprocess
import time

from . import process, stream
from .service import JOB_SECONDS, LIMITS, Curl, Service

READY_SECONDS = 60
WRK_ITEMS_PER_SECOND = 60_000
PROGRAMS = "dev.corral.bench.fetch"


class Done:
    """What a pass came to; `problem` is None unless it does not count."""

    def __init__(self, items, seconds, problem=None, client_cpu=0.0):
        self.items = items
        self.seconds = seconds
        self.problem = problem
        self.client_cpu = client_cpu


class Contender:
    """`share` of the items is what it is given: rates are compared, and slow ones would take all day."""

    share = 1.0

    def __init__(self, name, title, needs):
        self.name = name
        self.title = title
        self.needs = needs

    def missing(self, tools):
        reasons = [reason for need in self.needs if (reason := tools.missing(need))]
        return "; ".join(reasons) or None


# --- programs that talk over their standard input and output ----------------------------------------------------------


class Program(Contender):
    def __init__(self, name, title, needs, command, share=1.0):
        super().__init__(name, title, needs)
        self._command = command
        self.share = share

    def open(self, setting, log):
        return ProgramSession(self._command(setting), log)


class ProgramSession:
    states = ("cold", "warm")

    def __init__(self, command, log):
        self.log = log
        self.process = process.start(command, log, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            process.read_line(self.process, READY_SECONDS, log, "^ready$")
        except BaseException:
            self.close()
            raise

    def run(self, items):
        self.process.stdin.write(b"%d\n" % items)
        told = json.loads(process.read_line(self.process, JOB_SECONDS, self.log, r"^\{.*\}$").group())
        problem = None if told["ok"] == items else f"{told['ok']} of {items} items are ok"
        return Done(items, told["nanos"] / 1e9, problem)

    def cpu_seconds(self):
        return process.cpu_seconds(self.process.pid)

    def peak_rss(self):
        return process.peak_rss(self.process.pid)

    def close(self):
        process.end(self.process)


def _java(program):
    def command(setting):
        return [
            setting.tools.java, "--enable-preview", *setting.java_options.split(), "-cp", setting.bench_jar,
            f"{PROGRAMS}.{program}", setting.url, setting.concurrency, setting.loops,
        ]

    return command


def _python(program):
    def command(setting):
        return [setting.tools.python, "-B", setting.programs / program, setting.url, setting.concurrency]

    return command


# --- the service ------------------------------------------------------------------------------------------------------


class Corral(Contender):
    def __init__(self, name, title, backend, detached):
        super().__init__(name, title, ("JDK 25", "curl"))
        self.backend = backend
        self.detached = detached

    def open(self, setting, log):
        session = DetachedSession if self.detached else AttachedSession
        return session(setting, self.backend, log)


class AttachedSession:
    states = ("cold", "warm")

    def __init__(self, setting, backend, log):
        self.setting = setting
        self.backend = backend
        self.curl = Curl(setting.tools.paths["curl"], log.with_suffix(".curl.log"), setting.scratch / "answer.ndjson")
        self.service = Service(setting.launcher, setting.java_options, setting.serve_options(log.stem), log)

    def post(self, items, *headers):
        query = f"kind=fetch&concurrency={self.setting.concurrency}&per_host={self.setting.concurrency}&{LIMITS}"
        return self.curl.call(
            "-H", "Content-Type: text/plain", *headers, "--data-binary", f"@{self.setting.urls(items)}",
            f"{self.service.url}/v1/jobs?{query}&backend={self.backend}",
        )

    def run(self, items):
        seconds, client_cpu = self.post(items)
        return Done(items, seconds, self.checked(items), client_cpu)

    def checked(self, items):
        check = stream.check_file(self.curl.answer, items)
        if self.backend == "loop" and self.service.refused_loops():
            return "the service refused the loops: the job ran on the JDK's scheduler"
        return check.problem()

    def cpu_seconds(self):
        return process.cpu_seconds(self.service.pid)

    def peak_rss(self):
        return process.peak_rss(self.service.pid)

    def close(self):
        self.service.close()


class DetachedSession(AttachedSession):
    """A pass lasts from the upload's first byte until the job is seen as ended; then its stored stream is read back."""

    def __init__(self, *setting):
        super().__init__(*setting)
        self.unchecked = None

    def run(self, items):
        begun = time.monotonic()
        _, client_cpu = self.post(items, "-H", "Prefer: respond-async")
        job = self.curl.job_id()
        view = self.service.await_end(job)
        seconds = time.monotonic() - begun
        self.unchecked = job
        problem = None if view["counts"]["ok"] == items else f"{view['counts']} of {items} items"
        return Done(items, seconds, problem, client_cpu)

    def verify(self, items):
        """Outside of what is measured."""
        job, self.unchecked = self.unchecked, None
        self.curl.call(f"{self.service.url}/v1/jobs/{job}/stream")
        problem = self.checked(items)
        self.service.forget(job)
        return problem


# --- programs that run once -------------------------------------------------------------------------------------------


class OneShotSession:
    """A process a pass: its processor time is that of its whole life."""

    def __init__(self, setting, log):
        self.setting = setting
        self.log = log
        self._cpu = 0.0
        self._peak = 0

    def finish(self, command, out):
        begun = time.monotonic()
        finished = process.run_to_end(command, self.log, out, JOB_SECONDS)
        self._cpu += finished.cpu_seconds
        self._peak = max(self._peak, finished.peak_rss)
        return finished, time.monotonic() - begun

    def cpu_seconds(self):
        return self._cpu

    def peak_rss(self):
        return self._peak

    def close(self):
        """Nothing runs between passes."""


class InProcess(Contender):
    """The command that fetches without a server: its start is part of what is measured."""

    def __init__(self):
        super().__init__("in-process", "corral jdk in-process", ("JDK 25",))

    def missing(self, tools):
        if reason := super().missing(tools):
            return reason
        return None if tools.has_fetch() else "this build has no `corral fetch`"

    def open(self, setting, log):
        return InProcessSession(setting, log)


class InProcessSession(OneShotSession):
    states = ("cold",)

    def run(self, items):
        answer, setting = self.setting.scratch / "answer.ndjson", self.setting
        # The launcher finds the JDK and becomes the program.
        finished, seconds = self.finish(
            [
                "env", f"JAVA_OPTS={setting.java_options}", setting.launcher, "fetch", "-f", setting.urls(items),
                "--concurrency", setting.concurrency, "--per-host", setting.concurrency,
                "--allow", f"127.0.0.1/32:{setting.port}", "-o", answer,
            ],
            self.log.with_suffix(".out"),
        )
        if finished.code != 0:
            return Done(items, seconds, f"it ended with {finished.code}; its log is {self.log}")
        return Done(items, seconds, stream.check_file(answer, items).problem())


class Wrk(Contender):
    def __init__(self):
        super().__init__("wrk", "wrk", ("wrk",))

    def open(self, setting, log):
        return WrkSession(setting, log)


class WrkSession(OneShotSession):
    """It runs for a time, not for a count. Nothing in it warms up."""

    states = ("warm",)

    def run(self, items):
        seconds = max(1, items // WRK_ITEMS_PER_SECOND)
        out, setting = self.log.with_suffix(".out"), self.setting
        threads = min(setting.loops, setting.concurrency)
        finished, _ = self.finish(
            [setting.tools.paths["wrk"], "-t", threads, "-c", setting.concurrency, "-d", f"{seconds}s", setting.url],
            out,
        )
        told = out.read_text(encoding="utf-8")
        done = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", told)
        if finished.code != 0 or done is None or "Socket errors" in told or "Non-2xx" in told:
            return Done(items, seconds, f"wrk met errors: {told}")
        factor = {"ms": 0.001, "s": 1.0, "m": 60.0}[done.group(3)]
        return Done(int(done.group(1)), float(done.group(2)) * factor)


ALL = (
    Corral("attached", "corral attached", "jdk", detached=False),
    Corral("attached-loop", "corral attached loop", "loop", detached=False),
    Corral("detached", "corral detached", "jdk", detached=True),
    InProcess(),
    Program("vertx", "vertx HttpClient", ("JDK 25",), _java("VertxFetcher")),
    Program("jdk", "jdk HttpClient, virtual threads", ("JDK 25",), _java("JdkFetcher")),
    Program("aiohttp", "python aiohttp", ("aiohttp",), _python("aiohttp_fetch.py"), share=0.2),
    Program("httpx", "python httpx+anyio", ("httpx", "anyio"), _python("httpx_fetch.py"), share=0.03),
    Wrk(),
)
