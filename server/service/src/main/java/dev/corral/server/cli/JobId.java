package dev.corral.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// The job that a command is about.
final class JobId {
    private static final String FORM = "[A-Za-z0-9_-]{1,64}";

    @Parameters(paramLabel = "ID", description = "the job, such as j_5b0c...")
    private @Nullable String id;

    /// The path of the job, with what follows.
    String path(ServerOptions server, String rest) {
        return "/v1/jobs/" + text(server) + rest;
    }

    String text(ServerOptions server) {
        return checked(String.valueOf(id), server);
    }

    /// What names a job, and nothing else of a path.
    static String checked(String id, ServerOptions server) {
        if (!id.matches(FORM)) {
            throw server.usage(
                    "'" + id.replaceAll("\\p{Cntrl}", "?") + "' names no job, expected such as j_5b0c...", null);
        }
        return id;
    }
}
