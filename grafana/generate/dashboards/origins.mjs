// The servers that jobs fetch from: what they answer, how long each phase takes, what goes wrong.
import { PHASES } from "../colours.mjs";
import { dashboard, line } from "../dashboard.mjs";
import { ask, BAD, CALM, coloured, GOOD, graph, GREY, head, heat, number, see, series, WARN } from "../panels.mjs";
import { meanBy, of, OF_KIND, perSecond, quantileBy, sum, sumBy } from "../promql.mjs";

const requests = (...labels) => sum(perSecond("corral_upstream_requests_total", ...labels));
const phase = (name) => `phase="${name}"`;

function course(title, about, name) {
  return heat(
    title,
    { about, unit: "s" },
    { ...ask(sumBy("le", perSecond("corral_upstream_phase_seconds_bucket", phase(name)))), exemplar: true },
  );
}

function slow(name, limits) {
  return {
    query: ask(
      `histogram_quantile(0.99, sum by (le) (${perSecond("corral_upstream_phase_seconds_bucket", phase(name))}))`,
    ),
    look: { unit: "s", decimals: 1, base: CALM, limits, empty: "no requests" },
  };
}

function slowest(title, about, name, limits) {
  const { query, look } = slow(name, limits);
  return number(title, { about, ...look }, query);
}

export default dashboard(
  {
    uid: "corral-origins",
    title: "Corral: how origins answer",
    about:
      "The servers that jobs fetch from: what they answer, how long each phase takes, what goes wrong and is tried again.",
    kinds: true,
  },
  line(
    4,
    number(
      "How much is fetched?",
      {
        about:
          "Requests to origins in a second, tries that follow a failed one included. 0 while jobs run: see who waits on whom.",
        unit: "suffix:/s",
        decimals: 0,
        base: CALM,
        see: see("corral-back-pressure", "Who waits on whom?"),
      },
      ask(requests()),
    ),
    number(
      "What share fails there?",
      {
        about:
          'Requests that were answered 5xx or not at all, of all. High: "What do origins answer?" and "Why do items fail?" tell which; the origin\'s own log tells why.',
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.01, WARN],
          [0.05, BAD],
        ],
        empty: "no requests",
      },
      ask(`${requests('status=~"5xx|none"')} / ${requests()}`),
    ),
    slowest(
      "Look-up: 99 % within?",
      "Looking up a name; no requests where all hosts are addresses. Above some milliseconds: a slow resolver; run a caching one on the same machine.",
      "lookup",
      [
        [0.1, WARN],
        [1, BAD],
      ],
    ),
    slowest(
      "Connection: 99 % within?",
      "Waiting for a connection, a new or a kept one. Long: origins accept slowly, the network is far, or every connection of a host is in use.",
      "connect",
      [
        [0.5, WARN],
        [2, BAD],
      ],
    ),
    slowest(
      "First byte: 99 % within?",
      "From the request sent to the head of the answer: the origin's own time. Long: the origin is slow or overloaded; lower concurrency.",
      "first_byte",
      [
        [2, WARN],
        [10, BAD],
      ],
    ),
    slowest(
      "Body: 99 % within?",
      "From the head to the last byte. Long: large bodies, a slow line, or readers that stop the reading; compare with who waits on whom.",
      "body",
      [
        [2, WARN],
        [10, BAD],
      ],
    ),
  ),
  head("Where does the time of a request go?"),
  line(
    9,
    graph(
      "Which phase takes the time?",
      {
        about:
          "Mean time of each phase, one above the other: together about what a request takes. lookup: name to address. connect: waiting for a connection. first_byte: the origin's own time. body: the transfer. The thickest one is the one to work on.",
        unit: "s",
        stacked: true,
        calcs: ["mean", "max"],
        series: PHASES,
      },
      ask(meanBy("phase", "corral_upstream_phase_seconds"), "{{phase}}"),
    ),
    graph(
      "How long do the slowest take?",
      {
        about:
          "What 99 % of requests stay within, by phase. A phase far above its mean has a few slow hosts: find them in the results of a job, each item has its timing_ms.",
        unit: "s",
        series: PHASES,
      },
      ask(quantileBy("phase", 0.99, "corral_upstream_phase_seconds"), "{{phase}}"),
    ),
  ),
  line(
    9,
    course(
      "How long do look-ups take?",
      "Look-ups of names by how long they took; a row is a bucket, the brighter the more. Two bands: answers from a cache and from far away.",
      "lookup",
    ),
    course(
      "How long do connections take?",
      "Waits for a connection by how long they took. The lowest band are kept ones; what lies above are new ones, or waits for a free one.",
      "connect",
    ),
    course(
      "How long until the first byte?",
      "The origin's own time, from the request sent to the head of the answer. A second band means that some hosts, or some paths, are slower than others.",
      "first_byte",
    ),
    course(
      "How long do bodies take?",
      "From the head to the last byte. A band that climbs while more items run: the line is full, and more of them at once only get slower.",
      "body",
    ),
  ),
  head("What do origins answer, and what goes wrong?"),
  line(
    9,
    graph(
      "What do origins answer?",
      {
        about:
          "Requests in a second, by the class of their status. none: no status came, the connection broke, timed out or was refused before. withdrawn: its job was cut short meanwhile. 4xx: look at the URLs. 5xx: the origin's own log.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        series: coloured({ "1xx": GREY, "2xx": GOOD, "3xx": CALM, "4xx": WARN, "5xx": BAD, none: "purple" }),
      },
      ask(sumBy("status", perSecond("corral_upstream_requests_total")), "{{status}}"),
    ),
    graph(
      "Why do items fail?",
      {
        about:
          "Failed items in a second, by kind of error; kinds that did not happen are left out. timeout_*, connect, reset: the origin. throttled: ask it for less. dns: the resolver. host_denied, path_denied, invalid: the job. internal: a fault of ours, in the log.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        empty: "none fails",
      },
      ask(`${sumBy("error", perSecond("corral_item_errors_total", OF_KIND))} > 0`, "{{error}}"),
    ),
    graph(
      "Why is work done again?",
      {
        about:
          "Attempts that failed and were followed by another one, by cause. Retries are load that origins get on top: while they rise together with failures, the origin is overloaded. Lower concurrency or rate of the jobs, not max_attempts.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
      },
      ask(sumBy("cause", perSecond("corral_retries_total", OF_KIND)), "{{cause}}"),
    ),
  ),
  head("How much goes over the line, and who is kept out?"),
  line(
    9,
    graph(
      "How much goes out and comes back?",
      {
        about:
          "Bytes of requests sent to origins and of bodies received from them, as on the wire. Compare with the capacity of the network: where it is reached, more concurrency only makes items slower.",
        unit: "Bps",
        calcs: ["mean", "max"],
        series: coloured({ sent: CALM, received: GOOD }),
      },
      ask(sumBy("direction", perSecond("corral_upstream_bytes_total")), "{{direction}}"),
    ),
    graph(
      "Are connections kept?",
      {
        about:
          "Open connections to origins (left), and the share of requests that went over a kept one (right). A low share: origins close them after every answer, or jobs touch each host only once. Then connections are what to look at above.",
        unit: "short",
        series: [series("on kept ones", { unit: "percentunit", max: 1, right: true, color: CALM })],
      },
      ask(sum(of("corral_upstream_connections_open")), "open"),
      ask(
        `clamp_min(1 - ${sum(perSecond("corral_upstream_connections_opened_total"))} / (${requests()} > 0), 0)`,
        "on kept ones",
      ),
    ),
    graph(
      "How many hosts are left alone?",
      {
        about:
          "Hosts that answered 429 or 503 with Retry-After and are held until then, over all jobs. Their items wait without holding up others. If it stays high, set rate.per_host_per_s below what the hosts allow.",
        unit: "suffix: hosts",
      },
      ask(sum(of("corral_hosts_held")), "held"),
    ),
    graph(
      "What does the guard refuse?",
      {
        about:
          "URLs, addresses, ports and headers that were refused, by rule. A burst of address_denied or numeric_host is somebody probing for a way inside: look at who posts the jobs.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        empty: "nothing is refused",
      },
      ask(`${sumBy("rule", perSecond("corral_guard_denials_total"))} > 0`, "{{rule}}"),
    ),
  ),
);
