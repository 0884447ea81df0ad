"""What the comparison must show, and how the figures of a round are held against each other."""

import dataclasses
import statistics

DECISIVE_ITEMS = 300_000
DECISIVE_ROUNDS = 5


@dataclasses.dataclass
class Target:
    """`upper`'s rate is to be at least `least` times `lower`'s; None only tells the ratio."""

    upper: str
    lower: str
    least: float | None


ALL = (
    Target("attached", "vertx", 0.75),
    Target("attached", "jdk", 2.5),
    Target("attached", "aiohttp", 5.0),
    Target("attached", "httpx", 5.0),
    Target("detached", "attached", 0.6),
    Target("attached-loop", "attached", None),
    Target("attached-loop", "vertx", None),
    Target("in-process", "jdk", None),
    Target("attached", "wrk", None),
    Target("vertx", "wrk", None),
)


@dataclasses.dataclass
class Verdict:
    """`by_cpu` is the ratio that processor time alone would give: hardly moved by whoever else is on the machine."""

    upper: str
    lower: str
    state: str
    least: float | None
    ratio: float
    lowest: float
    highest: float
    by_cpu: float

    @property
    def decides(self):
        """A new process is no target: it is told beside."""
        return self.least is not None and self.state == "warm"

    @property
    def word(self):
        if self.least is None:
            return ""
        return "met" if self.ratio >= self.least else "missed"


def verdicts(samples):
    """Ratios are taken within a round, where both saw the same machine; of those the median."""
    found = []
    for target in ALL:
        for state in ("warm", "cold"):
            pairs = _pairs(samples, target, state)
            if pairs:
                ratios = [upper.rate / lower.rate for upper, lower in pairs]
                by_cpu = [lower.all_cpu_per_item / upper.all_cpu_per_item for upper, lower in pairs]
                found.append(
                    Verdict(
                        target.upper, target.lower, state, target.least,
                        statistics.median(ratios), min(ratios), max(ratios), statistics.median(by_cpu),
                    )
                )
    return found


def _pairs(samples, target, state):
    by_round = {(sample.contender, sample.round): sample for sample in samples if sample.state == state}
    rounds = sorted({number for _, number in by_round})
    return [
        (by_round[target.upper, number], by_round[target.lower, number])
        for number in rounds
        if (target.upper, number) in by_round and (target.lower, number) in by_round
    ]


def doubts(items, rounds, stamped, samples):
    """Why a run does not decide anything; empty if it does."""
    found = []
    if items < DECISIVE_ITEMS:
        found.append(f"{items:,} items, expected {DECISIVE_ITEMS:,}: the programs have not warmed up")
    if rounds < DECISIVE_ROUNDS:
        found.append(f"{rounds} round(s), expected {DECISIVE_ROUNDS}")
    if stamped["load_before"][0] >= stamped["cores"]:
        load, cores = stamped["load_before"][0], stamped["cores"]
        found.append(f"the load average was {load:.1f} on {cores} cores before it began")
    others = statistics.median([sample.others_share for sample in samples])
    if others > 0.05:
        found.append(f"others used {others:.0%} of the machine meanwhile (median of the passes)")
    return found
