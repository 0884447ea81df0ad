package dev.corral.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.measure.SampleSummary;
import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.settings.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class ReportsTest {
    private static final String HOSTILE = "a <b> & | \"c\"\nof two lines \u0000";

    private static final Summary SUMMARY = new Summary(
            new Summary.Heading(
                    "smoke", "quick", "closed", Instant.parse("2026-11-22T10:00:00Z"), Duration.ofMillis(8500)),
            new Judgement(Verdict.FAIL, List.of("does not hold: " + HOSTILE)),
            new Measured(
                    List.of(
                            new Objective("streams are whole", 120, 0, List.of()),
                            new Objective(HOSTILE, 3, 1, List.of("line 2: " + HOSTILE)),
                            new Objective("never seen", 0, 0, List.of())),
                    List.of(new SampleSummary("job_total", 120, 32, 207.1, 514, 650.25)),
                    Map.of("knee_per_s", 120.5),
                    Map.of("the knee", HOSTILE),
                    List.of(new Mark(1.5, "storm", true)),
                    List.of(),
                    List.of()),
            List.of(new Limit("knee_per_s", false, 100, false)),
            new TreeMap<>(Map.of("origin", 2.04, "service", 5.0)),
            new TreeMap<>(Map.of("cores", "2", "commit", "abc")));

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Reports.write(folder, SUMMARY);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void jsonIsThatOfTheGoldenFile() throws IOException {
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(folder.resolve("summary.json").toFile()))
                .isEqualTo(json.readTree(golden("summary.json")));
    }

    @Test
    void markdownIsThatOfTheGoldenFile() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("summary.md"));
        assertThat(lines.stream().map(ReportsTest::squeezed))
                .containsExactlyElementsOf(
                        golden("summary.md").lines().map(ReportsTest::squeezed).toList());
    }

    /// Whatever the widths of columns.
    private static String squeezed(String line) {
        return line.replaceAll(" +", " ").replaceAll("-{3,}", "---");
    }

    private static Element suite(Path folder) throws IOException, SAXException, ParserConfigurationException {
        Document xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(folder.resolve("junit.xml")))));
        return xml.getDocumentElement();
    }

    private static List<String> counts(Element suite) {
        return Stream.of("tests", "failures", "errors", "skipped")
                .map(suite::getAttribute)
                .toList();
    }

    private void write(Judgement judgement) throws IOException {
        Reports.write(
                folder,
                new Summary(
                        SUMMARY.heading(),
                        judgement,
                        SUMMARY.measured(),
                        List.of(),
                        SUMMARY.processorSeconds(),
                        SUMMARY.stamp()));
    }

    @Test
    void junitXmlHasACaseForEachObjectiveAndOneForTheRun()
            throws IOException, SAXException, ParserConfigurationException {
        Element suite = suite(folder);
        // What did not hold, and not the verdict once more; what was never looked at neither held nor failed.
        assertThat(counts(suite)).containsExactly("4", "1", "0", "1");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("a <b> & | \"c\"")
                .doesNotContain("\u0000");
    }

    @Test
    void junitXmlHasAnErrorForAVoidRunAndNoFailures() throws IOException, SAXException, ParserConfigurationException {
        write(new Judgement(Verdict.INVALID, List.of("lag")));
        assertThat(counts(suite(folder))).containsExactly("4", "0", "1", "2");
    }

    @Test
    void junitXmlHasAFailureForTheRunWhereNoObjectiveTellsIt()
            throws IOException, SAXException, ParserConfigurationException {
        Reports.write(
                folder,
                new Summary(
                        SUMMARY.heading(),
                        new Judgement(Verdict.FAIL, List.of("the service ended before the run was over")),
                        Measured.NOTHING,
                        List.of(),
                        Map.of(),
                        Map.of()));
        assertThat(counts(suite(folder))).containsExactly("1", "1", "0", "0");
    }

    @Test
    void aComparisonIsATableThatStandsAlone() {
        SideBySide both = new SideBySide(
                "Both | ways",
                "jdk",
                "loop",
                List.of(
                        new SideBySide.Line("items a second", false, 1234.5, 2000, 2, ""),
                        new SideBySide.Line("time, ms", true, 5, 2.5, 5, "-50 %: a difference")));
        assertThat(SummaryText.sideBySide(both, SUMMARY).lines().map(ReportsTest::squeezed))
                .containsSubsequence(
                        "| Both \\| ways | jdk | loop | of the difference |",
                        "| items a second, more is better | 1235 | 2000 | medians of 2 rounds a side |",
                        "| time, ms, less is better | 5 | 2.50 | -50 %: a difference |")
                .last()
                .isEqualTo("Measured 2026-11-22, quick profile, on 2 cores (unknown), unknown, unknown, commit abc.");
    }

    @Test
    void consoleEndsWithReasonsAndVerdict() {
        assertThat(SummaryText.console(SUMMARY))
                .contains("| job_total | 120   | 32.0   | 207.1  | 514.0  | 650.3  |", "processor time: origin 2.0 s")
                .endsWith("smoke: FAIL\n");
    }
}
