package dev.corral.loadtest.measure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// What a simulation measured, on its way from the generator's process to the driver's.
///
/// @param objectives in the order of the report
/// @param samples by name
public record Measured(List<Objective> objectives, List<SampleSummary> samples) {
    static final String FILE = "measured.json";
    static final String LOG = "samples.hlog";
    private static final JsonMapper JSON = new JsonMapper();

    public Measured {
        objectives = List.copyOf(objectives);
        samples = List.copyOf(samples);
    }

    /// Removes what an earlier run left in this folder, which would pass for the measurements of one that crashes.
    public static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /// Writes all of it to a folder, and the histograms as a log of their own that other tools read.
    public static void write(Path folder, Findings findings, Samples samples) throws IOException {
        Files.createDirectories(folder);
        try (PrintStream stream = new PrintStream(Files.newOutputStream(folder.resolve(LOG)))) {
            HistogramLogWriter log = new HistogramLogWriter(stream);
            log.outputLogFormatVersion();
            log.outputLegend();
            samples.histograms().forEach((name, histogram) -> {
                Histogram copy = histogram.copy();
                copy.setTag(name);
                log.outputIntervalHistogram(copy);
            });
        }
        // Last: what can be read back is complete.
        Files.write(
                folder.resolve(FILE), JSON.writeValueAsBytes(new Measured(findings.objectives(), samples.summaries())));
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException when it is not there, or not that: then the simulation did not come to its end
    public static Measured read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), Measured.class);
    }
}
