"""asyncio with aiohttp: a session, and as many tasks as there may be requests at once."""

import asyncio
import sys

import aiohttp

import passes


async def main(url, concurrency):
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def fetch(items):
            left, ok = iter(range(items)), 0

            async def work():
                nonlocal ok
                for _ in left:
                    try:
                        async with session.get(url) as response:
                            await response.read()
                            ok += response.status == 200
                    except aiohttp.ClientError as error:
                        print(error, file=sys.stderr)

            await asyncio.gather(*(work() for _ in range(concurrency)))
            return ok

        await passes.serve(fetch)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
