package dev.corral.server.job;

import dev.corral.server.problem.Problems;
import dev.corral.server.problem.Spot;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the options of an upload from its query: the scalar options of the document by their last name.
///
/// `concurrency` is another name for `max`. Lists and labels cannot be written in a query.
final class QueryReader {
    private static final List<Option<?>> NOT_SCALAR =
            List.of(JobOptions.LABELS, JobOptions.EXPECT_STATUS, JobOptions.RETRY_ON);
    private static final Map<String, Option<?>> BY_NAME = byName();

    private final Problems problems = new Problems();
    private final Values values = new Values();
    private final Map<Option<?>, String> given = new HashMap<>();

    private static Map<String, Option<?>> byName() {
        Map<String, Option<?>> byName = new LinkedHashMap<>();
        for (Option<?> option : JobOptions.ALL) {
            if (!NOT_SCALAR.contains(option) && byName.put(option.name(), option) != null) {
                throw new IllegalStateException(option.path() + " shares its last name, expected it to be unique");
            }
        }
        byName.put("concurrency", JobOptions.CONCURRENCY_MAX);
        return Collections.unmodifiableMap(byName);
    }

    /// @param query decoded, the values of each key in order
    Head read(Map<String, ? extends Collection<String>> query) {
        query.forEach(this::parameter);
        if (!given.containsKey(JobOptions.KIND)) {
            Table.refuseMissing(JobOptions.KIND, place(JobOptions.KIND));
        }
        Head read = new Head(values, problems, this::place);
        Rules.check(read);
        return read;
    }

    private void parameter(String key, Collection<String> texts) {
        Spot at = Spot.query(problems, key);
        Option<?> option = BY_NAME.get(key);
        if (option == null) {
            Table.refuseUnknown(at, BY_NAME.keySet());
            return;
        }
        String earlier = given.putIfAbsent(option, key);
        if (earlier != null || texts.size() != 1) {
            at.refuse(Codes.REPEATED, "is given more than once, expected one value" + alias(earlier));
            return;
        }
        String text = texts.iterator().next();
        values.read(option, option.literal(text), at);
    }

    private static String alias(@Nullable String earlier) {
        return earlier == null ? "" : "; " + earlier + " is the same option";
    }

    private Spot place(Option<?> option) {
        return Spot.query(problems, given.getOrDefault(option, option.name()));
    }
}
