package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the files of a report.
public final class Reports {
    private Reports() {}

    public static void write(Path folder, Summary summary) throws IOException {
        Files.writeString(folder.resolve("summary.json"), SummaryJson.of(summary));
        Files.writeString(folder.resolve("summary.md"), SummaryText.markdown(summary));
        Files.writeString(folder.resolve("junit.xml"), JUnitXml.of(summary));
        SideBySide both = summary.measured().sideBySide();
        if (both != null) {
            Files.writeString(folder.resolve("side-by-side.md"), SummaryText.sideBySide(both, summary));
        }
    }
}
