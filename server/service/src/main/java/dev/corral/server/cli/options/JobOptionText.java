package dev.corral.server.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.corral.server.job.Limit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the value of an option is typed and shown. What is typed becomes JSON of the type that the document wants;
/// whether it is within its bounds is the document's reader to say.
///
/// @param limit of the option
record JobOptionText(JobOption option, Limit limit) {
    private static final Pattern BOUNDS =
            Pattern.compile("an? (?:integer|number) from (\\S+) to ([^ ,]+)(?: ms| bytes)?(?:, or null)?");
    private static final String WORDS = "one of ";
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}\\.[0-9]{1,18}");

    /// What is typed, as JSON.
    ///
    /// @throws IllegalArgumentException if the form is not what was expected, saying what was
    JsonNode json(String typed) {
        if (isDuration()) {
            return LongNode.valueOf(Amount.millis(typed));
        }
        if (isSize()) {
            return LongNode.valueOf(Amount.bytes(typed));
        }
        if (isList()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            List.of(typed.split(",", -1)).forEach(list::add);
            return list;
        }
        if (isWord()) {
            return TextNode.valueOf(typed.replace('-', '_'));
        }
        return number(typed);
    }

    private JsonNode number(String typed) {
        if (INTEGER.matcher(typed).matches()) {
            BigInteger number = new BigInteger(typed);
            return number.bitLength() < Integer.SIZE
                    ? LongNode.valueOf(option.inDocument(number.intValue()))
                    : BigIntegerNode.valueOf(number);
        }
        if (NUMBER.matcher(typed).matches()) {
            return DecimalNode.valueOf(new BigDecimal(typed));
        }
        return TextNode.valueOf(typed);
    }

    private boolean isDuration() {
        return option.path().endsWith("_ms");
    }

    private boolean isSize() {
        return option.path().endsWith("_bytes");
    }

    private boolean isList() {
        return limit.fallback() instanceof List;
    }

    private boolean isWord() {
        return limit.allowed().startsWith(WORDS);
    }

    /// The values that it can have, in the form in which they are typed.
    String allowed() {
        Matcher bounds = BOUNDS.matcher(limit.allowed());
        if (bounds.matches()) {
            return bound(bounds.group(1)) + " to " + bound(bounds.group(2));
        }
        return isWord() ? limit.allowed().replace('_', '-') : limit.allowed();
    }

    private String bound(String number) {
        if (isDuration()) {
            return Amount.ofMillis(Long.parseLong(number));
        }
        if (isSize()) {
            return Amount.ofBytes(Long.parseLong(number));
        }
        return typed(number);
    }

    /// What would be typed for a number of the document.
    String typed(String number) {
        return INTEGER.matcher(number).matches()
                ? Long.toString(Long.parseLong(number) - option.inDocument(0))
                : number;
    }

    /// A value of the document as it would be typed.
    String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Number number when isDuration() -> unit(number, Amount::ofMillis);
            case Number number when isSize() -> unit(number, Amount::ofBytes);
            case Number number -> typed(number.toString());
            case List<?> list -> list.stream().map(Object::toString).collect(Collectors.joining(","));
            default -> value.toString().replace('_', '-');
        };
    }

    private static String unit(Number number, LongFunction<String> text) {
        return text.apply(number.longValue());
    }
}
