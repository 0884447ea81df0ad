package dev.corral.server.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.job.JobKind;
import dev.corral.server.problem.FieldError;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The options of the job document that a command takes.
public final class JobOptionSet {
    private static final Pattern GIVEN = Pattern.compile("^is (-?[0-9]{1,18}),");

    private final Set<JobOption> options;

    public JobOptionSet(Set<JobOption> options) {
        this.options = EnumSet.copyOf(options);
    }

    /// Adds them to a command, in the order of the table.
    public void addTo(CommandSpec spec) {
        for (JobOption option : options) {
            spec.addOption(OptionSpec.builder(option.option())
                    .paramLabel(option.label())
                    .description(option.help())
                    .type(String.class)
                    .arity("1")
                    .build());
        }
    }

    /// Whether it was typed.
    public boolean isGiven(JobOption option, CommandSpec spec) {
        return spec.commandLine().getParseResult().hasMatchedOption(option.option());
    }

    /// The job document that was typed, without items.
    ///
    /// @throws ParameterException for a value that is not of the form of its option
    public ObjectNode document(JobKind kind, CommandSpec spec) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", kind.word());
        values(spec).forEach((option, value) -> {
            int dot = option.path().indexOf('.');
            ObjectNode group = dot < 0
                    ? document
                    : document.withObjectProperty(option.path().substring(0, dot));
            group.set(option.path().substring(dot + 1), value);
        });
        return document;
    }

    private Map<JobOption, JsonNode> values(CommandSpec spec) {
        Map<JobOption, JsonNode> values = new EnumMap<>(JobOption.class);
        for (JobOption option : options) {
            String typed = spec.commandLine().getParseResult().matchedOptionValue(option.option(), null);
            Object own = option.ownDefault();
            if (typed != null) {
                values.put(option, read(option, typed, spec));
            } else if (own != null) {
                values.put(option, option.text().json(option.text().shown(own)));
            }
        }
        return values;
    }

    private static JsonNode read(JobOption option, String typed, CommandSpec spec) {
        try {
            return option.text().json(typed);
        } catch (IllegalArgumentException | ArithmeticException e) {
            String problem = e instanceof ArithmeticException ? "'" + typed + "', expected less" : e.getMessage();
            throw new ParameterException(spec.commandLine(), option.option() + " is " + problem, e);
        }
    }

    /// What is wrong with a document that was typed, in the words of the command line.
    public static String told(List<FieldError> errors) {
        return errors.stream().map(JobOptionSet::told).collect(Collectors.joining("; "));
    }

    private static String told(FieldError error) {
        for (JobOption option : JobOption.values()) {
            if (error.pointer().equals(option.pointer()) || error.pointer().startsWith(option.pointer() + "/")) {
                return option.option() + " " + words(option, error.detail());
            }
        }
        return error.pointer() + " " + error.detail();
    }

    /// Details speak of the document's numbers; what was given and what was expected is said as it is typed.
    private static String words(JobOption option, String detail) {
        String said = detail.replace(
                option.limit().allowed().replace(", or null", ""), option.text().allowed());
        return GIVEN.matcher(said).replaceFirst(given -> "is " + option.text().typed(given.group(1)) + ",");
    }
}
