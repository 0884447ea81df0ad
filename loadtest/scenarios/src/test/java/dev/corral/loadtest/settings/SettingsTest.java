package dev.corral.loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    private static final Settings SETTINGS = new Settings(
            new Target("http://127.0.0.1:8080/", "http://127.0.0.1:9000", "http://[::1]:9100", "docs"),
            new Load(3, Duration.ofMillis(1500)),
            Path.of("out"));

    @Test
    void comeBackFromProperties() {
        assertThat(Settings.read(SETTINGS.properties()::get)).isEqualTo(SETTINGS);
        assertThat(SETTINGS.target().service()).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void nameAllThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(_ -> null))
                .withMessageContaining("-Dcorral.url (the API, such as http://127.0.0.1:8080)")
                .withMessageContaining("-Dcorral.management.url")
                .withMessageContaining("-Dcorral.origin.url");
    }

    @ParameterizedTest
    @CsvSource({
        "corral.url, ftp://x, expected http://HOST:PORT",
        "corral.url, http://x/y, expected http://HOST:PORT",
        "corral.origin.url, ' ', -Dcorral.origin.url",
        "corral.origin.url, 127.0.0.1:9100, expected http://HOST:PORT",
        "corral.users, 0, users is 0; expected 1 to 10000",
        "corral.users, many, corral.users is \"many\"",
        "corral.duration, soon, corral.duration is \"soon\"",
        "corral.duration, -1s, expected a millisecond or more"
    })
    void refuseWhatIsWrong(String property, String value, String message) {
        Map<String, String> properties = new HashMap<>(SETTINGS.properties());
        properties.put(property, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(properties::get))
                .withMessageContaining(message);
    }

    @Test
    void haveDefaultsForTheLoad() {
        Map<String, String> properties = new HashMap<>(SETTINGS.properties());
        properties.remove(Settings.USERS);
        properties.remove(Settings.DURATION);
        assertThat(Settings.read(properties::get).load()).isEqualTo(new Load(2, Duration.ofSeconds(5)));
    }

    @Test
    void findNeighboursOnTheSameHost() {
        assertThat(Target.onSameHost("http://127.0.0.1:8080", 9000)).isEqualTo("http://127.0.0.1:9000");
        assertThat(Target.onSameHost("http://[::1]:8080/", 9000)).isEqualTo("http://[::1]:9000");
    }
}
