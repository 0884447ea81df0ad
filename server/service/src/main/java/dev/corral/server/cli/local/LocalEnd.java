package dev.corral.server.cli.local;

import dev.corral.server.cli.progress.Figures;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What came of a job in this process.
///
/// @param reachedReader whether all records were taken, the last included
public record LocalEnd(JobRecord.End end, boolean reachedReader, Account account) {
    /// Whether its records were wanted to the end, and no deadline, Ctrl-C or reader cut it short.
    public boolean isWhole() {
        return reachedReader && (end.outcome() == JobOutcome.COMPLETED || end.outcome() == JobOutcome.FAILED);
    }

    /// Whether its failure policy was met.
    public boolean metItsPolicy() {
        return end.outcome() == JobOutcome.COMPLETED;
    }

    public boolean hasFailures() {
        return end.counts().failed() > 0;
    }

    /// In one line: `completed: 980 ok, 20 failed (dns 8, status 12), of 1,000 in 8.1 s, 123/s`.
    public String summary() {
        Duration elapsed = Duration.ofMillis(end.elapsedMillis());
        String cause = end.cause() == null || end.outcome() == JobOutcome.DEADLINE ? "" : " (" + end.cause() + ")";
        return end.outcome().label() + cause + ": " + String.join(", ", outcomes()) + ", of "
                + Figures.count(end.counts().total()) + " in " + Figures.seconds(elapsed) + rate();
    }

    private String rate() {
        long millis = end.elapsedMillis();
        long done = end.counts().done() - end.counts().notStarted();
        return millis == 0 ? "" : ", " + Figures.rate(done * 1000.0 / millis);
    }

    private List<String> outcomes() {
        Counts counts = end.counts();
        List<String> parts = new ArrayList<>(List.of(Figures.count(counts.ok()) + " ok"));
        add(parts, counts.failed(), "failed" + kinds());
        add(parts, counts.cancelled(), "cancelled");
        add(parts, counts.notStarted(), "not started");
        add(parts, counts.unknown(), "unknown");
        add(parts, counts.deduped(), "the same as another");
        add(parts, account.entries(), "entries");
        add(parts, account.unreadable(), "unreadable");
        return parts;
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Figures.count(count) + " " + what);
        }
    }

    private String kinds() {
        String kinds = account.failures().entrySet().stream()
                .sorted(Map.Entry.<ErrorKind, Long>comparingByValue().reversed())
                .map(each -> each.getKey().label() + " " + Figures.count(each.getValue()))
                .collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "" : " (" + kinds + ")";
    }

    /// How many items the address guard refused: this user can open what it keeps closed.
    public long denied() {
        return account.failures().getOrDefault(ErrorKind.HOST_DENIED, 0L);
    }
}
