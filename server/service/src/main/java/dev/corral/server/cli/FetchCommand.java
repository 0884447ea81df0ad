package dev.corral.server.cli;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.cli.local.FetchWork;
import dev.corral.server.cli.local.InputFormat;
import dev.corral.server.cli.local.LocalEnd;
import dev.corral.server.cli.local.LocalInput;
import dev.corral.server.cli.local.LocalJob;
import dev.corral.server.cli.local.LocalOutput;
import dev.corral.server.cli.local.Screen;
import dev.corral.server.cli.options.JobOption;
import dev.corral.server.cli.options.JobOptionSet;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.job.Intake;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// `corral fetch`: a job of fetches in this process.
@Command(
        name = "fetch",
        description = {
            "Fetches URLs in this process, with the engine of the service and its records, one JSON object a line.",
            "",
            "URLs stand on the command line, or one a line in a file: lines are read as they are needed, so there may"
                    + " be any number. Records go to standard output; whoever reads them slowly slows the fetching."
                    + " Progress and a summary go to standard error. The environment is not read.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nDurations: 500ms, 30s, 5m, 1h, 7d. Sizes: 512, 64k, 10M, 1G.%n",
        footer = {
            "",
            "The first Ctrl-C or SIGTERM cancels the job: what is in flight is withdrawn, every item gets its record,"
                    + " the end record is written. A second one ends the process at once. A reader who leaves"
                    + " ('| head') cancels the job without a word."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every item is ok; or --policy was given, and was met",
            "1:items failed and --policy did not allow it; without --policy any failed item is one too many",
            "2:wrong usage; or input or output that cannot be used",
            "3:cut short by the deadline, by Ctrl-C, SIGTERM or a reader who left",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class FetchCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(FetchCommand.class);
    private static final JobOptionSet OPTIONS = new JobOptionSet(EnumSet.allOf(JobOption.class));
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "URL", arity = "0..*", description = "what to fetch, before what the file has")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "URLs, one a line, blank lines and # comments passed over; - is standard input"
                    + " (default: none)")
    private @Nullable String file;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "text: a URL a line; ndjson: an item as JSON a line (default: by the file's name: .ndjson and"
                    + " .jsonl are ndjson)")
    private @Nullable String inputFormat;

    @Mixin
    private LocalOptions local = new LocalOptions();

    @Option(
            names = "--allow",
            paramLabel = "CIDR:PORT",
            description = "may be fetched from although not public, such as 127.0.0.1/32:9100 or [::1]/128:9100;"
                    + " repeatable (default: nothing)")
    private List<String> allow = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new FetchCommand());
        OPTIONS.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        // Of a streamed input a bad line fails by itself.
        JobDocument document = Documents.read(
                OPTIONS.document(JobKind.FETCH, spec).put("on_invalid", Intake.OnInvalid.FAIL_ITEM.word()), spec);
        List<AllowRule> rules = rules();
        Screen screen = local.screen();
        LocalEnd end;
        try (LocalInput input = input();
                LocalOutput output = local.open();
                FetchWork work = FetchWork.open(rules)) {
            LocalJob job =
                    new LocalJob(work.plan(document, input, format(), local.trouble()), work.host(), output, screen);
            end = work.run(job, document.placement().backend());
        } catch (NurseryFailed | IOException e) {
            LOG.error("fetch.failed by an error of ours", e);
            return ExitCodes.FAILED;
        }
        boolean chosen = OPTIONS.isGiven(JobOption.POLICY, spec);
        return local.report(end, chosen ? document.failure().policy() : null, screen);
    }

    private List<AllowRule> rules() {
        try {
            return allow.stream().map(AllowRule::parse).toList();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    private LocalInput input() {
        if (urls.isEmpty() && file == null) {
            throw usage("nothing to fetch, expected URLs, or -f FILE with one a line (- is standard input)", null);
        }
        for (String url : urls) {
            if (url.isBlank() || url.startsWith("#") || url.chars().anyMatch(Character::isISOControl)) {
                throw usage("'" + url.replaceAll("\\p{Cntrl}", "?") + "' is no URL", null);
            }
        }
        return new LocalInput(format().lines(urls), source(), local.trouble());
    }

    private LocalInput.Source source() {
        if (file == null) {
            return LocalInput.Source.none();
        }
        if (file.equals(STANDARD_INPUT)) {
            return LocalInput.Source.standard();
        }
        try {
            Path output = local.file();
            if (output != null && Files.exists(output) && Files.isSameFile(output, Path.of(file))) {
                throw usage("-o is the file that -f reads, which would be emptied first", null);
            }
            return LocalInput.Source.of(Path.of(file));
        } catch (IOException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    private InputFormat format() {
        return switch (inputFormat) {
            case null -> file == null ? InputFormat.TEXT : InputFormat.of(file);
            case "text" -> InputFormat.TEXT;
            case "ndjson" -> InputFormat.NDJSON;
            default -> throw usage("--input-format is '" + inputFormat + "', expected text or ndjson", null);
        };
    }

    private ParameterException usage(String message, @Nullable Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }
}
