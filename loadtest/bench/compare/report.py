"""The figures for people, and the same as JSON."""

import dataclasses
import json
import statistics

from . import machine

HEAD = (
    f"{'contender':<32} {'state':<5} {'items/s':>9} {'lowest to highest':>19} {'cpu ms/1000':>12} {'client':>7} "
    f"{'nginx':>7} {'peak MiB':>9} {'others':>7}"
)
EXPLAINED = """\
items/s: from the first byte of the work to the last, median of the rounds. cpu: milliseconds of the contender's own
processes for 1,000 items; beside it those of its HTTP client (curl) and of nginx, which share the processors with it.
peak: most memory resident at once. others: share of the machine that went to processes that are no part of this.
cold: the first pass of a new process, its start not counted (but for one that runs once); warm: the pass after it.
Ratios are taken within a round, then their median; a target is about warm processes. by cpu: the same ratio from the
processor time of everybody who took part, which is what rates come to where all processors are busy with this alone."""


def _median(samples, figure):
    return statistics.median([figure(sample) for sample in samples])


def rows(contenders, samples):
    for contender in contenders:
        for state in ("warm", "cold"):
            these = [sample for sample in samples if sample.contender == contender.name and sample.state == state]
            if these:
                yield contender, state, these


def table(contenders, samples):
    lines = [HEAD]
    for contender, state, these in rows(contenders, samples):
        rates = [sample.rate for sample in these]
        lines.append(
            f"{contender.title:<32} {state:<5} {statistics.median(rates):>9,.0f} "
            f"{f'{min(rates):,.0f} to {max(rates):,.0f}':>19} "
            f"{_median(these, lambda sample: sample.per_thousand(sample.cpu)):>12.1f} "
            f"{_median(these, lambda sample: sample.per_thousand(sample.client_cpu)):>7.1f} "
            f"{_median(these, lambda sample: sample.per_thousand(sample.origin_cpu)):>7.1f} "
            f"{_median(these, lambda sample: sample.peak_rss) / 2**20:>9.0f} "
            f"{_median(these, lambda sample: sample.others_share):>7.0%}"
        )
    return "\n".join(lines)


def ratios(verdicts):
    lines = [f"{'ratio of items/s':<32} {'state':<5} {'median':>9} {'lowest to highest':>19} {'by cpu':>7}  target"]
    for verdict in verdicts:
        target = "" if verdict.least is None else f"{verdict.least:.2f} {verdict.word}"
        lines.append(
            f"{f'{verdict.upper} / {verdict.lower}':<32} {verdict.state:<5} {verdict.ratio:>9.2f} "
            f"{f'{verdict.lowest:.2f} to {verdict.highest:.2f}':>19} {verdict.by_cpu:>7.2f}  {target}".rstrip()
        )
    return "\n".join(lines)


def text(result):
    parts = [machine.text(result["machine"]), result["plan"], table(result["contenders"], result["valid"])]
    parts.append(ratios(result["verdicts"]))
    parts.append(EXPLAINED)
    parts.append("\n".join(f"skipped: {name}: {reason}" for name, reason in result["skipped"].items()))
    invalid = [f"INVALID: {sample.contender}, round {sample.round}: {sample.problem}" for sample in result["invalid"]]
    parts.append("\n".join(invalid))
    if result["doubts"]:
        parts.append("Not decisive: " + "; ".join(result["doubts"]) + ".")
    return "\n\n".join(part for part in parts if part) + "\n"


def write_json(path, result):
    document = {
        "machine": result["machine"],
        "plan": result["plan"],
        "samples": [dict(dataclasses.asdict(each), rate=each.rate) for each in result["valid"] + result["invalid"]],
        "verdicts": [dict(dataclasses.asdict(verdict), word=verdict.word) for verdict in result["verdicts"]],
        "skipped": result["skipped"],
        "doubts": result["doubts"],
    }
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
