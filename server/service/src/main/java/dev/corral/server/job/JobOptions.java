package dev.corral.server.job;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// THE table: every option of the job document but its items, with its bounds and its default.
///
/// The readers, the records' constructors, the effective view and [Limit] go by it and know no bound of their
/// own.
final class JobOptions {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Domain<Duration> TIMEOUT = Whole.millis(MIN, HOUR);
    private static final Domain<Double> PER_SECOND = new Decimal(0.001, 1_000_000);

    static final Option<JobKind> KIND = Option.required("kind", Choice.of(JobKind.class));
    static final Option<String> NAME = Option.absent("name", new Text(0, 256));
    static final Option<Map<String, String>> LABELS =
            Option.of("labels", new TextMap(16, new Text(1, 64), new Text(0, 256)), Map.of());

    static final Option<Method> METHOD = Option.of("defaults.method", Choice.of(Method.class), Method.GET);
    static final Option<Duration> TIMEOUT_TOTAL = Option.of("defaults.timeout_ms", TIMEOUT, Duration.ofSeconds(10));
    static final Option<Duration> TIMEOUT_CONNECT =
            Option.of("defaults.connect_timeout_ms", TIMEOUT, Duration.ofSeconds(2));
    static final Option<Duration> TIMEOUT_FIRST_BYTE =
            Option.of("defaults.first_byte_timeout_ms", TIMEOUT, Duration.ofSeconds(5));
    static final Option<Duration> TIMEOUT_IDLE = Option.of("defaults.idle_timeout_ms", TIMEOUT, Duration.ofSeconds(5));
    static final Option<Integer> MAX_REDIRECTS = Option.of("defaults.max_redirects", Whole.count(0, 5), 0);
    static final Option<Long> MAX_BODY = Option.of("defaults.max_body_bytes", Whole.bytes(0, 1L << 30), 1L << 20);
    static final Option<FetchDefaults.Capture> CAPTURE =
            Option.of("defaults.capture", Choice.of(FetchDefaults.Capture.class), FetchDefaults.Capture.NONE);
    static final Option<ExpectedStatus> EXPECT_STATUS =
            Option.of("defaults.expect_status", new Statuses(), new ExpectedStatus(List.of("2xx", "3xx")));

    static final Option<Integer> CONCURRENCY_MAX = Option.of("concurrency.max", Whole.count(1, 4096), 32);
    static final Option<Integer> PER_HOST = Option.of("concurrency.per_host", Whole.count(1, 1024), 6);

    static final Option<Double> PER_S = Option.absent("rate.per_s", PER_SECOND);
    static final Option<Double> PER_HOST_PER_S = Option.absent("rate.per_host_per_s", PER_SECOND);
    static final Option<Integer> BURST = Option.of("rate.burst", Whole.count(1, 1_000_000), 1);

    static final Option<Integer> MAX_ATTEMPTS = Option.of("retry.max_attempts", Whole.count(1, 10), 3);
    static final Option<Duration> RETRY_INITIAL = Option.of("retry.initial_ms", TIMEOUT, Duration.ofMillis(200));
    static final Option<Duration> RETRY_MAX = Option.of("retry.max_ms", TIMEOUT, Duration.ofSeconds(10));
    static final Option<Set<Retry.Cause>> RETRY_ON =
            Option.of("retry.on", Choices.of(Retry.Cause.class), Set.copyOf(EnumSet.allOf(Retry.Cause.class)));
    static final Option<Integer> RETRY_BUDGET = Option.of("retry.budget_percent", Whole.count(0, 100), 20);
    static final Option<Duration> RETRY_AFTER_MAX =
            Option.of("retry.retry_after_max_ms", Whole.millis(Duration.ZERO, HOUR), Duration.ofMinutes(1));

    static final Option<Failure.Policy> POLICY =
            Option.of("failure.policy", Choice.of(Failure.Policy.class), Failure.Policy.COLLECT);
    static final Option<Integer> MAX_FAILED = Option.absent("failure.max_failed", Whole.count(0, 1_000_000_000));
    static final Option<Double> MAX_FAILED_PERCENT = Option.absent("failure.max_failed_percent", new Decimal(0, 100));
    static final Option<Integer> MIN_SAMPLES = Option.of("failure.min_samples", Whole.count(1, 1_000_000), 20);

    static final Option<Duration> DEADLINE = Option.absent("deadline_ms", Whole.millis(MIN, WEEK));
    static final Option<Delivery.Order> ORDER =
            Option.of("order", Choice.of(Delivery.Order.class), Delivery.Order.COMPLETION);
    static final Option<Integer> ORDER_WINDOW = Option.of("order_window", Whole.count(1, 65_536), 256);
    static final Option<Integer> BUFFER = Option.of("buffer", Whole.count(0, 65_536), 0);
    static final Option<Intake.Dedupe> DEDUPE = Option.of("dedupe", Choice.of(Intake.Dedupe.class), Intake.Dedupe.NONE);
    static final Option<Integer> PRIORITY = Option.of("priority", Whole.count(0, 7), 3);
    static final Option<Placement.Backend> BACKEND =
            Option.of("backend", Choice.of(Placement.Backend.class), Placement.Backend.JDK);
    /// For a JSON job; uploads fall back to `fail_item`.
    static final Option<Intake.OnInvalid> ON_INVALID =
            Option.of("on_invalid", Choice.of(Intake.OnInvalid.class), Intake.OnInvalid.REJECT_JOB);
    static final Option<Duration> RETAIN =
            Option.of("retain_ms", Whole.millis(Duration.ZERO, WEEK), Duration.ofMinutes(5));

    /// All of them, in the order of the document.
    static final List<Option<?>> ALL = List.of(
            KIND,
            NAME,
            LABELS,
            METHOD,
            TIMEOUT_TOTAL,
            TIMEOUT_CONNECT,
            TIMEOUT_FIRST_BYTE,
            TIMEOUT_IDLE,
            MAX_REDIRECTS,
            MAX_BODY,
            CAPTURE,
            EXPECT_STATUS,
            CONCURRENCY_MAX,
            PER_HOST,
            PER_S,
            PER_HOST_PER_S,
            BURST,
            MAX_ATTEMPTS,
            RETRY_INITIAL,
            RETRY_MAX,
            RETRY_ON,
            RETRY_BUDGET,
            RETRY_AFTER_MAX,
            POLICY,
            MAX_FAILED,
            MAX_FAILED_PERCENT,
            MIN_SAMPLES,
            DEADLINE,
            ORDER,
            ORDER_WINDOW,
            BUFFER,
            DEDUPE,
            PRIORITY,
            BACKEND,
            ON_INVALID,
            RETAIN);

    private static final Map<String, Table> GROUPS =
            ALL.stream().collect(groupingBy(Option::group, collectingAndThen(toList(), Table::new)));

    private JobOptions() {}

    static boolean isGroup(String name) {
        return !name.isEmpty() && GROUPS.containsKey(name);
    }

    /// The options of a group; the top of the document is the group with the empty name.
    static Table group(String name) {
        return requireNonNull(GROUPS.get(name), name);
    }
}
