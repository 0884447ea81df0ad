package dev.corral.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows again what runs said.
@Command(
        name = "report",
        description = "Shows the reports below a folder, and exits as the worst of them did.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all passed",
            "1:one failed",
            "2:usage, or there is no report",
            "5:one is invalid, none failed"
        })
final class ReportCommand implements Callable<Integer> {
    private static final int DEPTH = 4;
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(paramLabel = "DIR", description = "a run's folder, or one that holds several")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<Path> summaries = summariesBelow(folder);
        if (summaries.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no summary.json below " + folder);
        }
        int worst = 0;
        for (Path summary : summaries) {
            spec.commandLine().getOut().println(Files.readString(summary.resolveSibling("summary.md")));
            String verdict = verdict(summary);
            worst = verdict.equals("FAIL") ? 1 : verdict.equals("INVALID") && worst == 0 ? 5 : worst;
        }
        return worst;
    }

    private static String verdict(Path summary) throws IOException {
        JsonNode json = JSON.readTree(summary.toFile());
        return json.path("verdict").asText();
    }

    /// All that were written, in order.
    static List<Path> summariesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                folder, DEPTH, (path, attributes) -> attributes.isRegularFile() && path.endsWith("summary.json"))) {
            return files.sorted().toList();
        }
    }
}
