package dev.corral.loadtest.smoke;

import java.util.Map;

/// A request that must be refused.
///
/// @param name of the group in reports
record Refusal(String name, String method, String path, Map<String, String> headers, String body, Answer answer) {
    /// How it must be refused.
    ///
    /// @param slug the problem's type, without `/problems/`
    record Answer(int status, String slug) {}

    Refusal {
        headers = Map.copyOf(headers);
    }
}
