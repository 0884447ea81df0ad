package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    /// The first version in a module's build file is that of all modules.
    @Test
    void theDependencyIsShownWithTheVersionThatIsBuilt() throws IOException {
        assertThat(version("README.md")).isEqualTo(version("pom.xml"));
    }

    private static String version(String file) throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(Path.of(file)));
        assertThat(matcher.find()).as("a version in " + file).isTrue();
        return matcher.group(1);
    }
}
