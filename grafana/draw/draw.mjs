// Draws all dashboards, as they are in grafana/dashboards, with what a Prometheus has:
//
//   node draw.mjs --prometheus URL [--from SECONDS] [--to SECONDS] [--uid UID]... [--quiet TITLE]... [--out FOLDER]
//   node draw.mjs --prometheus URL --view          until Ctrl-C, for a browser of one's own
//
// --from and --to are ages, of 15 minutes and 0 unless given. A panel without data is a failure, unless --quiet names it.
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import puppeteer from "puppeteer-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const DASHBOARDS = join(HERE, "..", "dashboards");
const SOURCES = join(HERE, "..", "provisioning", "datasources", "prometheus.yaml");
const WIDTH = 1480;
const NOW = Math.floor(Date.now() / 1000);
const TYPES = { ".html": "text/html", ".css": "text/css", ".mjs": "text/javascript", ".js": "text/javascript" };

const { values: options } = parseArgs({
  options: {
    prometheus: { type: "string", default: "http://127.0.0.1:9090" },
    from: { type: "string", default: "900" },
    to: { type: "string", default: "0" },
    out: { type: "string", default: join(HERE, "..", "pictures") },
    uid: { type: "string", multiple: true, default: dashboards().map((each) => each.uid) },
    quiet: { type: "string", multiple: true, default: [] },
    view: { type: "boolean", default: false },
  },
});

function dashboards() {
  const names = readdirSync(DASHBOARDS).filter((each) => each.endsWith(".json"));
  return names.map((each) => JSON.parse(readFileSync(join(DASHBOARDS, each), "utf8")));
}

/** The page, what it needs, and the dashboards. */
function serve(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  try {
    if (pathname === "/dashboards") {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(dashboards()));
      return;
    }
    const name = normalize(pathname === "/" ? "/index.html" : pathname);
    const file = name.startsWith("/uplot/")
      ? join(HERE, "node_modules/uplot/dist", name.slice("/uplot/".length))
      : join(HERE, "page", name);
    const content = readFileSync(file);
    response.writeHead(200, { "Content-Type": `${TYPES[extname(file)]}; charset=utf-8` }).end(content);
  } catch (error) {
    response.writeHead(404).end(String(error));
  }
}

/** Grafana goes by what its data source says. */
function scrapeSeconds() {
  return Number(/timeInterval: (\d+)s/.exec(readFileSync(SOURCES, "utf8"))[1]);
}

function address(server, uid) {
  const [from, to] = [NOW - Number(options.from), NOW - Number(options.to)];
  const query = new URLSearchParams({ uid, prometheus: options.prometheus, from, to, scrape: scrapeSeconds() });
  return `http://127.0.0.1:${server.address().port}/?${query}`;
}

/** One picture; says what was wrong with it. */
async function picture(browser, server, uid) {
  const page = await browser.newPage();
  const wrong = [];
  const failed = new Promise((_, reject) => page.once("pageerror", reject));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.setViewport({ width: WIDTH, height: 800 });
  await page.goto(address(server, uid));
  await Promise.race([failed, page.waitForFunction("window.drawn", { timeout: 60_000 })]);
  const { empty, broken } = await page.evaluate("window.drawn");
  const file = join(options.out, `${uid}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  shrink(file);
  const missing = empty.filter((each) => !options.quiet.includes(each)).map((each) => `no data: ${each}`);
  return [...wrong, ...broken, ...missing].map((each) => `${uid}: ${each}`);
}

/** A palette is enough for it; without pngquant it stays as it is. */
function shrink(file) {
  spawnSync("pngquant", [
    "--force",
    "--skip-if-larger",
    "--speed=1",
    "--quality=60-95",
    "--strip",
    "--output",
    file,
    file,
  ]);
}

async function pictures(server) {
  mkdirSync(options.out, { recursive: true });
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb"],
  });
  try {
    const wrong = [];
    for (const uid of options.uid) wrong.push(...(await picture(browser, server, uid)));
    return wrong;
  } finally {
    await browser.close();
  }
}

const server = createServer(serve).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
if (options.view) {
  console.log(`the dashboards are at ${address(server, "corral-overview")}`);
} else {
  const wrong = await pictures(server);
  server.close();
  for (const each of wrong) console.error(each);
  console.log(`${options.uid.length} pictures in ${options.out}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
