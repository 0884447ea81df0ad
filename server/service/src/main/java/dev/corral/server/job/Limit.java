package dev.corral.server.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One option of the job document as told to whoever asks what is allowed.
///
/// @param option `group.name`, or the bare name at the top of the document
/// @param allowed the values it can have, in words
/// @param fallback what it is when left out, JSON-ready; null when it then is absent, or is required
public record Limit(String option, String allowed, @Nullable Object fallback) {
    /// All options, in the order of the document.
    public static List<Limit> all() {
        return JobOptions.ALL.stream().<Limit>map(Limit::of).toList();
    }

    private static <T> Limit of(Option<T> option) {
        return new Limit(option.path(), option.expected(), option.show(option.fallback()));
    }
}
