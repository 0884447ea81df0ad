"""What a job's width costs in memory: the same service, fresh for each case, and jobs of very different sizes."""

import dataclasses
import json
import re
import subprocess
import threading
import time

from . import process, stream
from .service import Service

HEAD = {"kind": "fetch", "concurrency": {"max": 64, "per_host": 64}, "retain_ms": 3600000}
LINES_AT_ONCE = 1000
MOST_RATIO = 1.15


@dataclasses.dataclass
class Case:
    """So many jobs of one size, one after the other."""

    mode: str
    items: int
    jobs: int

    @property
    def name(self):
        return f"{self.mode}-{self.items}" + (f"x{self.jobs}" if self.jobs > 1 else "")


@dataclasses.dataclass
class Found:
    """Bytes; `live` is the most heap that a collection left over, `ready` what is resident before the first job."""

    case: Case
    ready: int
    peak: int
    live: int
    collections: int
    seconds: float
    problem: str | None


def cases(modes, sizes):
    """The control does the work of the largest job as many of the smallest: it tells width from warming up."""
    smallest, largest = min(sizes), max(sizes)
    for mode in modes:
        for size in sorted(sizes):
            yield Case(mode, size, 1)
        if largest // smallest > 1:
            yield Case(mode, smallest, largest // smallest)


def measure(case, setting, origin, logs):
    log = logs / f"{case.name}.log"
    collected = logs / f"{case.name}.gc.log"
    java_options = f"{setting.java_options} -Xlog:gc:file={collected}"
    service = Service(setting.launcher, java_options, setting.serve_options(case.name), log)
    try:
        ready = process.rss(service.pid)
        before, begun, problem = origin.seen().requests, time.monotonic(), None
        for _ in range(case.jobs):
            problem = problem or _job(case, setting, service, log)
        seconds = time.monotonic() - begun
        seen = origin.seen().requests - before - 1
        if problem is None and seen != case.items * case.jobs:
            problem = f"nginx saw {seen} requests for {case.items * case.jobs} items"
        live, collections = _heap_left_over(collected)
        return Found(case, ready, process.peak_rss(service.pid), live, collections, seconds, problem)
    finally:
        service.close()


def _heap_left_over(log):
    """From lines such as `Pause Young (Normal) 153M->21M(256M) 3.2ms`."""
    left = [int(size) << 20 for size in re.findall(r"Pause .* \d+M->(\d+)M\(", log.read_text(encoding="utf-8"))]
    return max(left, default=0), len(left)


def _job(case, setting, service, log):
    """Streams a job's items up and its answer down; neither is ever held whole."""
    headers = ["-H", "Prefer: respond-async"] if case.mode == "detached" else []
    client = process.start(
        [
            setting.tools.paths["curl"], "-sS", "-N", "-X", "POST", "-T", "-", "-H", "Expect:", *headers,
            "-H", "Content-Type: application/x-ndjson", f"{service.url}/v1/jobs",
        ],
        log,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        sender = threading.Thread(target=_send, args=(client.stdin, case.items, setting.url), daemon=True)
        sender.start()
        if case.mode == "attached":
            return _checked_stream(client.stdout, case.items)
        return _checked_view(service, client.stdout.read(), case.items)
    finally:
        process.end(client)
        sender.join(10)


def _send(upload, items, url):
    try:
        with upload:
            upload.write(json.dumps(HEAD).encode() + b"\n")
            for first in range(0, items, LINES_AT_ONCE):
                last = min(items, first + LINES_AT_ONCE)
                upload.write(b"".join(b'{"id":"i-%d","url":"%s"}\n' % (i, url.encode()) for i in range(first, last)))
    except BrokenPipeError:
        pass  # The service has refused the job: its answer tells why.


def _checked_stream(answer, items):
    check = stream.Check(items)
    for line in answer:
        check.line(line)
    return check.problem()


def _checked_view(service, answer, items):
    try:
        job = json.loads(answer)["id"]
    except (ValueError, KeyError):
        return f"the job was not taken: {answer[:300]!r}"
    view = service.await_end(job)
    service_counts = view["counts"]
    service.forget(job)
    return None if service_counts["ok"] == items else f"{service_counts} of {items} items"


def ratios(found):
    """Peaks against each other: what is compared, the ratio, and whether it is a target."""
    by_case = {(each.case.mode, each.case.items, each.case.jobs): each for each in found if each.problem is None}
    for mode in dict.fromkeys(each.case.mode for each in found):
        singles = sorted(items for its_mode, items, jobs in by_case if its_mode == mode and jobs == 1)
        if len(singles) < 2:
            continue
        smallest, largest = singles[0], singles[-1]
        peak = by_case[mode, largest, 1].peak
        yield f"{mode}: {largest:,} items / {smallest:,} items", peak / by_case[mode, smallest, 1].peak, True
        control = by_case.get((mode, smallest, largest // smallest))
        if control:
            yield f"{mode}: {largest:,} items / {control.case.jobs} jobs of {smallest:,}", peak / control.peak, False


def table(found):
    lines = [f"{'case':<28} {'ready MiB':>10} {'peak MiB':>9} {'heap left MiB':>14} {'collections':>12} {'items/s':>9}"]
    for each in found:
        rate = each.case.items * each.case.jobs / each.seconds
        lines.append(
            f"{each.case.name:<28} {each.ready / 2**20:>10.0f} {each.peak / 2**20:>9.0f} {each.live / 2**20:>14.0f} "
            f"{each.collections:>12} {rate:>9,.0f}"
        )
    return "\n".join(lines)


def ratio_lines(found):
    for title, ratio, is_target in ratios(found):
        word = f"target {MOST_RATIO} {'met' if ratio <= MOST_RATIO else 'missed'}" if is_target else "(control)"
        yield f"{title:<52} {ratio:>6.2f}  {word}"
