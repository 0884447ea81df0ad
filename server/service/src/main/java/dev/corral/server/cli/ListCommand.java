package dev.corral.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.nursery.Backend;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.NurseryFailed;
import dev.corral.server.cli.local.LocalEnd;
import dev.corral.server.cli.local.LocalJob;
import dev.corral.server.cli.local.LocalOutput;
import dev.corral.server.cli.local.LocalPlan;
import dev.corral.server.cli.local.Screen;
import dev.corral.server.cli.options.JobOption;
import dev.corral.server.cli.options.JobOptionSet;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.Read;
import dev.corral.server.listing.ListKind;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import dev.corral.server.walk.WalkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corral list`: a folder of this machine.
@Command(
        name = "list",
        description = {
            "Lists a folder in this process, with the engine of the service and its records, one JSON object a line.",
            "",
            "Links are told and never followed. A folder below that cannot be read is an entry with an error, and the"
                    + " listing goes on. Progress and a summary go to standard error. The environment is not read.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nDurations: 500ms, 30s, 5m, 1h, 7d.%n",
        footer = {
            "",
            "The first Ctrl-C or SIGTERM cancels the listing, and the end record is written; a second one ends the"
                    + " process at once. A reader who leaves ('| head') cancels it without a word."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the folder was listed; or --policy collect was given",
            "1:it was not, or not wholly: there are more entries than --max-entries",
            "2:wrong usage; or a folder that is not there, an output that cannot be written",
            "3:cut short by the deadline, by Ctrl-C, SIGTERM or a reader who left",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class ListCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ListCommand.class);
    private static final JobOptionSet OPTIONS = new JobOptionSet(EnumSet.of(JobOption.DEADLINE, JobOption.POLICY));
    private static final String ROOT = "root";
    private static final int WALKS = 4;
    /// Who sits in front of it says when it is enough.
    private static final Duration LONGEST = Duration.ofDays(1);

    @Parameters(paramLabel = "ROOT", description = "the folder")
    private Path folder = Path.of("");

    @Option(
            names = "--glob",
            paramLabel = "GLOB",
            description = "only what matches, relative to the folder: *, ?, ** and [..] (default: everything)")
    private @Nullable String glob;

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            description = "how deep; 1 is the folder itself, at most " + WalkOptions.HIGHEST_MAX_DEPTH
                    + " (default: ${DEFAULT-VALUE})")
    private int maxDepth = WalkOptions.DEFAULT_MAX_DEPTH;

    @Option(names = "--no-recursive", description = "not the folders below (default: those too)")
    private boolean flat;

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            description = "the listing ends there, at most " + WalkOptions.HIGHEST_MAX_ENTRIES
                    + " (default: ${DEFAULT-VALUE})")
    private int maxEntries = WalkOptions.DEFAULT_MAX_ENTRIES;

    @Option(
            names = "--fields",
            paramLabel = "FIELD",
            split = ",",
            description = "what is told of an entry beside its name, separated by commas: type, size, mtime"
                    + " (default: all)")
    private List<String> fields = new ArrayList<>();

    @Mixin
    private LocalOptions local = new LocalOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ListCommand());
        OPTIONS.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        ListKind kind = new ListKind(new Roots(List.of(root())), new Limiter("walk", WALKS));
        Read.Accepted job = Documents.read(document(), kind.check(), spec);
        JobDocument document = job.document();
        Screen screen = local.screen();
        LocalEnd end;
        try (LocalOutput output = local.open()) {
            LocalPlan plan = new LocalPlan(document, job.items(), kind, () -> -1);
            end = new LocalJob(plan, LocalJob.newHost(), output, screen).run(Backend.jdk());
        } catch (NurseryFailed | IOException e) {
            LOG.error("list.failed by an error of ours", e);
            return ExitCodes.FAILED;
        }
        boolean chosen = OPTIONS.isGiven(JobOption.POLICY, spec);
        return local.report(end, chosen ? document.failure().policy() : null, screen);
    }

    private Root root() {
        try {
            return new Root(ROOT, folder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ObjectNode document() {
        ObjectNode document = OPTIONS.document(JobKind.LIST, spec);
        ObjectNode item = document.putArray("items").addObject();
        item.put("root", ROOT)
                .put("recursive", !flat)
                .put("max_depth", maxDepth)
                .put("timeout_ms", LONGEST.toMillis())
                .put("max_entries", maxEntries);
        if (glob != null) {
            item.put("glob", glob);
        }
        if (!fields.isEmpty()) {
            fields.forEach(item.putArray("fields")::add);
        }
        return document;
    }
}
