"""The conversation with the script, as in Passes.java: "ready", then a count of items in, a line of JSON out."""

import asyncio
import json
import sys
import time


async def serve(fetch):
    """Runs fetch(items) -> ok for each line of the input."""
    print("ready", flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        items = int(line)
        begun = time.monotonic_ns()
        ok = await fetch(items)
        nanos = time.monotonic_ns() - begun
        print(json.dumps({"ok": ok, "failed": items - ok, "nanos": nanos}), flush=True)
