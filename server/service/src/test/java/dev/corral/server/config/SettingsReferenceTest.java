package dev.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of settings that operators read is made from the one that the program reads.
///
/// `mvn test -pl server/service -am -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dcorral.reference=write` writes it anew.
class SettingsReferenceTest {
    private static final Path DOCUMENT = Path.of("../../deploy/README.md");
    private static final String BEGIN = "<!-- settings: made by SettingsReferenceTest -->\n";
    private static final String END = "<!-- end of settings -->";
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
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(begin).as("where the table begins").isBetween(BEGIN.length(), end);
        if ("write".equals(System.getProperty("corral.reference"))) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + table() + document.substring(end));
            return;
        }
        assertThat(document.substring(begin, end))
                .as("deploy/README.md; to write it anew: mvn test -pl server/service -am"
                        + " -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dcorral.reference=write")
                .isEqualTo(table());
    }
}
