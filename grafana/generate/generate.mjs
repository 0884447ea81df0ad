// Writes the dashboards as Grafana reads them.
//
//   node generate.mjs            writes grafana/dashboards
//   node generate.mjs --check    says what there differs, and writes nothing
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import backPressure from "./dashboards/back-pressure.mjs";
import concurrency from "./dashboards/concurrency.mjs";
import loadRun from "./dashboards/load-run.mjs";
import origins from "./dashboards/origins.mjs";
import overview from "./dashboards/overview.mjs";
import process_ from "./dashboards/process.mjs";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "dashboards");

export const DASHBOARDS = [overview, backPressure, concurrency, origins, process_, loadRun];

const written = new Map(DASHBOARDS.map((each) => [`${each.uid}.json`, `${JSON.stringify(each, null, 2)}\n`]));

/** What in the folder is not as it would be written. */
export function differences() {
  const there = readdirSync(FOLDER).filter((each) => each.endsWith(".json"));
  const missing = [...written.keys()].filter((each) => !there.includes(each));
  const stale = there.filter((each) => written.get(each) !== readFileSync(join(FOLDER, each), "utf8"));
  return [...missing, ...stale];
}

function write() {
  for (const each of differences().filter((name) => !written.has(name))) rmSync(join(FOLDER, each));
  for (const [name, text] of written) writeFileSync(join(FOLDER, name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === "--check") {
    const differing = differences();
    for (const each of differing)
      console.error(`grafana/dashboards/${each} is not what the generator writes: run grafana/generate/generate.mjs`);
    process.exitCode = differing.length === 0 ? 0 : 1;
  } else {
    write();
    console.log(`${written.size} dashboards written`);
  }
}
