// Is all well? And if not, where to look.
import { ENDS, OUTCOMES, SHARES, STAGES } from "../colours.mjs";
import { dashboard, line } from "../dashboard.mjs";
import { ask, askNow, BAD, bars, CALM, graph, head, NONE, number, see, WARN } from "../panels.mjs";
import { maxBy, of, OF_KIND, perSecond, processorsUsed, quantile, sum, sumBy } from "../promql.mjs";
import { PACES, limitsThatBind, nurseriesLeft, tasksLeft, waits, whoSetsThePace } from "../shared.mjs";

const items = (...labels) => sum(perSecond("corral_items_total", OF_KIND, ...labels));

export default dashboard(
  {
    uid: "corral-overview",
    title: "Corral: overview",
    about: "Is all well? And if not, which of the other dashboards to look at.",
    kinds: true,
  },
  line(
    4,
    number(
      "Who does not answer?",
      {
        about:
          "Instances whose last scrape failed. Not 0: look whether the process runs and whether Prometheus reaches its management port; the panels below say nothing about an instance that does not answer.",
        unit: "short",
        limits: NONE,
        texts: { 0: "all answer" },
        empty: "nobody is scraped",
      },
      ask(sum('1 - up{job="corral",instance=~"$instance"}')),
    ),
    number(
      "Which alerts fire?",
      {
        about:
          "Alerts of alerts.yml that fire now, and their names. Each has a runbook: open the alert in Prometheus. Red marks in the graphs say when alerts fired.",
        unit: "short",
        limits: NONE,
        show: "name",
      },
      askNow(
        'count by (alertname) (ALERTS{alertname=~"Corral.*",alertstate="firing",instance=~"$instance|"}) or on () label_replace(vector(0), "alertname", "none", "", "")',
        "{{alertname}}",
      ),
    ),
    number(
      "Is anything left behind?",
      {
        about:
          "Tasks and nurseries that stayed alive over a whole interval in which there was no job, not even one that is paused or on its way in. Must be 0. If not: take the task tree (GET /v1/tree) and a thread dump before a restart; a nursery has been left while a task of it ran, which is a fault of ours.",
        unit: "short",
        limits: NONE,
        texts: { 0: "nothing" },
        empty: "unknown",
        filled: true,
        see: see("corral-concurrency", "Does everything end?"),
      },
      ask(`${tasksLeft()} + ${nurseriesLeft()}`),
    ),
    number(
      "How many jobs run?",
      {
        about:
          "Jobs that run now, of the chosen kinds. Detached ones that wait or are paused are not among them. Whether there is room for more is told by the places of \"Which limit of the server binds?\".",
        unit: "short",
        base: CALM,
        see: see("corral-back-pressure", "Which limit of the server binds?"),
      },
      ask(sum(of("corral_jobs_running", OF_KIND))),
    ),
    number(
      "How fast do items end?",
      {
        about:
          'Items of the chosen kinds that end in a second, whatever their outcome. 0 while jobs run: see "Who waits on whom?".',
        unit: "suffix:/s",
        decimals: 1,
        base: CALM,
        see: see("corral-back-pressure", "Who waits on whom?"),
      },
      ask(items()),
    ),
    number(
      "What share fails?",
      {
        about:
          'Failed items of those that ended ok or failed. High: "Why do items fail?" has the reasons; most lie with the origin, not here.',
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.01, WARN],
          [0.05, BAD],
        ],
        empty: "no items",
        see: see("corral-origins", "Why do items fail?"),
      },
      ask(`${items('outcome="failed"')} / ${items('outcome=~"ok|failed"')}`),
    ),
  ),
  line(
    4,
    number(
      "Who sets the pace?",
      {
        about: `Whom the others wait for now. ${PACES}`,
        unit: "short",
        base: CALM,
        show: "name",
        empty: "nobody",
        see: see("corral-back-pressure", "Who waits on whom?"),
      },
      whoSetsThePace(),
    ),
    number(
      "How slow are slow items?",
      {
        about:
          'From an item\'s start to its end; 1 % of items take longer than this. Long: "Which phase takes the time?" tells whether name look-ups, connections, first bytes or bodies are slow.',
        unit: "s",
        decimals: 1,
        base: CALM,
        limits: [
          [5, WARN],
          [30, BAD],
        ],
        empty: "no items",
        see: see("corral-origins", "Which phase takes the time?"),
      },
      ask(quantile(0.99, "corral_item_seconds", OF_KIND)),
    ),
    number(
      "How slow are cancels?",
      {
        about:
          "The slowest of late, from the wish to cut a job short until its last task has ended. Above 250 ms: a task does not see its cancellation, or the processor is busy; find it in the task tree (GET /v1/tree).",
        unit: "s",
        decimals: 1,
        limits: [
          [0.1, WARN],
          [0.25, BAD],
        ],
        see: see("corral-concurrency", "How long does a cancel take?"),
      },
      ask(`max(${of("corral_cancel_seconds_max")})`),
    ),
    number(
      "Is work turned away?",
      {
        about:
          'Requests in a second that were refused for want of room: overloaded, draining or beyond a quota. Not 0: "Which requests are refused?" has the reasons; add an instance, or let clients heed Retry-After.',
        unit: "suffix:/s",
        decimals: 1,
        limits: [
          [0.001, WARN],
          [1, BAD],
        ],
        texts: { 0: "no" },
      },
      ask(sum(perSecond("corral_refusals_total", 'problem=~"overloaded|draining|quota"'))),
    ),
    number(
      "Do the loops lag?",
      {
        about:
          "The worst of the last minute: how late an event loop ran what was due. Above 100 ms something blocks a loop, or the processor is used up; everything waits for that.",
        unit: "s",
        decimals: 1,
        limits: [
          [0.05, WARN],
          [0.1, BAD],
        ],
        see: see("corral-process", "How late are the loops?"),
      },
      ask(`max(${of("corral_loop_worst_lag_seconds")})`),
    ),
    number(
      "How full is the heap?",
      {
        about:
          "Share of the long-lived heap that is in use after the last collection. Above 70 % and rising: something holds on to memory, or the heap is too small. Take a heap dump before it is full.",
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.7, WARN],
          [0.85, BAD],
        ],
        see: see("corral-process", "Is the heap flat?"),
      },
      ask(`max(${of("jvm_memory_usage_after_gc")})`),
    ),
  ),
  head("Do items get through?"),
  line(
    9,
    graph(
      "How fast do items end, and how?",
      {
        about:
          "Items that end in a second, by outcome. cancelled: begun, and cut short with their job. unknown: in flight when the service crashed. Items of a cancelled job that had not begun are not counted here. Red grows: see why items fail, below.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        series: OUTCOMES,
      },
      ask(sumBy("outcome", perSecond("corral_items_total", OF_KIND, 'outcome!="not_started"')), "{{outcome}}"),
    ),
    graph(
      "How long do items take?",
      {
        about:
          "From an item's start to its end; waiting for a worker is not in it. Grows with the origin's latency: compare with \"Which phase takes the time?\". Quantiles are interpolated within buckets of 1 ms to 60 s; dots are single items with the id of their job.",
        unit: "s",
        series: SHARES,
        see: see("corral-origins", "Which phase takes the time?"),
      },
      { ...ask(quantile(0.5, "corral_item_seconds", OF_KIND), "half end within"), exemplar: true },
      ask(quantile(0.95, "corral_item_seconds", OF_KIND), "95 % end within"),
      ask(quantile(0.99, "corral_item_seconds", OF_KIND), "99 % end within"),
      ask(`max(${of("corral_item_seconds_max", OF_KIND)})`, "the slowest of late"),
    ),
  ),
  line(
    9,
    graph(
      "How do jobs end?",
      {
        about:
          "Jobs that end in a second, by outcome. failed: their failure policy was broken. stalled_client: the reader took nothing for the write-idle limit. lost: an error of ours, the stream was cut without an end; look in the log.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        series: ENDS,
      },
      ask(sumBy("outcome", perSecond("corral_jobs_total", OF_KIND)), "{{outcome}}"),
    ),
    graph(
      "How long do jobs take?",
      {
        about:
          "From a job's first moment to its end, waiting for its turn included; long jobs show only when they end. Not by kind of outcome: cut short jobs are in it. Buckets reach from 0.1 s to six hours, so read orders of magnitude.",
        unit: "s",
        series: SHARES,
      },
      ask(quantile(0.5, "corral_job_seconds", OF_KIND), "half end within"),
      ask(quantile(0.95, "corral_job_seconds", OF_KIND), "95 % end within"),
      ask(quantile(0.99, "corral_job_seconds", OF_KIND), "99 % end within"),
    ),
    graph(
      "Which requests are refused?",
      {
        about:
          "Requests to the API that were answered with a problem, by its type; types that did not happen are left out. overloaded, quota: too much at once. draining: the instance is going. unauthorised, not-found: a client is set up wrongly.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        empty: "none is refused",
      },
      ask(`${sumBy("problem", perSecond("corral_refusals_total"))} > 0`, "{{problem}}"),
    ),
  ),
  head("Who holds things up, and does everything end?"),
  line(
    9,
    graph(
      "Who waits on whom?",
      {
        about:
          "How many tasks, on average, wait at each stage, all kinds of jobs together. Green: the origins set the pace. Red, then orange: clients read too slowly. Dark blue: workers are idle, for items wait for a limit or input is slow. A wait counts when it is over, so long ones come as a peak at their end.",
        unit: "suffix: tasks",
        stacked: true,
        calcs: ["mean", "max"],
        series: STAGES,
        see: see("corral-back-pressure", "Each stage by itself"),
      },
      ...waits(),
    ),
    bars(
      "Which limit holds items back?",
      {
        about:
          "Items that could not begin yet, by the limit that binds. job: all workers of their job are busy (concurrency.max). host: per_host. rate: rate.per_host_per_s. retry_after: the host asked to be left alone. server: begun, and waiting for a permit of the whole server. Raise the longest one, if what it protects can bear more.",
        unit: "short",
        base: CALM,
        see: see("corral-back-pressure", "Each limit over time"),
      },
      limitsThatBind(),
    ),
    graph(
      "What is alive?",
      {
        about:
          "Tasks of jobs that have started and not ended, the nurseries that own them, and the jobs. Tasks and nurseries must fall to 0 whenever jobs do; a floor that rises from job to job is a leak.",
        unit: "short",
        see: see("corral-concurrency", "Does everything end?"),
      },
      ask(sum(of("corral_tasks_live")), "tasks"),
      ask(sum(of("corral_nurseries_open")), "nurseries"),
      ask(sum(of("corral_jobs_running")), "jobs"),
    ),
    graph(
      "How busy is the processor?",
      {
        about:
          "Share in use of the processors that the process may use. Near 100 % they set the pace and latencies say little: use more cores or more instances.",
        unit: "percentunit",
        max: 1,
        limits: [
          [0.8, WARN],
          [0.95, BAD],
        ],
        see: see("corral-process", "Loops and JVM"),
      },
      ask(maxBy("instance", processorsUsed()), "{{instance}}"),
    ),
  ),
);
