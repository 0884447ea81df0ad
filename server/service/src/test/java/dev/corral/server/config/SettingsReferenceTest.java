package dev.corral.server.config;

import dev.corral.server.DocumentedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of settings that operators read is made from the one that the program reads.
///
/// `mvn test -pl server/service -am -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dcorral.reference=write` writes it anew.
class SettingsReferenceTest {
    private static final DocumentedTable DOCUMENTED = new DocumentedTable(
            Path.of("../../deploy/README.md"),
            "<!-- settings: made by SettingsReferenceTest -->\n",
            "<!-- end of settings -->");
    private static final String HEAD = """
        | option | variable | what | default |
        |---|---|---|---|
        """;

    private static String table() {
        return HEAD
                + Arrays.stream(Setting.values())
                        .map(SettingsReferenceTest::row)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Setting setting) {
        String option = "`" + setting.option() + " " + setting.label() + "`";
        return "| %s | `%s` | %s | %s |"
                .formatted(
                        option.replace("|", "\\|"),
                        setting.variable(),
                        setting.description().replace("|", "\\|"),
                        setting.defaultText());
    }

    @Test
    void theTableForOperatorsIsTheTableOfTheProgram() throws IOException {
        DOCUMENTED.requireEqual(table(), SettingsReferenceTest.class);
    }
}
