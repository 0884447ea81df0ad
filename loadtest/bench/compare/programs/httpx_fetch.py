"""AnyIO with httpx: a client, and a task group of as many tasks as there may be requests at once."""

import sys

import anyio
import httpx

import passes


async def main(url, concurrency):
    limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    async with httpx.AsyncClient(limits=limits, timeout=None) as client:

        async def fetch(items):
            left, ok = iter(range(items)), 0

            async def work():
                nonlocal ok
                for _ in left:
                    try:
                        response = await client.get(url)
                        ok += response.status_code == 200
                    except httpx.HTTPError as error:
                        print(error, file=sys.stderr)

            async with anyio.create_task_group() as group:
                for _ in range(concurrency):
                    group.start_soon(work)
            return ok

        await passes.serve(fetch)


anyio.run(main, sys.argv[1], int(sys.argv[2]))
