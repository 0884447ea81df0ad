package dev.corral.server.cli.options;

import dev.corral.server.job.Limit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// THE table of what a job that runs on a command line can be told: each an option of the job document, under the
/// name that users of such tools expect. Those that say nothing without a service are not here: `name`, `labels`,
/// `priority`, `on_invalid`, `retain_ms`.
public enum JobOption {
    CONCURRENCY("concurrency.max", "N", "items that run at once") {
        @Override
        Object ownDefault() {
            return CONCURRENCY_HERE;
        }
    },
    PER_HOST("concurrency.per_host", "N", "of them, against one origin (scheme, host and port)"),
    DEADLINE("deadline_ms", "DURATION", "when the whole job is cut short"),
    POLICY(
            "failure.policy",
            "WORD",
            "what failed items mean: collect goes on, fail-fast ends at the first, tolerate at more than"
                    + " a limit; left out, all items are done and a failed one gives exit code 1"),
    MAX_FAILED("failure.max_failed", "N", "failed items that --policy tolerate puts up with"),
    MAX_FAILED_PERCENT("failure.max_failed_percent", "PERCENT", "the same as a share of the items done"),
    MIN_SAMPLES("failure.min_samples", "N", "items to be done before that share counts"),
    TIMEOUT("defaults.timeout_ms", "DURATION", "for an item from its start to the last byte of its body"),
    CONNECT_TIMEOUT("defaults.connect_timeout_ms", "DURATION", "to connect"),
    FIRST_BYTE_TIMEOUT("defaults.first_byte_timeout_ms", "DURATION", "from the request to the head of the answer"),
    IDLE_TIMEOUT("defaults.idle_timeout_ms", "DURATION", "between two pieces of a body"),
    METHOD("defaults.method", "METHOD", "of the requests"),
    CAPTURE("defaults.capture", "WORD", "what of a body stands in its record"),
    MAX_BODY("defaults.max_body_bytes", "SIZE", "a longer body fails its item"),
    EXPECT_STATUS("defaults.expect_status", "LIST", "statuses that are ok, separated by commas, such as 2xx,404"),
    MAX_REDIRECTS("defaults.max_redirects", "N", "redirects that are followed"),
    RETRIES("retry.max_attempts", "N", "further attempts at an item that failed in a way that may pass") {
        @Override
        int inDocument(int more) {
            return more + 1;
        }
    },
    RETRY_INITIAL("retry.initial_ms", "DURATION", "upper end of the first wait before a retry; it doubles"),
    RETRY_MAX("retry.max_ms", "DURATION", "upper end of every wait before a retry"),
    RETRY_ON("retry.on", "LIST", "what is tried again, separated by commas, such as timeout,503"),
    RETRY_BUDGET("retry.budget_percent", "PERCENT", "retries, as a share of first attempts"),
    RETRY_AFTER_MAX("retry.retry_after_max_ms", "DURATION", "a longer Retry-After ends its item"),
    PER_S("rate.per_s", "RATE", "items that begin in a second"),
    PER_HOST_PER_S("rate.per_host_per_s", "RATE", "the same against one origin"),
    BURST("rate.burst", "N", "items that may begin at once where a rate holds"),
    ORDER("order", "WORD", "records as items end, or in the order of the input"),
    ORDER_WINDOW("order_window", "N", "results that may wait for an earlier one"),
    DEDUPE("dedupe", "WORD", "which items are the same, and done once"),
    BACKEND("backend", "WORD", "what carries the job's virtual threads"),
    BUFFER("buffer", "N", "records that may wait for the output; 0 for none");

    private static final int CONCURRENCY_HERE = 64;
    private static final Map<String, Limit> LIMITS =
            Limit.all().stream().collect(Collectors.toMap(Limit::option, Function.identity()));

    private final String path;
    private final String label;
    private final String description;

    JobOption(String path, String label, String description) {
        this.path = path;
        this.label = label;
        this.description = description;
    }

    /// As it is typed: `--first-byte-timeout`.
    public String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What stands for the value in help.
    String label() {
        return label;
    }

    /// For help: what it is, what it can be, and what it is when left out.
    String help() {
        JobOptionText text = text();
        return description + "; " + text.allowed() + " (default: " + text.shown(fallback()) + ")";
    }

    /// In the document: `group.name`, or the bare name.
    String path() {
        return path;
    }

    /// Where it stands in the document, as a pointer.
    String pointer() {
        return "#/" + path.replace('.', '/');
    }

    JobOptionText text() {
        return new JobOptionText(this, limit());
    }

    Limit limit() {
        return Objects.requireNonNull(LIMITS.get(path), path);
    }

    /// Its value when it is left out; null for none.
    @Nullable
    Object fallback() {
        Object own = ownDefault();
        return own == null ? limit().fallback() : own;
    }

    /// What is the default here and not in a service; null if that is the same.
    @Nullable
    Object ownDefault() {
        return null;
    }

    /// The number that stands in the document for one that was typed.
    int inDocument(int typed) {
        return typed;
    }
}
