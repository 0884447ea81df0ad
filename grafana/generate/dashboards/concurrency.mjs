// What is alive, and whether it ends.
import { ENDS, SHARES } from "../colours.mjs";
import { dashboard, line, wide } from "../dashboard.mjs";
import { ask, askNow, BAD, graph, head, heat, NONE, number, see, WARN } from "../panels.mjs";
import { inAll, of, perSecond, quantile, sum, sumBy } from "../promql.mjs";
import { nurseriesLeft, tasksLeft } from "../shared.mjs";

const TREE =
  "If not: take the task tree (GET /v1/tree) and a thread dump (jcmd PID Thread.dump_to_file) before a restart.";
const PROMISE = "0.25";

/** What must be 0, red when it is not. */
function none(title, about, query, look) {
  return number(
    title,
    { about, unit: "short", decimals: 0, limits: NONE, texts: { 0: "0" }, filled: true, plain: true, ...look },
    query,
  );
}

export default dashboard(
  {
    uid: "corral-concurrency",
    title: "Corral: does everything end",
    about: "Live tasks and nurseries, the shape of the tree, how long cancels take, and what must be 0.",
  },
  head("Is anything left behind? (All of these must be 0)"),
  line(
    4,
    none(
      "Tasks without a job?",
      `Tasks that stayed alive over a whole interval in which there was no job, not even one that is paused or on its way in. Must be 0: a task outlived its job, which is a fault of ours. ${TREE}`,
      ask(tasksLeft()),
      { empty: "unknown" },
    ),
    none(
      "Nurseries without a job?",
      `Nurseries that stayed open over a whole interval in which there was no job, not even one that is paused or on its way in. Must be 0: a nursery was not left, which is a fault of ours. ${TREE}`,
      ask(nurseriesLeft()),
      { empty: "unknown" },
    ),
    none(
      "Calls left running?",
      "Blocking calls whose task was cancelled and has left, while the call goes on and keeps its worker. Only name look-ups may be left so. Not 0 for long: the resolver hangs; look at it, or restart when most workers are taken.",
      ask(sum(of("corral_offload_calls", 'state="quarantined"'))),
    ),
    none(
      "Jobs lost?",
      "Jobs that broke by an error of ours in the time shown. Must be 0. Their streams were cut without an end, so their clients know. The log has the error.",
      askNow(sum(inAll("corral_jobs_total", 'outcome="lost"'))),
    ),
    none(
      "Cancels beyond 5 s?",
      "Cancels in the time shown that took longer than five seconds. Must be 0. A busy processor is the usual reason: thousands of requests in flight are withdrawn at once; lower concurrency of the largest jobs.",
      askNow(
        `${sum(inAll("corral_cancel_seconds_count"))} - ${sum(inAll("corral_cancel_seconds_bucket", 'le="5.0"'))}`,
      ),
    ),
    none(
      "Loops held by a task?",
      "Times in the time shown that a task held its event loop beyond the limit. Must be 0. The log names the task; its blocking work belongs on a worker thread.",
      askNow(sum(inAll("corral_loop_stalls_total"))),
    ),
  ),
  head("What is alive, and what does it wait for?"),
  line(
    9,
    graph(
      "What is alive?",
      {
        about:
          "Tasks of jobs that have started and not ended, the nurseries that own them, and the jobs. Tasks and nurseries must fall to 0 whenever jobs do; a floor that rises from job to job is a leak.",
        unit: "short",
      },
      ask(sum(of("corral_tasks_live")), "tasks"),
      ask(sum(of("corral_nurseries_open")), "nurseries"),
      ask(sum(of("corral_jobs_running")), "jobs"),
    ),
    graph(
      "What do tasks wait for?",
      {
        about:
          "Tasks of jobs that wait, by what for. future: the network, mostly. channel.send and channel.receive: their neighbours in the pipeline. limiter: a permit. offload: a worker thread. nursery: their children. lock: should be thin; much of it is contention.",
        unit: "suffix: tasks",
        stacked: true,
      },
      ask(sumBy("on", of("corral_tasks_waiting")), "{{on}}"),
    ),
    graph(
      "How deep is the tree?",
      {
        about:
          "Nurseries inside each other, at the deepest place. A handful, whatever the load: a depth that grows means that something nests a nursery for each item.",
        unit: "short",
      },
      ask(`max by (instance) (${of("corral_tree_depth")})`, "{{instance}}"),
    ),
    graph(
      "How fast do tasks start?",
      {
        about:
          "Tasks started in a second. A job has one for each worker and a handful more, however many items it has: fast here and slow in items means many small jobs.",
        unit: "suffix:/s",
        calcs: ["mean", "max"],
      },
      ask(sumBy("instance", perSecond("corral_tasks_started_total")), "{{instance}}"),
    ),
  ),
  head("How long does it take until all is quiet?"),
  line(
    9,
    wide(
      10,
      heat(
        "How long do cancels take?",
        {
          about:
            "Cancels by how long they took, from the wish to cut a job short until its last task has ended; a row is a bucket, the brighter the more. All should lie below 250 ms. Dots are single jobs, by their id.",
          unit: "s",
        },
        { ...ask(sumBy("le", perSecond("corral_cancel_seconds_bucket"))), exemplar: true },
      ),
    ),
    graph(
      "How long does a cancel take?",
      {
        about:
          "From the wish to cut a job short until its last task has ended; gaps are times without cancels. The aim is 99 % within 250 ms. Above it: look in the task tree (GET /v1/tree) for tasks that are cancelled and not waiting.",
        unit: "s",
        limits: [[0.25, BAD]],
        series: SHARES,
      },
      ask(quantile(0.5, "corral_cancel_seconds"), "half end within"),
      ask(quantile(0.99, "corral_cancel_seconds"), "99 % end within"),
      ask(`max(${of("corral_cancel_seconds_max")})`, "the slowest of late"),
    ),
    number(
      "What share ends within 250 ms?",
      {
        about:
          "Cancels within 250 ms, of all in the time shown. The aim is 99 %. Below: see whether the processor is used up; cancelling is complete before it is quick.",
        unit: "percentunit",
        decimals: 1,
        base: BAD,
        limits: [
          [0.95, WARN],
          [0.99, "green"],
        ],
        empty: "no cancels",
      },
      askNow(
        `${sum(inAll("corral_cancel_seconds_bucket", `le="${PROMISE}"`))} / (${sum(inAll("corral_cancel_seconds_count"))} > 0)`,
      ),
    ),
  ),
  line(
    9,
    graph(
      "Why are jobs cut short?",
      {
        about:
          "Jobs in a second that did not come to their end, by why. cancelled: asked for, or their client left. deadline: too little time for the work. stalled_client: nobody read. failed: their failure policy was broken.",
        unit: "suffix:/s",
        stacked: true,
        calcs: ["mean", "max"],
        series: ENDS,
      },
      ask(sumBy("outcome", perSecond("corral_jobs_total", 'outcome!="completed"')), "{{outcome}}"),
    ),
    graph(
      "What runs on worker threads?",
      {
        about:
          "Blocking calls that run, by pool: name look-ups, steps of listings, results held on disk, reads and writes of the store. They are few by design; at a pool's limit others queue, on the right.",
        unit: "suffix: calls",
        stacked: true,
      },
      ask(sumBy("pool", of("corral_offload_calls", 'state="running"')), "{{pool}}"),
    ),
    graph(
      "What queues for a worker thread?",
      {
        about:
          "Blocking calls that wait for a worker's permit, by pool. lookup: a slow resolver. walk: a slow disk, or many listings. store_write: the disk under the data folder. Not 0 for long: mend what is slow.",
        unit: "suffix: calls",
        stacked: true,
      },
      ask(sumBy("pool", of("corral_offload_calls", 'state="queued"')), "{{pool}}"),
    ),
  ),
);
