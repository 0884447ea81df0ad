package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineHelpTest {
    private static final String[] COMMANDS = {
        "demo",
        "serve",
        "fetch",
        "list",
        "jobs",
        "job",
        "cancel",
        "pause",
        "resume",
        "retry",
        "tree",
        "example",
        "stack",
        "busy",
        "origin",
        "loadtest",
        "bench"
    };

    private final Spoken spoken = new Spoken(Map.of());

    @Test
    void programNamesItsCommandsAndExitCodes() {
        assertThat(spoken.run("--help")).isZero();
        assertThat(spoken.out()).contains(COMMANDS).contains("Exit codes");
    }

    @Test
    void aServiceDoesNotDescribeWhatItDoesNotRun() {
        assertThat(CorralCommand.line(Map.of(), new String[] {"serve", "--port", "0"})
                        .getSubcommands())
                .containsOnlyKeys("serve");
        for (String[] others : List.of(new String[] {}, new String[] {"--help"}, new String[] {"serv"})) {
            assertThat(CorralCommand.line(Map.of(), others).getSubcommands()).containsOnlyKeys(COMMANDS);
        }
    }

    @Test
    void commandsThatAreNotThereAreNotNamed() {
        assertThat(CorralCommand.line(Map.of()).getSubcommands()).containsOnlyKeys(COMMANDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve", "demo", "fetch", "list", "jobs", "job", "cancel", "pause", "resume", "retry", "tree", "stack",
                "busy"
            })
    void helpMentionsEveryOptionWithItsDefaultAndTheExitCodes(String command) {
        assertThat(spoken.run(command, "--help")).isZero();
        CommandLine line = Objects.requireNonNull(
                CorralCommand.line(Map.of()).getSubcommands().get(command));
        for (OptionSpec option : line.getCommandSpec().options()) {
            assertThat(spoken.out()).contains(option.longestName());
            if (!option.usageHelp() && !option.versionHelp()) {
                assertThat(String.join(" ", option.description())).contains("(default: ");
            }
        }
        assertThat(spoken.out()).contains("Exit codes:", "130, 143");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "job", "cancel", "pause", "resume", "retry", "tree"})
    void helpOfCommandsThatAskAServiceTellsWhereAndWithWhichKey(String command) {
        assertThat(spoken.run(command, "--help")).isZero();
        assertThat(spoken.outInOneLine())
                .contains("http://127.0.0.1:8080; CORRAL_SERVER", "CORRAL_KEY", "4 the service could not be reached");
    }

    @ParameterizedTest
    @EnumSource
    void helpOfServeNamesOptionVariableAndDefaultOfEverySetting(Setting setting) {
        assertThat(spoken.run("serve", "--help")).isZero();
        assertThat(spoken.outInOneLine())
                .contains(setting.option(), "(default: " + setting.defaultText() + "; " + setting.variable() + ")");
    }

    @Test
    void helpOfServeTellsTheFormOfDurations() {
        assertThat(spoken.run("serve", "--help")).isZero();
        assertThat(spoken.out()).contains("500ms, 30s, 5m, 1h", "CORRAL_CONFIG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "demo"})
    void versionIsThatOfTheProgram(String command) {
        assertThat(command.isEmpty() ? spoken.run("--version") : spoken.run(command, "--version"))
                .isZero();
        assertThat(spoken.out()).startsWith("corral ");
    }
}
