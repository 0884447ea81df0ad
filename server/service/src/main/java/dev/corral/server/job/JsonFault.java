package dev.corral.server.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is wrong with a text that is no JSON, in our words: the parser's speak of its classes and settings.
///
/// @param begins how the parser begins to say it; what its group holds, if it has one, is the client's own text
/// @param words what we say, and where the client's text stands in it
record JsonFault(Pattern begins, String words) {
    private static final int LONGEST = 40;

    private static final List<JsonFault> ALL = List.of(
            fault("Duplicate field '(.*)'", "the key '%s' stands there twice"),
            fault("Unexpected character \\('(.*)' \\(code", "'%s' cannot stand there"),
            fault("Unrecognized token '(.*)':", "'%s' is no value"),
            fault("Unrecognized character escape", "there is no such escape"),
            fault("Illegal unquoted character", "a control character stands in a string, expected an escape"),
            fault("Illegal character", "a control character cannot stand there"),
            fault("Unexpected close marker '(.*)':", "'%s' closes what is not open"),
            fault("Invalid numeric value|Leading zeroes", "a number is not written as JSON writes it"),
            fault("Non-standard token '(.*)'", "'%s' is no value"));

    private static JsonFault fault(String begins, String words) {
        return new JsonFault(Pattern.compile("^(?:" + begins + ")", Pattern.DOTALL), words);
    }

    static String of(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        String said = e.getOriginalMessage();
        return ALL.stream()
                .filter(fault -> fault.begins.matcher(said).find())
                .findFirst()
                .map(fault -> fault.told(said))
                .orElse("it breaks off the grammar there");
    }

    private String told(String said) {
        Matcher at = begins.matcher(said);
        if (!at.find() || at.groupCount() == 0) {
            return words;
        }
        String text = at.group(1);
        return words.formatted(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
    }
}
