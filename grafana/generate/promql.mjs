// Queries as the panels ask them: of the chosen instances, over a window that fits the scrape interval.

const CHOSEN = 'instance=~"$instance"';

/** For metrics that tell kinds of jobs apart. */
export const OF_KIND = 'kind=~"$kind"';

/** A metric of the chosen instances. */
export function of(metric, ...labels) {
  return `${metric}{${[CHOSEN, ...labels].join(",")}}`;
}

/** What a counter grows by in a second. */
export function perSecond(counter, ...labels) {
  return `rate(${of(counter, ...labels)}[$__rate_interval])`;
}

/** What a counter grew by in the whole time that is shown. */
export function inAll(counter, ...labels) {
  return `increase(${of(counter, ...labels)}[$__range])`;
}

export function sum(expression) {
  return `sum(${expression})`;
}

export function sumBy(label, expression) {
  return `sum by (${label}) (${expression})`;
}

export function maxBy(label, expression) {
  return `max by (${label}) (${expression})`;
}

/** Interpolated within the histogram's buckets. */
export function quantile(share, histogram, ...labels) {
  return `histogram_quantile(${share}, sum by (le) (${perSecond(`${histogram}_bucket`, ...labels)}))`;
}

/** The same for each value of a label. */
export function quantileBy(label, share, histogram, ...labels) {
  return `histogram_quantile(${share}, sum by (le, ${label}) (${perSecond(`${histogram}_bucket`, ...labels)}))`;
}

/** The mean of what a timer took, by a label. */
export function meanBy(label, timer, ...labels) {
  return `${sumBy(label, perSecond(`${timer}_sum`, ...labels))} / ${sumBy(label, perSecond(`${timer}_count`, ...labels))}`;
}

/**
 * The share of the processors that an instance may use: process_cpu_usage is a share of the whole node's, where a limit
 * gives the process fewer.
 */
export function processorsUsed() {
  return `${perSecond("process_cpu_time_ns_total")} / 1e9 / ${of("system_cpu_count")}`;
}
