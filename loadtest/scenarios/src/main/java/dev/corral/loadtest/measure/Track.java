package dev.corral.loadtest.measure;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// One histogram of microseconds with three digits, whose last interval can be told apart. Thread-safe;
/// recording waits for nobody.
final class Track {
    private static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(HIGHEST_MICROS, DIGITS);

    @GuardedBy("this")
    private final Histogram total = new Histogram(HIGHEST_MICROS, DIGITS);

    void record(long nanos) {
        recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, HIGHEST_MICROS));
    }

    /// What came since the last call.
    synchronized Histogram interval() {
        Histogram interval = recorder.getIntervalHistogram();
        total.add(interval);
        return interval;
    }

    synchronized Histogram total() {
        total.add(recorder.getIntervalHistogram());
        return total.copy();
    }
}
