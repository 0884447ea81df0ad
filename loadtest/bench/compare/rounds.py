"""Measures contenders in turn: A B C, then C B A, so that what drifts favours nobody."""

import dataclasses
import sys

from . import process

WARM_UP_ITEMS = 20_000
LEAST_ITEMS = 500
# Of the items: some clients ask again by themselves when a connection breaks under a request.
MOST_ASKED_AGAIN = 0.001


@dataclasses.dataclass
class Setting:
    """What all contenders are given."""

    tools: object
    launcher: object
    bench_jar: object
    programs: object
    java_options: str
    concurrency: int
    loops: int
    scratch: object
    data: object
    url: str = ""
    port: int = 0

    def urls(self, items):
        """A file with the URL once for each item."""
        path = self.scratch / f"urls-{items}.txt"
        if not path.exists():
            with open(path, "w", encoding="ascii") as lines:
                lines.writelines(f"{self.url}\n" for _ in range(items))
        return path

    def serve_options(self, name):
        """Of `corral serve`: free to fetch from nginx and nowhere else, with a store of its own."""
        folder = self.data / name
        folder.mkdir(parents=True)
        return ["--loops", self.loops, "--allow", f"127.0.0.1/32:{self.port}", "--data", folder]


@dataclasses.dataclass
class Sample:
    """One pass of one contender. Processor times are seconds, of the whole pass."""

    contender: str
    round: int
    state: str
    items: int
    seconds: float
    cpu: float
    client_cpu: float
    origin_cpu: float
    others_share: float
    peak_rss: int
    connections: int
    asked_again: int
    problem: str | None

    @property
    def rate(self):
        return self.items / self.seconds

    @property
    def all_cpu_per_item(self):
        """Of everybody who took part; never quite zero, since the kernel counts in ticks."""
        return max(1e-9, (self.cpu + self.client_cpu + self.origin_cpu) / self.items)

    def per_thousand(self, cpu):
        """Milliseconds for 1,000 items."""
        return cpu * 1e6 / self.items


class Meter:
    """What has been used so far, by whom."""

    def __init__(self, session, origin):
        self.contender = session.cpu_seconds()
        self.origin = origin.cpu_seconds()
        self.script = process.own_cpu_seconds()
        self.machine = process.machine_busy_seconds()


def items_of(contender, items):
    return max(min(items, LEAST_ITEMS), int(items * contender.share))


def measure(contenders, setting, origin, items, rounds, logs, cores):
    """All samples of all rounds; the warm-up round before them is thrown away."""
    samples = []
    for number in range(rounds + 1):
        warming = number == 0
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            log = logs / f"{contender.name}-{number}.log"
            count = items_of(contender, min(items, WARM_UP_ITEMS) if warming else items)
            for sample in _passes(contender, setting, origin, count, log, cores, number):
                told = "warm-up" if warming else f"round {number} of {rounds}"
                say(f"{told}: {contender.name} {sample.state} {sample.rate:,.0f}/s" + _doubt(sample))
                if not warming or sample.problem:
                    samples.append(sample)
    return samples


def _doubt(sample):
    if sample.problem:
        return f" INVALID: {sample.problem}"
    return f" ({sample.others_share:.0%} of the machine went to others)" if sample.others_share > 0.05 else ""


def say(line):
    print(line, file=sys.stderr, flush=True)


def _passes(contender, setting, origin, items, log, cores, number):
    session = contender.open(setting, log)
    try:
        for state in session.states if number else session.states[:1]:
            yield _pass(contender, session, origin, items, cores, number, state)
    finally:
        session.close()


def _pass(contender, session, origin, items, cores, number, state):
    seen = origin.seen()
    before = Meter(session, origin)
    done = session.run(items)
    after = Meter(session, origin)
    now = origin.seen()
    problem = done.problem
    asked_again = now.requests - seen.requests - 1 - done.items
    if problem is None and _counts_items(contender) and not 0 <= asked_again <= items * MOST_ASKED_AGAIN:
        problem = f"nginx saw {items + asked_again} requests for {items} items"
    if problem is None and hasattr(session, "verify"):
        problem = session.verify(items)
    cpu, origin_cpu = after.contender - before.contender, after.origin - before.origin
    machine = after.machine - before.machine
    others = machine - cpu - done.client_cpu - origin_cpu - (after.script - before.script)
    return Sample(
        contender.name, number, state, done.items, done.seconds, cpu, done.client_cpu, origin_cpu,
        max(0.0, others / (cores * done.seconds)), session.peak_rss(), now.connections - seen.connections - 1,
        asked_again, problem,
    )


def _counts_items(contender):
    """wrk stops at a time, with requests under way."""
    return contender.name != "wrk"
