// The way of an item, stage by stage, and who waits for whom at each.
import { STAGES } from "../colours.mjs";
import { dashboard, line, wide } from "../dashboard.mjs";
import {
  ask,
  askNow,
  BAD,
  bars,
  CALM,
  coloured,
  GOOD,
  graph,
  head,
  NONE,
  number,
  see,
  series,
  WARN,
} from "../panels.mjs";
import { maxBy, of, perSecond, quantile, sum, sumBy } from "../promql.mjs";
import { PACES, limitsThatBind, waiting, waits, whoSetsThePace } from "../shared.mjs";

const TASKS = "suffix: tasks";

function stage(title, about, channel, side, look) {
  return number(title, { unit: TASKS, decimals: 1, base: CALM, about, ...look }, ask(waiting(channel, side)));
}

function fill(channel) {
  const items = sum(of("corral_channel_items", `channel="${channel}"`));
  const capacity = sum(of("corral_channel_capacity", `channel="${channel}"`));
  return [ask(`${items} / (${capacity} > 0)`, "full"), ask(items, "items")];
}

const FILL = {
  unit: "percentunit",
  series: [series("full", { max: 1, color: WARN }), series("items", { unit: "short", right: true, color: CALM })],
};

export default dashboard(
  {
    uid: "corral-back-pressure",
    title: "Corral: who waits on whom",
    about: "input → ready → workers → results → writer → reader: who waits at each stage, and which limit binds.",
  },
  head("Input → ready → workers → results → writer → reader: who waits?"),
  line(
    4,
    stage(
      "Input for workers?",
      "Tasks that read input and wait for room in the ready queue, on average. One for each job is as it should be: workers have enough to do. The pace is set further right.",
      "ready",
      "send",
    ),
    stage(
      "Workers for input?",
      'Workers that have nothing to do. Many beside busy uploads: the client sends too slowly. Many in all jobs: jobs have more workers than items, or their items wait for a limit ("Which limit holds items back?").',
      "ready",
      "receive",
    ),
    stage(
      "Workers for the writer?",
      "Workers that have a result and cannot hand it over. Not 0: the writer or its reader is too slow; look at the two on the right.",
      "results",
      "send",
      { limits: [[1, WARN]] },
    ),
    stage(
      "The writer for results?",
      "Writers that have nothing to write. One for each job is as it should be: readers get results as soon as there are any.",
      "results",
      "receive",
    ),
    stage(
      "The writer for readers?",
      "Writers whose reader's socket is full. Not 0: those clients read too slowly, and their jobs wait for them. Detach such jobs (Prefer: respond-async) or read faster.",
      "reader",
      "send",
      { limits: [[1, WARN]] },
    ),
    number(
      "Who sets the pace?",
      {
        about: `Whom the others wait for now. ${PACES}`,
        unit: "short",
        base: CALM,
        filled: true,
        show: "name",
        empty: "nobody",
      },
      whoSetsThePace(),
    ),
  ),
  line(
    9,
    wide(
      12,
      graph(
        "Who waits on whom?",
        {
          about:
            "How many tasks, on average, wait at each stage, all kinds of jobs together. Green: the origins set the pace, and light blue with it that they hold up the input. Red, then orange: clients read too slowly. Dark blue: workers are idle, for items wait for a limit, such as a host's share, or uploads are slow. A wait counts when it is over, so long ones come as a peak at their end.",
          unit: TASKS,
          stacked: true,
          calcs: ["mean", "max"],
          series: STAGES,
        },
        ...waits(),
      ),
    ),
    graph(
      "Who waits right now?",
      {
        about:
          "Tasks that wait at this moment, by channel and side. The other graph counts waits when they end, this one counts those that still go on: a job that hangs shows here only. Find it by GET /v1/tree.",
        unit: TASKS,
        stacked: true,
      },
      ask(sumBy("channel, side", of("corral_channel_waiting")), "{{channel}} {{side}}"),
    ),
    bars(
      "Which limit holds items back?",
      {
        about:
          "Items that could not begin yet, by the limit that binds. job: all workers of their job are busy (concurrency.max). host: per_host. rate: rate.per_host_per_s. retry_after: the host asked to be left alone. retry: backoff. server: begun, and waiting for a permit of the whole server. Raise the longest one, if what it protects can bear more.",
        unit: "short",
        base: CALM,
      },
      limitsThatBind(),
    ),
  ),
  head("Input and ready queue: can items begin?"),
  line(
    9,
    graph(
      "How full is the ready queue?",
      {
        about:
          "Items that are ready for a worker (right), and their share of what fits (left), over all running jobs. Full: workers set the pace. Empty: the input does. It is bounded, so a slow origin stops the reading of uploads and not the heap.",
        ...FILL,
      },
      ...fill("ready"),
    ),
    graph(
      "Why can items not begin?",
      {
        about:
          'Items that could not begin yet, by the limit that binds. job and host: as the client asked. rate, retry_after, retry: waiting is right, and other hosts go on. server: see "Which limit of the server binds?".',
        unit: "suffix: items",
        stacked: true,
      },
      ask(sumBy("limit", of("corral_items_waiting")), "{{limit}}"),
    ),
    graph(
      "How many hosts are busy or full?",
      {
        about:
          "Hosts with an item at work, those that have as many as per_host allows, and those that asked to be left alone (429 or 503 with Retry-After). All busy ones full: raise per_host if the hosts can bear it. Many left alone: set rate.per_host_per_s below what they allow.",
        unit: "short",
        series: coloured({ busy: GOOD, full: WARN, "left alone": "purple" }),
      },
      ask(sum(of("corral_hosts_busy")), "busy"),
      ask(sum(of("corral_hosts_full")), "full"),
      ask(sum(of("corral_hosts_held")), "left alone"),
    ),
  ),
  head("Workers: which limit binds?"),
  line(
    9,
    graph(
      "Which limit of the jobs binds?",
      {
        about:
          "Permits in use of those that running jobs have. job: concurrency.max; host: per_host of the hosts that have items. Near 100 %: that limit sets the pace, as its client wished.",
        unit: "percentunit",
        max: 1,
      },
      ask(
        `${sumBy("limit", of("corral_job_permits_used"))} / (${sumBy("limit", of("corral_job_permits"))} > 0)`,
        "{{limit}}",
      ),
    ),
    graph(
      "Which limit of the server binds?",
      {
        about:
          "Permits in use of those there are. At 100 % that limit sets the pace: more load only queues. fetch: requests of the whole server; lookup: name look-ups; walk: steps of listings on worker threads; detached: detached jobs that run. places: jobs that are taken at all, attached or detached; at 100 % of those, more are refused as overloaded.",
        unit: "percentunit",
        max: 1,
        limits: [[0.95, WARN]],
      },
      ask(maxBy("limiter", `${of("corral_limiter_borrowed")} / ${of("corral_limiter_permits")}`), "{{limiter}}"),
      ask(maxBy("jobs", `${of("corral_job_places_used")} / ${of("corral_job_places")}`), "places, {{jobs}}"),
    ),
    graph(
      "Who queues for a permit?",
      {
        about:
          "Tasks that wait for a permit of the server. Not 0 for long: that limit is the bottleneck; see whether what it protects could bear more, or spread the load over more instances.",
        unit: TASKS,
      },
      ask(sumBy("limiter", of("corral_limiter_waiting")), "{{limiter}}"),
    ),
  ),
  head("Results, writer and reader: do results get out?"),
  line(
    9,
    graph(
      "How full is the results channel?",
      {
        about:
          "Results that wait to be written (right), and their share of what fits (left), over all running jobs; none where they go from hand to hand, as they do unless delivery.buffer gives room. Full: writers or their readers set the pace, and workers stop until there is room.",
        ...FILL,
      },
      ...fill("results"),
    ),
    graph(
      "Do readers keep up?",
      {
        about:
          "Result streams that are being written to clients, and those whose reader is behind. A reader who takes nothing for --write-idle (30 s unless set) loses its job as stalled_client. A proxy that buffers is the usual cause.",
        unit: "suffix: streams",
        series: coloured({ open: GOOD, behind: BAD }),
      },
      ask(sum(of("corral_streams_open")), "open"),
      ask(sum(of("corral_streams_stalled")), "behind"),
    ),
    graph(
      "How often do readers fall behind?",
      {
        about:
          "Times in a second that a reader's socket was full. Often and short is a fast stream at its natural pace; often and long shows on the left as streams that stay behind.",
        unit: "suffix:/s",
        calcs: ["mean", "max"],
      },
      ask(sum(perSecond("corral_stream_stalls_total")), "stalls"),
    ),
    graph(
      "How fast do results go out?",
      {
        about:
          "Bytes handed to readers' sockets, and bytes held for clients that still upload and do not read yet. What is held lies on disk, not in the heap; it falls when they begin to read.",
        unit: "Bps",
        calcs: ["mean", "max"],
        series: [series("held for uploads", { unit: "bytes", right: true, color: "purple" })],
      },
      ask(sum(perSecond("corral_stream_bytes_total")), "to readers"),
      ask(sum(of("corral_spool_bytes")), "held for uploads"),
    ),
  ),
  head("The store: does it keep up?"),
  line(
    9,
    graph(
      "How long does a writer wait?",
      {
        about:
          "From handing a write to the store until it is durable. Grows with the commit below it: a slow disk. Grows alone: more is written than one writer commits; lower the number of detached jobs.",
        unit: "s",
        limits: [
          [0.25, WARN],
          [1, BAD],
        ],
        hideLimits: true,
        series: coloured({ "half within": GOOD, "99 % within": WARN, "a commit, 99 %": CALM }),
      },
      ask(quantile(0.5, "corral_store_lag_seconds"), "half within"),
      ask(quantile(0.99, "corral_store_lag_seconds"), "99 % within"),
      ask(quantile(0.99, "corral_store_commit_seconds"), "a commit, 99 %"),
    ),
    graph(
      "How much is written together?",
      {
        about:
          "Rows of one commit, on average, and commits in a second. Groups grow under load by themselves, which is how storing keeps up with fetching. One row each at a high rate: many tiny jobs.",
        unit: "suffix: rows",
        calcs: ["mean", "max"],
        series: [series("commits", { unit: "suffix:/s", right: true, color: CALM })],
      },
      ask(
        `${sum(perSecond("corral_store_group_rows_sum"))} / ${sum(perSecond("corral_store_group_rows_count"))}`,
        "in a group",
      ),
      ask(sum(perSecond("corral_store_group_rows_count")), "commits"),
    ),
    graph(
      "How many writes wait?",
      {
        about:
          "Writes that wait for the next group. It falls to 0 with each commit; a floor that rises means that the store is slower than its jobs, and their workers will wait for it.",
        unit: "suffix: writes",
      },
      ask(sum(of("corral_store_writes_waiting")), "waiting"),
    ),
    graph(
      "How large is the store?",
      {
        about:
          "The database and its log. Jobs are forgotten after retain_ms; a size that only grows means that they are kept for very long. Compare with the disk, and keep room for the log.",
        unit: "bytes",
      },
      ask(sumBy("instance", of("corral_store_bytes")), "{{instance}}"),
    ),
    wide(
      4,
      number(
        "Does the store fail?",
        {
          about:
            "Groups that could not be written in the time shown, by cause. Must be 0. full: free space. io: look at the disk (dmesg). locked: another program holds corral.db. corrupt: stop, and restore the copy.",
          unit: "short",
          decimals: 0,
          limits: NONE,
          texts: { 0: "no" },
          filled: true,
        },
        askNow(sum(`increase(${of("corral_store_failures_total")}[$__range])`)),
      ),
    ),
  ),
);
