// The process: event loops, processor, memory, collector, threads, files, connections.
import { dashboard, line, wide } from "../dashboard.mjs";
import {
  ask,
  askNow,
  BAD,
  CALM,
  coloured,
  GOOD,
  graph,
  GREY,
  head,
  heat,
  number,
  series,
  table,
  WARN,
} from "../panels.mjs";
import { maxBy, of, perSecond, processorsUsed, sum, sumBy } from "../promql.mjs";

const FILES = `${of("process_files_open_files")} / ${of("process_files_max_files")}`;
const AT_MOST = series(/ at most$/, { dashed: true });

export default dashboard(
  {
    uid: "corral-process",
    title: "Corral: loops and JVM",
    about: "Is the process healthy: event loops, processor, memory, collector, threads, files.",
  },
  line(
    4,
    number(
      "Do the loops lag?",
      {
        about:
          "How late an event loop ran what was due, at the worst of the last minute. Above 100 ms something blocks a loop, or the processor is used up.",
        unit: "s",
        decimals: 1,
        limits: [
          [0.05, WARN],
          [0.1, BAD],
        ],
      },
      ask(`max(${of("corral_loop_worst_lag_seconds")})`),
    ),
    number(
      "How busy are the cores?",
      {
        about:
          "Share in use of the processors that the process may use, the busiest instance. Near 100 % they set the pace: use more cores or more instances.",
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.8, WARN],
          [0.95, BAD],
        ],
      },
      ask(`max(${processorsUsed()})`),
    ),
    number(
      "How full is the heap?",
      {
        about:
          "Share of the long-lived heap in use after the last collection, the fullest instance. Above 85 %: raise the memory limit, or find what holds on to it.",
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.7, WARN],
          [0.85, BAD],
        ],
      },
      ask(`max(${of("jvm_memory_usage_after_gc")})`),
    ),
    number(
      "Are the buffers full?",
      {
        about:
          "Share of the memory that Netty may use for buffers outside the heap. Above 80 %: many streams whose readers are behind, or a leak of buffers; see whether it falls when jobs end.",
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.6, WARN],
          [0.8, BAD],
        ],
      },
      ask(`max(${of("corral_direct_memory_bytes")} / ${of("corral_direct_memory_limit_bytes")})`),
    ),
    number(
      "How many files are used?",
      {
        about:
          "Share of the limit of open files and sockets, the fullest instance. Near 100 % connections fail: raise the limit (ulimit -n), or lower concurrency.",
        unit: "percentunit",
        decimals: 1,
        limits: [
          [0.6, WARN],
          [0.8, BAD],
        ],
      },
      ask(`max(${FILES})`),
    ),
    number(
      "How long has it been up?",
      {
        about:
          "The instance that was started last. Minutes, where you expect days: it restarts; the end of the log before says why, and purple marks in the graphs say when.",
        unit: "s",
        decimals: 1,
        base: WARN,
        limits: [[300, GOOD]],
      },
      askNow(`min(${of("process_uptime_seconds")})`),
    ),
  ),
  head("Are the loops free?"),
  line(
    9,
    wide(
      10,
      heat(
        "How late are the loops?",
        {
          about:
            "How late event loops run what is due, sampled every 100 ms on each; a row is a bucket, the brighter the more. All should lie in the lowest rows; a second band is blocking work on a loop.",
          unit: "s",
        },
        ask(sumBy("le", perSecond("corral_loop_lag_seconds_bucket"))),
      ),
    ),
    graph(
      "Which loop is late?",
      {
        about:
          "The worst lag of the last minute, by loop. One loop above the others: a task blocks it, and a thread dump shows which. All together: the processor, or a pause of the collector.",
        unit: "s",
        limits: [[0.1, BAD]],
      },
      ask(maxBy("loop", of("corral_loop_worst_lag_seconds")), "loop {{loop}}"),
    ),
    graph(
      "How busy is the processor?",
      {
        about:
          "The process's share of the processors that it may use, and the share of the whole machine's that are in use. The machine busier than the process: somebody else is on it, whom no setting of ours will help against.",
        unit: "percentunit",
        max: 1,
        limits: [
          [0.8, WARN],
          [0.95, BAD],
        ],
        series: [series(/ machine$/, { color: GREY, dashed: true })],
      },
      ask(maxBy("instance", processorsUsed()), "{{instance}}"),
      ask(maxBy("instance", of("system_cpu_usage")), "{{instance}} machine"),
    ),
  ),
  head("Is memory flat?"),
  line(
    9,
    graph(
      "Is the heap flat?",
      {
        about:
          "Heap in use, and how far it may grow. Memory does not depend on the size of a job: the lows after collections must not climb. If they do, take a heap dump.",
        unit: "bytes",
        series: [AT_MOST],
      },
      ask(sumBy("instance", of("jvm_memory_used_bytes", 'area="heap"')), "{{instance}} used"),
      ask(sumBy("instance", `${of("jvm_memory_max_bytes", 'area="heap"')} > 0`), "{{instance}} at most"),
    ),
    graph(
      "What survives a collection?",
      {
        about:
          "Share of the long-lived heap in use after collections: the flat line to look at. A slope over hours is a leak, whatever the saw-tooth on the left looks like.",
        unit: "percentunit",
        max: 1,
        limits: [[0.85, BAD]],
      },
      ask(maxBy("instance", of("jvm_memory_usage_after_gc")), "{{instance}}"),
    ),
    graph(
      "Is direct memory flat?",
      {
        about:
          "Memory outside the heap that Netty uses for buffers, and how much it may use. It grows with open streams and falls with them; a floor that rises is a leak of buffers.",
        unit: "bytes",
        series: [AT_MOST],
      },
      ask(sumBy("instance", of("corral_direct_memory_bytes")), "{{instance}} used"),
      ask(sumBy("instance", of("corral_direct_memory_limit_bytes")), "{{instance}} at most"),
    ),
    graph(
      "What lies outside the heap?",
      {
        about:
          "Memory of the JVM beside the heap: classes, code, and buffers of the JDK. It settles after minutes. The container's limit must hold heap, this, direct memory and stacks together.",
        unit: "bytes",
        stacked: true,
      },
      ask(`sum by (id) (${of("jvm_memory_used_bytes", 'area="nonheap"')})`, "{{id}}"),
      ask(`sum by (id) (${of("jvm_buffer_memory_used_bytes")})`, "buffers, {{id}}"),
    ),
  ),
  head("Does the collector get in the way?"),
  line(
    9,
    graph(
      "Does the collector stop the world?",
      {
        about:
          "Share of time in pauses of the garbage collector. Above 5 % the heap is too small for the load, or something holds on to memory.",
        unit: "percentunit",
        calcs: ["mean", "max"],
        limits: [[0.05, BAD]],
      },
      ask(sumBy("instance", perSecond("jvm_gc_pause_seconds_sum")), "{{instance}}"),
    ),
    graph(
      "How long is the longest pause?",
      {
        about:
          "The longest pause of the garbage collector of late. It adds to every item's time and to every cancel. Above 100 ms: more heap, or ZGC (-XX:+UseZGC) where memory is plenty.",
        unit: "s",
        limits: [[0.1, BAD]],
      },
      ask(maxBy("instance", of("jvm_gc_pause_seconds_max")), "{{instance}}"),
    ),
    graph(
      "What does collecting cost?",
      {
        about:
          "Share of processor time that the collector took lately, concurrent work included. High without long pauses: much short-lived garbage, such as captured bodies or many small jobs.",
        unit: "percentunit",
        limits: [[0.2, WARN]],
      },
      ask(maxBy("instance", of("jvm_gc_overhead")), "{{instance}}"),
    ),
  ),
  head("Are threads, files and connections few?"),
  line(
    9,
    graph(
      "Are threads few?",
      {
        about:
          "Platform threads; tasks are virtual threads and not in it. A few dozen whatever the load; a climb means blocking work outside its limiter.",
        unit: "short",
        limits: [[200, WARN]],
      },
      ask(maxBy("instance", of("jvm_threads_live_threads")), "{{instance}}"),
    ),
    graph(
      "Do file descriptors leak?",
      {
        about:
          "Open files and sockets. Must fall when jobs end. Near the limit, connections fail: raise it (ulimit -n), or lower concurrency.",
        unit: "short",
      },
      ask(maxBy("instance", of("process_files_open_files")), "{{instance}}"),
    ),
    graph(
      "Who is connected?",
      {
        about:
          "Connections of clients to the API, and ours to origins. Clients that open one for each job show as many; let them keep theirs. Both must fall when work ends.",
        unit: "short",
        series: coloured({ "from clients": CALM, "to origins": GOOD }),
      },
      ask(sum(of("corral_connections_open")), "from clients"),
      ask(sum(of("corral_upstream_connections_open")), "to origins"),
    ),
  ),
  head("What runs, and does it tell of itself?"),
  line(
    8,
    wide(
      9,
      graph(
        "Do spans reach the collector?",
        {
          about:
            "Spans in a second that the collector of --otlp-endpoint took, and that it did not. failed above 0: see that it runs and answers at /v1/traces; jobs are not held up by it, but their traces are lost. Nothing at all: tracing is off, or no job is chosen for a trace (--trace-ratio).",
          unit: "suffix:/s",
          calcs: ["mean", "max"],
          empty: "tracing is off",
          series: coloured({ sent: GOOD, failed: BAD }),
        },
        ask(sumBy("outcome", perSecond("corral_trace_spans_total")), "{{outcome}}"),
      ),
    ),
    wide(
      15,
      table(
        "What runs?",
        {
          about:
            "Number and commit of each instance, and its JVM. Different ones side by side for long: an upgrade did not finish.",
          unit: "string",
          without: { Value: true, __name__: true, job: true },
          order: { instance: 0, version: 1, commit: 2, java: 3 },
          names: { instance: "Instance", version: "Version", commit: "Commit", java: "Java" },
        },
        askNow(of("corral_build_info")),
      ),
    ),
  ),
);
