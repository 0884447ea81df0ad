package dev.corral.loadtest;

import dev.corral.loadtest.compare.Comparison;
import dev.corral.loadtest.compare.RefusedException;
import dev.corral.loadtest.compare.RunFile;
import dev.corral.loadtest.compare.Sides;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Compares two sets of runs.
@Command(
        name = "compare",
        description = {
            "Compares the runs below two folders, at least five a side and all of the same scenario, load and machine.",
            "Compared are the figures that the scenario must hold and a few that it is about, after the warm-up; a"
                    + " quantile only if ten values lie beyond it. A figure differs when chance would give as much in"
                    + " less than 5 of 100 comparisons (exact rank sums, Holm's correction for all figures together),"
                    + " and the difference is above the floor. The interval beside it is of 95 %%."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing got worse",
            "1:something got worse",
            "2:usage, or there are no reports",
            "5:refused: too few runs, runs that did not pass, or different stamps"
        })
final class CompareCommand implements Callable<Integer> {
    private static final int REFUSED = 5;

    @Parameters(index = "0", paramLabel = "A", description = "the folder of the runs before")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "the folder of the runs after")
    private Path after = Path.of("");

    @Option(
            names = "--floor",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "differences below it are none (default: ${DEFAULT-VALUE})")
    private double floor;

    @Option(names = "--even-failed", description = "compare failed runs too, and say how many")
    private boolean evenFailed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<RunFile> first = read(before);
        List<RunFile> second = read(after);
        try {
            Sides.Admitted admitted = evenFailed ? Sides.Admitted.EVEN_FAILED : Sides.Admitted.PASSED;
            Comparison comparison = Comparison.of(first, second, floor / 100, admitted);
            spec.commandLine()
                    .getOut()
                    .println(comparison.text() + Sides.failures("A", first) + Sides.failures("B", second));
            return comparison.gotWorse() ? 1 : 0;
        } catch (RefusedException e) {
            spec.commandLine().getErr().println("refused: " + e.getMessage());
            return REFUSED;
        }
    }

    private List<RunFile> read(Path folder) throws IOException {
        List<RunFile> runs = new ArrayList<>();
        for (Path summary : ReportCommand.summariesBelow(folder)) {
            runs.add(RunFile.read(summary));
        }
        if (runs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no summary.json below " + folder);
        }
        return runs;
    }
}
