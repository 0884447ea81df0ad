package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.measure.SampleSummary;
import dev.corral.loadtest.settings.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// All that a report shows of one run.
///
/// @param limits that were to hold, for who compares runs
/// @param processorSeconds by process; what was not started here is not there
/// @param stamp what must be alike before two runs may be compared, and what else a sceptic asks for
public record Summary(
        Heading heading,
        Judgement judgement,
        Measured measured,
        List<Limit> limits,
        Map<String, Double> processorSeconds,
        Map<String, String> stamp) {
    List<Objective> objectives() {
        return measured.objectives();
    }

    List<SampleSummary> samples() {
        return measured.samples();
    }

    /// Where and when it was measured, in a sentence.
    public String where() {
        return "Measured " + LocalDate.ofInstant(heading.started(), ZoneOffset.UTC) + ", " + heading.profile()
                + " profile, on " + said("cores") + " cores (" + said("processor") + "), " + said("kernel") + ", "
                + said("jvm") + ", commit " + said("commit") + ".";
    }

    private String said(String name) {
        return stamp.getOrDefault(name, "unknown");
    }

    /// Which run it was.
    ///
    /// @param model how load was made: `closed` or `open`
    /// @param took from the start of the generator to its end
    public record Heading(String scenario, String profile, String model, Instant started, Duration took) {}
}
