package dev.corral.server.run;

import dev.corral.server.Records;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;

/// Keeps a job's stream as it would be sent, and is as slow or as gone as a test wants it.
final class FakeSink implements RecordSink {
    /// What happens at a write, before the records are kept.
    @FunctionalInterface
    interface Pace {
        Pace AT_ONCE = written -> {};

        /// Before the records are taken.
        ///
        /// @param written records so far
        void before(int written) throws ReaderGone, InterruptedException;
    }

    private final Pace pace;
    private final IntPredicate takesAtOnce;
    private final RecordEncoder encoder = new RecordEncoder();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int written;

    FakeSink(Pace pace) {
        this(pace, written -> false);
    }

    /// @param takesAtOnce whether it takes a record at once when it has so many
    FakeSink(Pace pace, IntPredicate takesAtOnce) {
        this.pace = pace;
        this.takesAtOnce = takesAtOnce;
    }

    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        pace.before(written);
        records.forEach(this::take);
    }

    @Override
    public Ready ready(JobRecord each) {
        return () -> {
            boolean takes = takesAtOnce.test(written);
            if (takes) {
                take(each);
            }
            return takes;
        };
    }

    private void take(JobRecord each) {
        written++;
        lines.writeBytes(encoder.encode(each));
    }

    int written() {
        return written;
    }

    /// The whole stream, checked.
    Records records() throws IOException {
        return Records.of(lines.toString(StandardCharsets.UTF_8));
    }
}
