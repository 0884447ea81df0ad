package dev.corral.server.config;

import java.util.Arrays;
import java.util.List;

/// What was said about one setting, and where.
///
/// @param source for messages: `--port`, `CORRAL_PORT`, `port in corral.properties`
/// @param values one, unless the setting is a list
record Given(String source, List<String> values) {
    Given {
        values = List.copyOf(values);
    }

    /// From a text that holds a whole list, separated by commas.
    static Given ofText(Setting setting, String source, String text) {
        if (setting.form() != Setting.Form.LIST) {
            return new Given(source, List.of(text.strip()));
        }
        return new Given(
                source,
                text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }
}
