// Holds the dashboards against what reads them:
//
//   npm ci && npm run check
//
// - what lies in grafana/dashboards is what the generator writes;
// - each file is a literal of Grafana's type, and the TypeScript compiler refuses what is missing, of a wrong type, or not
//   known at all;
// - Prometheus' own parser takes every query, as recording rules, and knows the type of each part (needs promtool).
//
// That panels have data, and what else they promise, is tested in server/service (package dashboard).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { DASHBOARDS, differences } from "./generate.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
let passed = 0;

function check(what, body) {
  body();
  passed += 1;
  console.log(`ok      ${what}`);
}

/** What the compiler has against the dashboards; empty if nothing. */
function complaints(dashboards) {
  const folder = mkdtempSync(join(HERE, ".types-"));
  try {
    const file = join(folder, "dashboards.ts");
    const literals = dashboards.map((each, i) => `export const d${i}: Dashboard = ${JSON.stringify(each, null, 1)};\n`);
    writeFileSync(file, `import type { Dashboard } from "../grafana.d.ts";\n${literals.join("")}`);
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      strict: true,
      types: [],
    });
    return ts.getPreEmitDiagnostics(program).map(told);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function told(diagnostic) {
  const where = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start);
  const line = where ? diagnostic.file.text.split("\n")[where.line].trim() : "";
  return `${line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`;
}

const queries = DASHBOARDS.flatMap((dashboard) => [
  ...dashboard.panels.flatMap((panel) =>
    (panel.targets ?? []).map((each) => ({ asker: panel.title, expr: each.expr })),
  ),
  ...dashboard.annotations.list.map((each) => ({ asker: each.name, expr: each.target.expr })),
]);

/** What Prometheus has against the queries; empty if nothing. */
function objections(asked) {
  const folder = mkdtempSync(join(tmpdir(), "corral-queries-"));
  try {
    const rules = asked.map(({ expr }, i) => ({ record: `query:${i}`, expr: filled(expr) }));
    const file = join(folder, "queries.yml");
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: "queries", rules }] }));
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "rules", "--lint=none", file], {
      encoding: "utf8",
    });
    const named = (text) => text.replaceAll(/query:(\d+)/g, (_, i) => asked[i].asker);
    return status === 0 ? "" : named(stdout + stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** With something in place of every variable. */
function filled(expr) {
  const text = expr
    .replaceAll("$__rate_interval", "20s")
    .replaceAll("$__range", "15m")
    .replaceAll(/\$(instance|kind)\b/g, ".*");
  assert.ok(!text.includes("$"), `a variable that there is not: ${expr}`);
  return text;
}

check("what lies in grafana/dashboards is what the generator writes", () => {
  assert.deepEqual(differences(), []);
});

check(`each of ${DASHBOARDS.length} dashboards is of Grafana's type`, () => {
  assert.deepEqual(complaints(DASHBOARDS), []);
});

check("that check sees an unknown field, a wrong type, one that is missing, a word that is none", () => {
  const spoil = (change) => {
    const dashboard = structuredClone(DASHBOARDS[0]);
    change(
      dashboard,
      dashboard.panels.find((each) => each.type === "timeseries"),
    );
    return dashboard;
  };
  const spoilt = [
    (dashboard) => (dashboard.titel = "Corral"),
    (_, graph) => (graph.options.legend.showlegend = true),
    (_, graph) => (graph.fieldConfig.defaults.custom.lineWidth = "1"),
    (_, graph) => delete graph.targets[0].expr,
    (_, graph) => (graph.fieldConfig.defaults.custom.drawStyle = "lines"),
    (_, graph) => (graph.type = "time-series"),
  ];
  for (const each of spoilt) assert.notDeepEqual(complaints([spoil(each)]), [], String(each));
});

if (spawnSync("promtool", ["--version"]).error) {
  console.log("not run Prometheus' parser takes every query: there is no promtool");
} else {
  check(`Prometheus' parser takes each of ${queries.length} queries`, () => {
    assert.equal(objections(queries), "");
  });
  check("that check sees a query that is none", () => {
    assert.match(objections([{ asker: "none", expr: "sum(rate(up))" }]), /expected type range vector/);
  });
}

console.log(`${passed} passed, 0 failed`);
