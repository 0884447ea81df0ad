package dev.corral.loadtest.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarsTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void makeJars() throws IOException {
        Files.createFile(folder.resolve("corral.jar"));
        Files.createFile(folder.resolve("corral-origin.jar"));
    }

    private Jars find(Map<String, String> properties) {
        return Jars.find(properties::get, folder);
    }

    @Test
    void lieBesideTheDriver() {
        assertThat(find(Map.of()))
                .isEqualTo(new Jars(folder.resolve("corral.jar"), folder.resolve("corral-origin.jar")));
    }

    @Test
    void areWhereAPropertySays() throws IOException {
        Path other = Files.createFile(folder.resolve("other.jar"));
        assertThat(find(Map.of("corral.jar", other.toString())))
                .isEqualTo(new Jars(other, folder.resolve("corral-origin.jar")));
    }

    @Test
    void areNamedWhenTheyAreNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(Map.of("corral.origin.jar", "no/such.jar")))
                .withMessageContaining("no/such.jar")
                .withMessageContaining("-Dcorral.origin.jar=FILE");
    }
}
