package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What the README lets people type is what the command line takes. Options of programs that run as children are those
/// programs' own to compare.
class ReadmeTest {
    private static final Pattern COMMAND = Pattern.compile("deploy/corral +([a-z]+)([^#`\n]*)");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final List<String> CHILDREN = List.of("origin", "loadtest", "bench");

    private final Map<String, CommandLine> commands =
            CorralCommand.line(Map.of()).getSubcommands();

    private static List<MatchResult> typed() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        return COMMAND.matcher(readme).results().toList();
    }

    @Test
    void everyCommandIsShownAndNoneThatIsNotThere() throws IOException {
        assertThat(typed())
                .extracting(command -> command.group(1))
                .containsOnly(commands.keySet().toArray(String[]::new));
    }

    @Test
    void everyOptionThatIsShownIsThere() throws IOException {
        for (MatchResult command : typed()) {
            if (!CHILDREN.contains(command.group(1))) {
                CommandLine line = Objects.requireNonNull(commands.get(command.group(1)), command.group());
                assertThat(OPTION.matcher(command.group(2)).results().map(MatchResult::group))
                        .as(command.group())
                        .isSubsetOf(line.getCommandSpec().optionsMap().keySet());
            }
        }
    }
}
