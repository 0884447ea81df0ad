package dev.corral.server.job;

import java.util.List;
import java.util.regex.Pattern;

/// The HTTP statuses that count as success: classes such as `2xx` and single codes such as `404`.
///
/// @param patterns 1 to [#MAX] of them
public record ExpectedStatus(List<String> patterns) {
    static final int MAX = 32;
    private static final Pattern FORM = Pattern.compile("[1-5](xx|[0-9][0-9])");

    public ExpectedStatus {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty() || patterns.size() > MAX || !patterns.stream().allMatch(ExpectedStatus::isPattern)) {
            throw new IllegalArgumentException(
                    "expect_status is " + patterns + ", expected 1 to " + MAX + " entries such as 2xx or 404");
        }
    }

    static boolean isPattern(String text) {
        return FORM.matcher(text).matches();
    }

    public boolean accepts(int status) {
        for (String pattern : patterns) {
            if (pattern.endsWith("xx")
                    ? pattern.charAt(0) - '0' == status / 100
                    : Integer.parseInt(pattern) == status) {
                return true;
            }
        }
        return false;
    }
}
