package dev.corral.loadtest.live;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// `samples.hlog`: each second's histograms, tagged by sample, in the format that other tools read. Not
/// thread-safe.
public final class HistogramLog implements AutoCloseable {
    private final PrintStream stream;
    private final HistogramLogWriter writer;

    /// @param folder null to write nowhere
    public HistogramLog(@Nullable Path folder) throws IOException {
        stream = new PrintStream(
                folder == null
                        ? OutputStream.nullOutputStream()
                        : Files.newOutputStream(Files.createDirectories(folder).resolve("samples.hlog")),
                false,
                StandardCharsets.UTF_8);
        writer = new HistogramLogWriter(stream);
        writer.outputLogFormatVersion();
        writer.outputLegend();
    }

    void write(Map<String, Histogram> intervals) throws IOException {
        intervals.forEach((name, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                histogram.setTag(name.replace(',', '.').replace(' ', '_'));
                writer.outputIntervalHistogram(histogram);
            }
        });
        if (stream.checkError()) {
            throw new IOException("the log of histograms cannot be written");
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
