// What has the same name has the same colour on every dashboard.
import { BAD, CALM, coloured, GOOD, GREY, WARN } from "./panels.mjs";

/** Of items. */
export const OUTCOMES = coloured({
  ok: GOOD,
  failed: BAD,
  cancelled: WARN,
  not_started: GREY,
  unknown: "purple",
  deduped: CALM,
});

/** Of jobs. */
export const ENDS = coloured({
  completed: GOOD,
  failed: WARN,
  cancelled: CALM,
  deadline: "yellow",
  stalled_client: "purple",
  lost: BAD,
});

/** Who waits at a stage: what comes before the workers is blue, they themselves green, what comes after is warm. */
export const STAGES = coloured({
  "input for workers": "light-blue",
  "workers for input": CALM,
  "workers for the writer": WARN,
  "the writer for results": GOOD,
  "the writer for readers": BAD,
});

/** Of a histogram, from the usual to the rare. */
export const SHARES = coloured({
  "half end within": GOOD,
  "95 % end within": "yellow",
  "99 % end within": WARN,
  "the slowest of late": BAD,
});

/** Of a request to an origin. */
export const PHASES = coloured({
  lookup: "purple",
  connect: CALM,
  first_byte: WARN,
  body: GOOD,
});
