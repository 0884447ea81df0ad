package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LeashTest {
    @Test
    void settingsOfAServiceOfYourOwnAreNotThoseOfAStack() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CORRAL_KEY_FILE",
                "/nowhere/keys",
                "CORRAL_DATA",
                "/var/lib/corral",
                "CORRAL_ODD",
                "",
                "PATH",
                "/bin"));
        Leash.forgetSettings(environment);
        assertThat(environment).containsOnlyKeys("PATH");
    }
}
