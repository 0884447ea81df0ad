package dev.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.logging.LogFormat;
import dev.corral.server.tracing.TraceSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetrySettingsTest {
    private static Telemetry read(Map<Setting, List<String>> options) throws ConfigException {
        return ServerConfigReader.read(Settings.of(options, null, Map.of())).telemetry();
    }

    @Test
    void byDefaultTheLogIsTextAndNothingIsTraced() throws ConfigException {
        assertThat(read(Map.of())).isEqualTo(new Telemetry(LogFormat.TEXT, null));
    }

    @Test
    void whatDoesNothingWithoutACollectorIsRefused() {
        assertThatThrownBy(() -> read(Map.of(Setting.TRACE_RATIO, List.of("0.5"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--trace-ratio is '0.5', which does nothing without --otlp-endpoint"
                        + " (CORRAL_OTLP_ENDPOINT): set both, or neither");
        assertThatThrownBy(() ->
                        ServerConfigReader.read(Settings.of(Map.of(), null, Map.of("CORRAL_TRACE_UPSTREAM", "true"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("CORRAL_TRACE_UPSTREAM is 'true', which does nothing");
    }

    @Test
    void thatNothingIsTracedMayBeSaid() throws ConfigException {
        Map<Setting, List<String>> nothing =
                Map.of(Setting.TRACE_RATIO, List.of("0"), Setting.TRACE_UPSTREAM, List.of("false"));
        assertThat(read(nothing).traces()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:4318, http://127.0.0.1:4318/v1/traces",
        "http://[::1]:4318/, http://[::1]:4318/v1/traces",
        "https://collector.example/otlp/v1/traces, https://collector.example/otlp/v1/traces"
    })
    void aCollectorSwitchesTracingOn(String text, URI endpoint) throws ConfigException {
        assertThat(read(Map.of(Setting.OTLP_ENDPOINT, List.of(text))).traces())
                .isEqualTo(new TraceSettings(endpoint, TraceSettings.DEFAULT_RATIO, false));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:4318, http://127.0.0.1:4318/v1/traces",
        "https://c.example/v1/traces?api_key=secret, https://c.example/v1/traces?..."
    })
    void theLogShowsNoKeyOfACollector(String text, String shown) {
        TraceSettings traces = new TraceSettings(TraceSettings.endpoint(text), 1, false);
        assertThat(traces.shown()).isEqualTo(shown);
    }

    @Test
    void allOfItCanBeSet() throws ConfigException {
        Telemetry telemetry = read(Map.of(
                Setting.LOG_FORMAT, List.of("json"),
                Setting.OTLP_ENDPOINT, List.of("http://c:4318"),
                Setting.TRACE_RATIO, List.of("0.5"),
                Setting.TRACE_UPSTREAM, List.of("true")));
        assertThat(telemetry)
                .isEqualTo(new Telemetry(
                        LogFormat.JSON, new TraceSettings(URI.create("http://c:4318/v1/traces"), 0.5, true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "c:4318", "ftp://c", "http://", "http://user:secret@c:4318", "http://c/#x", "http://a b"})
    void whatIsNoCollectorIsRefused(String text) {
        assertThatThrownBy(() -> read(Map.of(Setting.OTLP_ENDPOINT, List.of(text))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--otlp-endpoint")
                .hasMessageContaining("http://127.0.0.1:4318");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.01", "10%", "NaN", "1e-3"})
    void whatIsNoShareIsRefused(String text) {
        assertThatThrownBy(() -> read(Map.of(Setting.TRACE_RATIO, List.of(text))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--trace-ratio")
                .hasMessageContaining("0 to 1");
    }

    @Test
    void whatIsNoFormatIsRefused() {
        assertThatThrownBy(() -> read(Map.of(Setting.LOG_FORMAT, List.of("xml"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected text or json");
    }
}
