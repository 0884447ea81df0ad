package dev.corral.loadtest.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A job to send, and what must come of it.
///
/// @param name of the group in reports
/// @param query of the URL, with its question mark; empty for none
/// @param urls what the items ask for, by index; empty for a listing
record JobRequest(String name, String contentType, String query, String body, List<String> urls, Expected expected) {
    private static final JsonMapper JSON = new JsonMapper();

    JobRequest {
        urls = List.copyOf(urls);
    }

    /// A job document with these items.
    static JobRequest json(String name, String document, List<String> urls, Expected expected) {
        ObjectNode job = object(document);
        urls.forEach(job.withArray("items")::add);
        return new JobRequest(name, "application/json", "", job.toString(), urls, expected);
    }

    /// A job document as it is, whose items are no URLs.
    static JobRequest list(String name, String document, Expected expected) {
        return new JobRequest(name, "application/json", "", object(document).toString(), List.of(), expected);
    }

    static JobRequest ndjson(String name, String document, List<String> urls, Expected expected) {
        StringBuilder body = new StringBuilder(object(document).toString()).append('\n');
        urls.forEach(url -> body.append('"').append(url).append("\"\n"));
        return new JobRequest(name, "application/x-ndjson", "", body.toString(), urls, expected);
    }

    static JobRequest text(String name, String query, List<String> urls, Expected expected) {
        String body = "# one URL a line\n\n" + String.join("\r\n", urls) + "\n";
        return new JobRequest(name, "text/plain", query, body, urls, expected);
    }

    private static ObjectNode object(String document) {
        try {
            JsonNode json = JSON.readTree(document);
            return (ObjectNode) json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job of the scenario is not JSON: " + document, e);
        }
    }
}
