// Asks Prometheus what Grafana would ask it.

const POINTS = 240;

/** What is shown: from where, when, and how often there is something new. */
export class Source {
  constructor({ url, from, to, scrape }) {
    this.url = url;
    this.from = from;
    this.to = to;
    this.scrape = scrape;
    this.step = Math.max(1, Math.ceil((to - from) / POINTS));
  }

  /** Everything is chosen. */
  filled(expr) {
    const window = Math.max(this.step + this.scrape, 4 * this.scrape);
    return expr
      .replaceAll("$__rate_interval", `${window}s`)
      .replaceAll("$__range", `${Math.round(this.to - this.from)}s`)
      .replaceAll(/\$(instance|kind)\b/g, ".*");
  }

  /** The series of a target, named, each with times in seconds and values; null where there is none. */
  async series(target) {
    const found = target.instant ? await this.#instant(target.expr) : await this.#range(target.expr);
    return found.map((each) => ({ ...each, target, name: named(target.legendFormat, each.labels) }));
  }

  async #instant(expr) {
    const result = await this.#ask("query", { query: this.filled(expr), time: this.to });
    return result.map(({ metric, value }) => ({ labels: metric, times: [value[0]], values: [Number(value[1])] }));
  }

  async #range(expr) {
    const result = await this.#ask("query_range", {
      query: this.filled(expr),
      start: this.from,
      end: this.to,
      step: this.step,
    });
    const times = [];
    for (let at = this.from; at <= this.to; at += this.step) times.push(at);
    return result.map(({ metric, values }) => {
      const known = new Map(values.map(([at, value]) => [Math.round((at - this.from) / this.step), Number(value)]));
      return { labels: metric, times, values: times.map((_, i) => whole(known.get(i))) };
    });
  }

  async #ask(what, parameters) {
    const response = await fetch(`${this.url}/api/v1/${what}?${new URLSearchParams(parameters)}`);
    const answer = await response.json();
    if (answer.status !== "success") throw new Error(answer.error);
    return answer.data.result;
  }
}

/** Infinity and what is not a number cannot be drawn. */
function whole(value) {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

function named(legend, labels) {
  if (legend !== "") return legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? "");
  return Object.values(labels).join(" ") || "Value";
}
