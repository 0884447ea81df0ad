package dev.corral.loadtest;

import dev.corral.loadtest.compare.RunFile;
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
            String verdict = RunFile.read(summary).verdict();
            spec.commandLine().getOut().println(Files.readString(summary.resolveSibling("summary.md")));
            worst = verdict.equals("FAIL") ? 1 : verdict.equals("INVALID") && worst == 0 ? 5 : worst;
        }
        return worst;
    }

    /// All that were written, in order, but those of void runs that were repeated.
    static List<Path> summariesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                folder, DEPTH, (path, attributes) -> attributes.isRegularFile() && path.endsWith("summary.json"))) {
            return files.filter(file -> !RunFolder.isAside(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
    }
}
