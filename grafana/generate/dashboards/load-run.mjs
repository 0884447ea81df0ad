// A load run: what the generator sees, left, beside what the service says, right.
import { ENDS, SHARES, STAGES } from "../colours.mjs";
import { dashboard, line, mark } from "../dashboard.mjs";
import { ask, askNow, BAD, CALM, coloured, GOOD, graph, GREY, head, NONE, number, see, WARN } from "../panels.mjs";
import { of, perSecond, quantile, sum, sumBy } from "../promql.mjs";
import { tasksLeft, waits } from "../shared.mjs";

/** What the generator saw in its last second: of phases side by side, and of all of them, the most. */
const seen = (sample, share) => `max(corral_loadtest_client_seconds{sample="${sample}",quantile="${share}"})`;
const seenPerSecond = (sample) => `max(corral_loadtest_client_per_second{sample="${sample}"})`;
const figure = (view, name) => `corral_loadtest_figure{view="${view}",figure="${name}"}`;

/** The generator's quantiles of one sample. */
function quantiles(sample) {
  return [
    ask(seen(sample, 0.5), "half end within"),
    ask(seen(sample, 0.95), "95 % end within"),
    ask(seen(sample, 0.99), "99 % end within"),
  ];
}

const PROCESSES = coloured({ service: GOOD, generator: CALM, origin: "purple" });

export default dashboard(
  {
    uid: "corral-load-run",
    title: "Corral: a load run",
    about:
      "What the load generator sees beside what the service says. For runs of corral loadtest with --metrics-port 9101.",
    annotations: [mark("Phases", "blue", "corral_loadtest_phase", "{{scenario}}: {{phase}}", "")],
  },
  line(
    4,
    number(
      "Which scenario plays?",
      {
        about:
          "The scenario, and the phase that it is in. Nobody: no load test runs, or Prometheus does not scrape its --metrics-port; the panels on the left have nothing to show then.",
        unit: "short",
        base: CALM,
        show: "name",
        empty: "none",
      },
      askNow("corral_loadtest_phase", "{{scenario}}: {{phase}}"),
    ),
    number(
      "Is the generator late?",
      {
        about:
          "How late a thread of the generator wakes, at 99 %. Above 10 ms the instrument is not to be believed: give it a core of its own, or press less.",
        unit: "s",
        decimals: 1,
        limits: [
          [0.005, WARN],
          [0.01, BAD],
        ],
        empty: "no run",
      },
      ask(seen("generator_lag", 0.99)),
    ),
    number(
      "How late do jobs arrive?",
      {
        about:
          "Between the moment that a job should have come and the moment that it did, at 99 %; only where arrivals have a plan. Above 10 ms the run is INVALID.",
        unit: "s",
        decimals: 1,
        limits: [
          [0.005, WARN],
          [0.01, BAD],
        ],
        empty: "closed model",
      },
      ask(seen("injection_lag", 0.99)),
    ),
    number(
      "How slow are slow jobs?",
      {
        about:
          "What 99 % of jobs stay within, to the clients: from when a job should have been sent until its stream ended. Compare with what the service says, below: the difference is waiting outside of it.",
        unit: "s",
        decimals: 1,
        base: CALM,
        limits: [
          [1, WARN],
          [10, BAD],
        ],
        empty: "no jobs",
      },
      ask(seen("job_total", 0.99)),
    ),
    number(
      "How many are refused?",
      {
        about:
          "Jobs in a second that the service turned away. Right in overload and spike, where it must say so at once; wrong in every other scenario.",
        unit: "suffix:/s",
        decimals: 1,
        limits: [[0.1, WARN]],
        empty: "0/s",
      },
      ask(seenPerSecond("rejected")),
    ),
    number(
      "Is anything left behind?",
      {
        about:
          "Tasks that stayed alive over a whole interval in which no job ran. Must be 0 after every phase, whatever was done to the service. If not: GET /v1/tree names them.",
        unit: "short",
        limits: NONE,
        texts: { 0: "nothing" },
        empty: "unknown",
        filled: true,
        see: see("corral-concurrency", "Does everything end?"),
      },
      ask(tasksLeft()),
    ),
  ),
  head("Do clients (left) and service (right) agree?"),
  line(
    8,
    graph(
      "How many jobs do clients see end?",
      {
        about:
          "Jobs in a second whose stream came to its end, and those that were refused. More than on the right: clients count what the service has not finished, which must not be.",
        unit: "suffix:/s",
        calcs: ["mean", "max"],
        series: coloured({ ended: GOOD, refused: BAD }),
      },
      ask(seenPerSecond("job_total"), "ended"),
      ask(seenPerSecond("rejected"), "refused"),
    ),
    graph(
      "How many does the service end?",
      {
        about:
          "Jobs in a second that the service ended, by outcome. cancelled and stalled_client are clients that left or did not read, in the scenarios that do so on purpose.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        series: ENDS,
      },
      ask(sumBy("outcome", perSecond("corral_jobs_total")), "{{outcome}}"),
    ),
  ),
  line(
    8,
    graph(
      "How long do jobs take, to clients?",
      {
        about:
          "From when a job should have been sent until its stream ended, of each second. Steps at a phase's begin are the load; a slope within a phase is a queue that grows.",
        unit: "s",
        series: SHARES,
      },
      ...quantiles("job_total"),
    ),
    graph(
      "How long, to the service?",
      {
        about:
          "From a job's first moment in the service to its end. Far below the left one: jobs wait before they reach it, in sockets or in the generator. Buckets are wide: read orders of magnitude.",
        unit: "s",
        series: SHARES,
      },
      ask(quantile(0.5, "corral_job_seconds"), "half end within"),
      ask(quantile(0.95, "corral_job_seconds"), "95 % end within"),
      ask(quantile(0.99, "corral_job_seconds"), "99 % end within"),
    ),
  ),
  line(
    8,
    graph(
      "When does the first result come?",
      {
        about:
          "From when a job should have been sent until its first result, of each second. It should not grow with the size of jobs; where it does, results are held up: see who waits on whom.",
        unit: "s",
        series: SHARES,
      },
      ...quantiles("first_result"),
    ),
    graph(
      "How long does an item take?",
      {
        about:
          "From an item's start to its end, as the service has it: the origin's part of the left one. What the left one has more is waiting for a worker and for the stream.",
        unit: "s",
        series: SHARES,
      },
      ask(quantile(0.5, "corral_item_seconds"), "half end within"),
      ask(quantile(0.95, "corral_item_seconds"), "95 % end within"),
      ask(quantile(0.99, "corral_item_seconds"), "99 % end within"),
    ),
  ),
  line(
    8,
    graph(
      "When is the origin quiet after a cancel?",
      {
        about:
          "From a client's leaving until the origin sees no more requests of its job. The proof of the right one from outside: both must stay below 250 ms at 99 %.",
        unit: "s",
        limits: [[0.25, BAD]],
        series: SHARES,
      },
      ...quantiles("cancel_to_quiet"),
    ),
    graph(
      "How long does a cancel take?",
      {
        about:
          "From the wish to cut a job short until its last task has ended, as the service has it. Above 250 ms: the processor is used up, or a task does not see its cancellation.",
        unit: "s",
        limits: [[0.25, BAD]],
        series: SHARES,
      },
      ask(quantile(0.5, "corral_cancel_seconds"), "half end within"),
      ask(quantile(0.99, "corral_cancel_seconds"), "99 % end within"),
    ),
  ),
  line(
    8,
    graph(
      "What does the origin see?",
      {
        about:
          "Requests that the origin got, and those that were abandoned before their answer, in a second; requests in flight on the right axis. Abandoned ones are cancels and time limits.",
        unit: "suffix:/s",
        calcs: ["mean", "max"],
        series: [
          ...coloured({ requests: GOOD, abandoned: WARN }),
          { name: "in flight", look: { unit: "short", right: true, color: CALM } },
        ],
      },
      ask(figure("origin", "requests_per_s"), "requests"),
      ask(figure("origin", "abandoned_per_s"), "abandoned"),
      ask(figure("origin", "in_flight"), "in flight"),
    ),
    graph(
      "What does the service send?",
      {
        about:
          "Requests that the service sent, by the class of their answer; none: no status came. Fewer than the origin got: somebody else asks it. More: they broke on the way.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        series: coloured({ "1xx": GREY, "2xx": GOOD, "3xx": CALM, "4xx": WARN, "5xx": BAD, none: "purple" }),
      },
      ask(sumBy("status", perSecond("corral_upstream_requests_total")), "{{status}}"),
    ),
  ),
  head("What does it cost, and who holds it up?"),
  line(
    8,
    graph(
      "Where do the processors go?",
      {
        about:
          "Processors in use by each process of the run, which share one machine: what the generator takes the service cannot have. At the number of cores in all, latencies say little.",
        unit: "suffix: cores",
        stacked: true,
        calcs: ["mean", "max"],
        series: PROCESSES,
      },
      ask(figure("server", "cpu_cores"), "service"),
      ask(figure("generator", "cpu_cores"), "generator"),
      ask(figure("origin", "cpu_cores"), "origin"),
    ),
    graph(
      "Who waits on whom?",
      {
        about:
          "How many tasks, on average, wait at each stage. At the knee the input waits for workers; beyond it, with slow readers, workers wait for the writer. Each stage by itself is on the dashboard of back-pressure.",
        unit: "suffix: tasks",
        stacked: true,
        calcs: ["mean", "max"],
        series: STAGES,
        see: see("corral-back-pressure", "Each stage by itself"),
      },
      ...waits(),
    ),
    graph(
      "What is alive?",
      {
        about:
          "Tasks, nurseries and jobs of the service. Must fall to 0 between phases and after the run; a floor that rises from phase to phase is a leak.",
        unit: "short",
      },
      ask(sum(of("corral_tasks_live")), "tasks"),
      ask(sum(of("corral_nurseries_open")), "nurseries"),
      ask(sum(of("corral_jobs_running")), "jobs"),
    ),
  ),
);
