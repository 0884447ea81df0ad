package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A table in a document for operators that the program makes: between two marks, each on a line of its own.
///
/// @param document relative to the module
/// @param begin the line before the table, with its end
/// @param end the line after it
public record DocumentedTable(Path document, String begin, String end) {
    /// Holds the document against the table; with `-Dcorral.reference=write` it puts the table there instead.
    ///
    /// @param test that makes the table, for the message
    public void requireEqual(String table, Class<?> test) throws IOException {
        String text = Files.readString(document);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(from).as("where the table begins").isBetween(begin.length(), to);
        if ("write".equals(System.getProperty("corral.reference"))) {
            Files.writeString(document, text.substring(0, from) + table + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("deploy/" + document.getFileName() + "; to write it anew: mvn test -pl server/service -am -Dtest="
                        + test.getSimpleName() + " -Dsurefire.failIfNoSpecifiedTests=false -Dcorral.reference=write")
                .isEqualTo(table);
    }
}
