package dev.corral.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;

class BenchOptionsTest {
    private final StringWriter errors = new StringWriter();
    private final CommandLine bench = Bench.line().setErr(new PrintWriter(errors, true));

    private void refuses(String message, String... arguments) {
        assertThat(bench.execute(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString())
                .startsWith("corral bench: ")
                .contains(message)
                .endsWith("Try 'corral bench --help'.\n");
    }

    @Test
    void helpTellsEveryOptionAndWhatAQuickRunIsWorth() {
        for (OptionSpec option : bench.getCommandSpec().options()) {
            assertThat(bench.getUsageMessage()).contains(option.longestName());
        }
        assertThat(bench.getUsageMessage())
                .contains("about half an hour", "less than three minutes", "not who is 10 % ahead");
    }

    @Test
    void helpTellsUnitsHowARatioReadsAndTheExitCodes() {
        assertThat(bench.getUsageMessage())
                .contains("ns/op: nanoseconds", "bytes/task", "above 1.00 Corral is faster", "Exit codes:", "130, 143");
    }

    @Test
    void readmeTellsTheSame() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        assertThat(readme)
                .contains("corral bench --quick", "--only", "--json")
                .contains("about half an hour", "less than three minutes", "not who is 10 % ahead")
                .contains("above 1.00 Corral is faster");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        refuses("Unknown option: '--fast'", "--fast");
    }

    @Test
    void anArgumentThatNobodyTakesIsWrongUsage() {
        refuses("'spawn'", "spawn");
    }

    @Test
    void aPatternThatMatchesNothingIsWrongUsage(@TempDir Path folder) {
        refuses("no such thing", "--only", "no such thing", "--json", folder + "/x.json");
        assertThat(errors.toString()).contains("spawn children=1 corral");
    }

    @Test
    void aBrokenPatternIsWrongUsage() {
        refuses("'[' is no regular expression", "--only", "[");
        assertThat(errors.toString()).contains("--only").hasLineCount(2);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeAnythingIsMeasured(@TempDir Path folder) {
        refuses("its folder does not exist", "--quick", "--json", folder.resolve("none/x.json") + "");
        assertThat(errors.toString()).hasLineCount(2);
    }

    @Test
    void aFolderIsNoFileToWrite(@TempDir Path folder) {
        refuses("Is a directory", "--quick", "--json", folder.toString());
    }

    @Test
    void aRunThatIsRefusedLeavesTheFileAsItWas(@TempDir Path folder) throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.json"), "numbers");
        Path fresh = folder.resolve("fresh.json");
        refuses("matches nothing", "--only", "no such thing", "--json", kept.toString());
        refuses("matches nothing", "--only", "no such thing", "--json", fresh.toString());
        assertThat(kept).hasContent("numbers");
        assertThat(fresh).doesNotExist();
    }
}
