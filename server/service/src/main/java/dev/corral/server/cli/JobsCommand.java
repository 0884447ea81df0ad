package dev.corral.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.cli.jobs.ApiClient;
import dev.corral.server.cli.jobs.JobText;
import dev.corral.server.cli.jobs.RefusedException;
import dev.corral.server.cli.jobs.UnreachableException;
import dev.corral.server.jobs.JobState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `corral jobs`: the jobs of a running service.
@Command(
        name = "jobs",
        description = {
            "Lists the jobs of a running service, attached ones first, each newest first: a table on a terminal, else"
                    + " one JSON object a line.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, or a key that the service does not know",
            "3:cut short by Ctrl-C, SIGTERM or a reader who left",
            "4:the service could not be reached, or cannot answer now",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class JobsCommand implements Callable<Integer> {
    private static final int MOST_A_PAGE = 1000;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "only those: queued, running, paused, cancelling or ended (default: all)")
    private @Nullable String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Mixin
    private final ServerOptions server;

    private JobsCommand(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
    }

    static CommandSpec spec(Map<String, String> environment) {
        return CommandSpec.forAnnotatedObject(new JobsCommand(environment));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1) {
            throw server.usage("--limit is " + limit + ", expected 1 or more", null);
        }
        List<String> states =
                Arrays.stream(JobState.values()).map(JobState::word).toList();
        if (state != null && !states.contains(state)) {
            throw server.usage("--state is '" + state + "', expected one of " + String.join(", ", states), null);
        }
        boolean people = server.forPeople();
        return server.talk(client -> {
            List<JsonNode> jobs = jobs(client);
            server.show(
                    people
                            ? JobText.table(jobs)
                            : jobs.stream().map(JsonNode::toString).toList());
            return ExitCodes.OK;
        });
    }

    private List<JsonNode> jobs(ApiClient client) throws UnreachableException, RefusedException, InterruptedException {
        List<JsonNode> jobs = new ArrayList<>();
        String cursor = "";
        while (jobs.size() < limit) {
            Map<String, String> query = Map.of(
                    "limit",
                    Integer.toString(Math.min(MOST_A_PAGE, limit - jobs.size())),
                    "state",
                    state == null ? "" : state,
                    "cursor",
                    cursor);
            JsonNode page = client.get("/v1/jobs?" + text(query));
            page.path("jobs").forEach(jobs::add);
            cursor = page.path("next_cursor").asText("");
            if (page.path("next_cursor").isNull() || cursor.isEmpty()) {
                return jobs;
            }
        }
        return jobs;
    }

    private static String text(Map<String, String> query) {
        return query.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
