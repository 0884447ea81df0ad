package dev.corral.server.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The service said no. The message is for the user.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;

    private final int status;

    private RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// @param problem as RFC 9457 has it; anything else for an answer that is none
    static RefusedException of(int status, JsonNode problem) {
        List<String> parts = new ArrayList<>();
        add(parts, problem.path("title"));
        add(parts, problem.path("detail"));
        for (JsonNode error : problem.path("errors")) {
            parts.add(
                    error.path("pointer").asText() + " " + error.path("detail").asText());
        }
        String said = parts.isEmpty() ? "" : ": " + String.join(": ", parts);
        return new RefusedException(status, "the service refused with " + status + JobText.plain(said));
    }

    private static void add(List<String> parts, JsonNode text) {
        if (text.isTextual()) {
            parts.add(text.textValue());
        }
    }

    /// Whether the job is in a state in which it cannot be done; else the asking was wrong.
    public boolean isConflict() {
        return status == CONFLICT;
    }
}
