package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.corral.server.problem.Spot;
import java.math.BigInteger;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Integers within bounds, both included: counts, sizes and durations.
///
/// Only what is written as an integer is one: `1.0` and `1e3` are of the wrong type.
record Whole<T>(Bounds bounds, LongFunction<T> of, ToLongFunction<T> in) implements Domain<T> {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,30})");

    /// @param unit how a number of them is called, empty for plain counts
    record Bounds(long min, long max, String unit) {}

    static Domain<Integer> count(int min, int max) {
        return new Whole<>(new Bounds(min, max, ""), Math::toIntExact, Integer::longValue);
    }

    static Domain<Long> bytes(long min, long max) {
        return new Whole<>(new Bounds(min, max, " bytes"), Long::valueOf, Long::longValue);
    }

    static Domain<Duration> millis(Duration min, Duration max) {
        return new Whole<>(new Bounds(min.toMillis(), max.toMillis(), " ms"), Duration::ofMillis, Duration::toMillis);
    }

    @Override
    public @Nullable T read(JsonNode node, Spot at) {
        if (!node.isIntegralNumber()) {
            return refuseType(node, at);
        }
        if (!node.canConvertToLong() || !within(node.longValue())) {
            return at.refuse(Codes.RANGE, "is " + Shown.of(node.asText()) + ", expected " + expected());
        }
        return of.apply(node.longValue());
    }

    @Override
    public boolean admits(T value) {
        long number = in.applyAsLong(value);
        // The way back catches what the document cannot say: a duration with a part of a millisecond.
        return within(number) && of.apply(number).equals(value);
    }

    private boolean within(long number) {
        return bounds.min <= number && number <= bounds.max;
    }

    @Override
    public Object show(T value) {
        return in.applyAsLong(value);
    }

    @Override
    public String expected() {
        return "an integer from " + bounds.min + " to " + bounds.max + bounds.unit;
    }

    @Override
    public JsonNode literal(String text) {
        return INTEGER.matcher(text).matches() ? BigIntegerNode.valueOf(new BigInteger(text)) : TextNode.valueOf(text);
    }
}
