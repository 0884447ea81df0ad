// Questions that more than one dashboard asks.
import { ask, askNow } from "./panels.mjs";
import { of, perSecond, sum } from "./promql.mjs";

/** What stayed alive over a whole interval in which no job had a place; one or two looks are none. */
function left(gauge) {
  const seen = `${of(gauge)}[$__rate_interval]`;
  const least = `min_over_time(${seen}) * (count_over_time(${seen}) > bool 2)`;
  const jobs = `sum by (instance) (max_over_time(${of("corral_job_places_used")}[$__rate_interval]))`;
  return `sum(${least} * on (instance) (${jobs} == bool 0))`;
}

export const tasksLeft = () => left("corral_tasks_live");

export const nurseriesLeft = () => left("corral_nurseries_open");

/** Mean number of tasks that waited there: seconds waited in a second. */
export function waiting(channel, side) {
  return sum(perSecond("corral_channel_wait_seconds_total", `channel="${channel}"`, `side="${side}"`));
}

/** All stages in the order of the path, by who waits for whom. */
export function waits() {
  return [
    ask(waiting("ready", "send"), "input for workers"),
    ask(waiting("ready", "receive"), "workers for input"),
    ask(waiting("results", "send"), "workers for the writer"),
    ask(waiting("results", "receive"), "the writer for results"),
    ask(waiting("reader", "send"), "the writer for readers"),
  ];
}

/** What {@link whoSetsThePace} answers, for those who read it. */
export const PACES =
  "The readers: writers wait for them longer than for results. A limit: more workers are idle than at work, although items wait. The input: they are idle, and no items wait. Else the origins.";

/** One name: the highest of five marks, of which a later one is given only where the answer is plainer. */
export function whoSetsThePace() {
  const idle = `(${waiting("ready", "receive")} > bool ${sum(of("corral_job_permits_used", 'limit="job"'))})`;
  const held = `(${sum(of("corral_items_waiting", 'limit!~"job|server"'))} > bool 0)`;
  const marks = [
    ["the origins", `1 + 0 * ${sum(of("corral_jobs_running"))}`],
    ["the input", `2 * ${idle}`],
    ["a limit", `3 * ${idle} * ${held}`],
    ["the readers", `4 * (${waiting("reader", "send")} > bool ${waiting("results", "receive")})`],
    ["nobody", `5 * (${sum(of("corral_jobs_running"))} == bool 0)`],
  ];
  const named = marks.map(([who, mark]) => `label_replace(${mark}, "who", "${who}", "", "")`);
  return askNow(`topk(1, ${named.join(" or ")})`, "{{who}}");
}

/** Items that could not begin, the longest bar first. */
export function limitsThatBind() {
  return askNow(`sort_desc(sum by (limit) (${of("corral_items_waiting")}))`, "{{limit}}");
}
