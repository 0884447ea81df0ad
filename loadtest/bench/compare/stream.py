"""A job's stream, checked against what was asked for."""

import json

ITEM = b'"t":"item"'
OK = b'"outcome":"ok"'
INDEX = b'"index":'


class Check:
    """Reads the lines of a stream one by one and holds none of them but the last."""

    def __init__(self, items):
        self.items = items
        self.ok = 0
        self.first = b""
        self.last = b""
        self._seen = bytearray(items)

    def line(self, line):
        self.first = self.first or line
        self.last = line
        if ITEM in line and OK in line:
            at = line.index(INDEX) + len(INDEX)
            index = int(line[at : line.index(b",", at)])
            if index < self.items and not self._seen[index]:
                self._seen[index] = 1
                self.ok += 1

    def problem(self):
        """What is wrong with the stream; None if each item came once, as ok, and its end says so."""
        if not self.last:
            return "the stream is empty"
        try:
            end = json.loads(self.last)
        except ValueError:
            return f"the stream is cut short: {self.last[:200]!r}"
        if end.get("t") != "end" or end["outcome"] != "completed":
            return f"the stream does not end as completed: {self.last[:300]!r}"
        if self.ok != self.items or end["counts"]["ok"] != self.items or end["counts"]["total"] != self.items:
            return f"{self.ok} of {self.items} items are ok, the end counts {end['counts']}"
        return None


def check_file(path, items):
    check = Check(items)
    with open(path, "rb") as lines:
        for line in lines:
            check.line(line)
    return check
