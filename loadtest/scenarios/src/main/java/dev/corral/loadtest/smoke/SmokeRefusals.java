package dev.corral.loadtest.smoke;

import dev.corral.loadtest.smoke.Refusal.Answer;
import java.util.List;
import java.util.Map;

/// One request for each refusal of the API that a client can bring about alone.
final class SmokeRefusals {
    private static final String JOBS = "/v1/jobs";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> HTML = Map.of("Content-Type", "application/json", "Accept", "text/html");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private SmokeRefusals() {}

    static List<Refusal> all() {
        return List.of(
                new Refusal("400 no JSON", "POST", JOBS, JSON, "{", new Answer(400, "malformed")),
                new Refusal("404 no such path", "GET", "/nothing", Map.of(), "", new Answer(404, "not-found")),
                new Refusal("405 wrong method", "PUT", JOBS, JSON, "{}", new Answer(405, "method-not-allowed")),
                new Refusal("406 no such form", "POST", JOBS, HTML, "{}", new Answer(406, "not-acceptable")),
                new Refusal("415 not read here", "POST", JOBS, FORM, "a=b", new Answer(415, "unsupported-media-type")),
                invalid("422 unknown field", """
                    {"kind": "fetch", "items": [], "no_such_field": 1}\
                    """),
                invalid("422 denied address", """
                    {"kind": "fetch", "items": ["http://10.0.0.1/"]}\
                    """),
                invalid("422 numeric look-alike", """
                    {"kind": "fetch", "items": ["http://2130706433/"]}\
                    """),
                invalid("422 out of range", """
                    {"kind": "fetch", "items": [], "concurrency": {"max": 0}}\
                    """));
    }

    private static Refusal invalid(String name, String body) {
        return new Refusal(name, "POST", JOBS, JSON, body, new Answer(422, "validation"));
    }
}
