package dev.corral.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

class BenchOptionsTest {
    private final StringWriter errors = new StringWriter();
    private final CommandLine bench = new CommandLine(new Bench()).setErr(new PrintWriter(errors, true));

    @Test
    void helpTellsWhatAQuickRunIsWorth() {
        assertThat(bench.getUsageMessage()).contains("--quick", "--only", "--json", "not who is 10 % ahead");
    }

    @Test
    void aPatternThatMatchesNothingIsWrongUsage() {
        assertThat(bench.execute("--only", "no such thing")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("no such thing", "spawn children=1 corral");
    }

    @Test
    void aBrokenPatternIsWrongUsage() {
        assertThat(bench.execute("--only", "[")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("--only");
    }
}
