package dev.corral.server.job;

import java.util.List;
import java.util.function.Predicate;

/// What the document can say and this version does not do yet. A feature that arrives takes its line away.
final class Unsupported {
    private static final List<Gap<?>> TABLE = List.of(
            new Gap<>(JobOptions.KIND, kind -> kind == JobKind.PIPELINE),
            new Gap<>(JobOptions.MAX_REDIRECTS, redirects -> redirects > 0),
            new Gap<>(JobOptions.PER_S, _ -> true),
            new Gap<>(JobOptions.PER_HOST_PER_S, _ -> true),
            new Gap<>(JobOptions.MAX_ATTEMPTS, attempts -> attempts > 1),
            new Gap<>(JobOptions.ORDER, order -> order == Delivery.Order.INPUT),
            new Gap<>(JobOptions.DEDUPE, dedupe -> dedupe == Intake.Dedupe.URL));

    private Unsupported() {}

    static void check(Head head) {
        TABLE.forEach(gap -> gap.check(head));
    }

    /// Values of an option that are refused for now.
    private record Gap<T>(Option<T> option, Predicate<T> missing) {
        void check(Head head) {
            T value = head.values().find(option);
            if (value != null && missing.test(value)) {
                head.at(option).refuse(Codes.UNSUPPORTED, "not in this version");
            }
        }
    }
}
