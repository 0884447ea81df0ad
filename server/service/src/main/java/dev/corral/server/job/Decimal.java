package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.corral.server.problem.Spot;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers within bounds, both included, fractions allowed: rates and shares.
record Decimal(double min, double max) implements Domain<Double> {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?");

    @Override
    public @Nullable Double read(JsonNode node, Spot at) {
        if (!node.isNumber()) {
            return refuseType(node, at);
        }
        // A number beyond doubles becomes an infinity here, and is out of range like any other.
        double value = node.doubleValue();
        if (!admits(value)) {
            return at.refuse(Codes.RANGE, "is " + Shown.of(node.asText()) + ", expected " + expected());
        }
        return value;
    }

    @Override
    public boolean admits(Double value) {
        return min <= value && value <= max;
    }

    @Override
    public Object show(Double value) {
        return value;
    }

    @Override
    public String expected() {
        return "a number from " + plain(min) + " to " + plain(max);
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    @Override
    public JsonNode literal(String text) {
        return NUMBER.matcher(text).matches() ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
    }
}
