package dev.corral.loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    private static final Settings SETTINGS = new Settings(
            "smoke",
            "full",
            new Target("http://127.0.0.1:8080/", "http://127.0.0.1:9000", "http://[::1]:9100", "docs"),
            Map.of("users", "3"),
            null,
            Path.of("out"),
            9101);

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    @Test
    void comeBackFromProperties() {
        assertThat(Settings.read("smoke", properties(SETTINGS.properties()))).isEqualTo(SETTINGS);
        assertThat(SETTINGS.target().service()).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void nameAllThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read("smoke", new Properties()))
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
        "corral.origin.hosts, many, corral.origin.hosts is \"many\"",
        "corral.origin.hosts, 0, hosts is 0; expected 1 to 250",
        "corral.metrics.port, 65536, the metrics port is 65536; expected 0 to 65535"
    })
    void refuseWhatIsWrong(String property, String value, String message) {
        Map<String, String> values = new HashMap<>(SETTINGS.properties());
        values.put(property, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read("smoke", properties(values)))
                .withMessageContaining(message);
    }

    @Test
    void overrideTheLoadOfThePlan() throws IOException {
        assertThat(SETTINGS.plan().load().whole("users")).isEqualTo(3);
    }

    @Test
    void findNeighboursOnTheSameHost() {
        assertThat(Target.onSameHost("http://127.0.0.1:8080", 9000)).isEqualTo("http://127.0.0.1:9000");
        assertThat(Target.onSameHost("http://[::1]:8080/", 9000)).isEqualTo("http://[::1]:9000");
    }

    @Test
    void countHostsOfTheOriginFromItsOwn() {
        Target target = new Target("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3", null).withHosts(8);
        assertThat(target.originAt(0)).isEqualTo("http://127.0.0.1:3");
        assertThat(target.originAt(7)).isEqualTo("http://127.0.0.8:3");
        assertThat(target.originAt(8)).isEqualTo("http://127.0.0.1:3");
    }
}
