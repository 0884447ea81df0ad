package dev.corral.server.cli.stack;

import java.net.URI;

/// A steady load.
///
/// @param service base of the API
/// @param origin base of the origin, which the service must be allowed to fetch from
/// @param jobsPerSecond that begin, whether earlier ones have ended or not
/// @param items of each job
record LoadPlan(URI service, URI origin, int jobsPerSecond, int items) {
    static final int DEFAULT_JOBS_PER_SECOND = 5;
    static final int DEFAULT_ITEMS = 100;
    static final int MAX_JOBS_PER_SECOND = 1000;
    private static final int MAX_ITEMS = 100_000;
    private static final int CONCURRENCY = 16;
    private static final int EVERY = 20;

    LoadPlan {
        check("--rate", jobsPerSecond, 1, MAX_JOBS_PER_SECOND);
        check("--items", items, 1, MAX_ITEMS);
    }

    static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    option + " is " + value + ", expected a whole number from " + least + " to " + most);
        }
    }

    /// What becomes of a job.
    enum Fate {
        /// Its stream is read to the end.
        READ,
        /// The client hangs up in the midst of it.
        HUNG_UP,
        /// Stored, and run without a reader.
        DETACHED
    }

    /// One of twenty is hung up on, one of twenty is detached.
    Fate fate(long job) {
        return switch ((int) (job % EVERY)) {
            case EVERY - 1 -> Fate.HUNG_UP;
            case EVERY / 2 - 1 -> Fate.DETACHED;
            default -> Fate.READ;
        };
    }

    String jobsUrl() {
        return service.resolve("/v1/jobs") + "?kind=fetch&concurrency=" + CONCURRENCY + "&per_host=" + CONCURRENCY
                + "&deadline_ms=60000";
    }

    /// One URL a line: most answer after some milliseconds, some have a body, few fail.
    String lines(long job) {
        StringBuilder lines = new StringBuilder();
        String base = origin.toString();
        for (int i = 0; i < items; i++) {
            long key = job * items + i;
            String path =
                    switch ((int) (key % EVERY)) {
                        case 3 -> "/status?mix=200:8,404:1,503:1&key=" + key;
                        case 7, 13 -> "/bytes?n=" + (10_000 + i);
                        default -> "/delay?ms=20&dist=lognormal&key=" + key;
                    };
            lines.append(base).append(path).append('\n');
        }
        return lines.toString();
    }
}
