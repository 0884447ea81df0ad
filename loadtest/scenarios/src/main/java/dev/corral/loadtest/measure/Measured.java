package dev.corral.loadtest.measure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a simulation measured, on its way from the generator's process to the driver's.
///
/// @param objectives in the order of the report
/// @param samples by name
/// @param figures by name, in the order of the report
/// @param notes sentences for the reader
/// @param lacks what the service would have to have
/// @param voids why the instrument is not to be trusted
/// @param sideBySide of a scenario that compares two ways; else null
public record Measured(
        List<Objective> objectives,
        List<SampleSummary> samples,
        Map<String, Double> figures,
        Map<String, String> notes,
        List<Mark> marks,
        List<String> lacks,
        List<String> voids,
        @Nullable SideBySide sideBySide) {
    static final String FILE = "measured.json";
    static final String ROWS = "series.json";
    private static final JsonMapper JSON = new JsonMapper();

    /// A run that measured nothing.
    public static final Measured NOTHING =
            new Measured(List.of(), List.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), null);

    public Measured {
        objectives = List.copyOf(objectives);
        samples = List.copyOf(samples);
        figures = Collections.unmodifiableMap(figures);
        notes = Collections.unmodifiableMap(notes);
        marks = List.copyOf(marks);
        lacks = List.copyOf(lacks);
        voids = List.copyOf(voids);
    }

    /// Objectives and samples alone.
    public Measured(List<Objective> objectives, List<SampleSummary> samples) {
        this(objectives, samples, Map.of(), Map.of(), List.of(), List.of(), List.of());
    }

    /// Without a comparison.
    public Measured(
            List<Objective> objectives,
            List<SampleSummary> samples,
            Map<String, Double> figures,
            Map<String, String> notes,
            List<Mark> marks,
            List<String> lacks,
            List<String> voids) {
        this(objectives, samples, figures, notes, marks, lacks, voids, null);
    }

    /// All figures, those of samples (`first_result.p99_ms`, `first_result.count`) among them.
    public Map<String, Double> allFigures() {
        Map<String, Double> all = new TreeMap<>(figures);
        for (SampleSummary each : samples) {
            all.put(each.name() + ".count", (double) each.count());
            all.put(each.name() + ".p50_ms", each.p50Millis());
            all.put(each.name() + ".p95_ms", each.p95Millis());
            all.put(each.name() + ".p99_ms", each.p99Millis());
            all.put(each.name() + ".max_ms", each.maxMillis());
        }
        return all;
    }

    /// Removes what an earlier run left in this folder, which would pass for the measurements of one that
    /// crashes.
    public static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
        Files.deleteIfExists(folder.resolve(ROWS));
    }

    /// Writes all of it to a folder.
    public void write(Path folder, List<Row> rows) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ROWS), JSON.writeValueAsBytes(rows));
        // Last: what can be read back is complete.
        Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException when it is not there, or not that: then the simulation did not come to its end
    public static Measured read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), Measured.class);
    }

    /// The run's seconds; none if it did not come to its end.
    public static List<Row> rows(Path folder) throws IOException {
        Path file = folder.resolve(ROWS);
        return Files.exists(file) ? List.of(JSON.readValue(file.toFile(), Row[].class)) : List.of();
    }
}
