package dev.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRefusalTest {
    @TempDir
    private Path folder;

    private static AbstractThrowableAssert<?, ?> refusedEnvironment(Map<String, String> environment) {
        return assertThatThrownBy(() -> ServerConfigReader.read(Settings.of(Map.of(), null, environment)))
                .isInstanceOf(ConfigException.class);
    }

    private AbstractThrowableAssert<?, ?> refusedFile(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("c"), content);
        return assertThatThrownBy(() -> ServerConfigReader.read(Settings.of(Map.of(), file.toString(), Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString());
    }

    private static AbstractThrowableAssert<?, ?> refusedOption(Setting setting, String value) {
        return assertThatThrownBy(
                        () -> ServerConfigReader.read(Settings.of(Map.of(setting, List.of(value)), null, Map.of())))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void unknownVariableIsNamedWithThoseThatAreKnown() {
        refusedEnvironment(Map.of("CORRAL_PROT", "1"))
                .hasMessageContaining("CORRAL_PROT")
                .hasMessageContaining("CORRAL_PORT");
    }

    @Test
    void variablesOfTheLauncherAndOfOthersAreNotLookedAt() throws ConfigException {
        Map<String, String> environment = Map.of("CORRAL_JAVA_OPTS", "x", "CORRAL_JDK_DIRS", "y", "CORRALPORT", "z");
        assertThat(ServerConfigReader.read(Settings.of(Map.of(), null, environment)))
                .usingRecursiveComparison()
                .isEqualTo(ServerConfig.defaults());
    }

    @Test
    void variablesThatKubernetesSetsAreExplained() {
        refusedEnvironment(Map.of("CORRAL_SERVICE_HOST", "10.0.0.1")).hasMessageContaining("enableServiceLinks: false");
    }

    @Test
    void badValueIsNamedWithItsSource() {
        refusedEnvironment(Map.of("CORRAL_PORT", "http")).hasMessageStartingWith("CORRAL_PORT is 'http': expected");
        refusedOption(Setting.PORT, "http").hasMessageStartingWith("--port is 'http': expected");
    }

    @Test
    void unknownKeyOfTheFileIsNamed() throws IOException {
        refusedFile("prt = 1".getBytes(StandardCharsets.UTF_8))
                .hasMessageContaining("'prt'")
                .hasMessageContaining("management-port");
    }

    @Test
    void fileCannotNameAnotherFile() throws IOException {
        refusedFile("config = x".getBytes(StandardCharsets.UTF_8)).hasMessageContaining("'config'");
    }

    @Test
    void keyThatStandsTwiceIsRefused() throws IOException {
        refusedFile("port = 1\nport = 2".getBytes(StandardCharsets.UTF_8))
                .hasMessageContaining("'port' stands there twice");
    }

    @Test
    void fileThatIsNotPropertiesInUtf8IsRefused() throws IOException {
        refusedFile(new byte[] {'a', '=', (byte) 0xff}).hasMessageContaining("not UTF-8");
        refusedFile("port = \\u00zz".getBytes(StandardCharsets.UTF_8)).hasMessageContaining("malformed");
    }

    @Test
    void missingFileIsRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of(), folder + "/none", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,65536",
        "PORT,-1",
        "PORT,+1",
        "PORT,''",
        "MANAGEMENT_PORT,99999999999",
        "LOOPS,0",
        "LOOPS,257",
        "WRITE_IDLE,30",
        "WRITE_IDLE,0s",
        "DRAIN_DELAY,-1s",
        "DRAIN_GRACE,forever",
        "ALLOW,127.0.0.1/32",
        "ALLOW,169.254.169.254/32:80",
        "ROOT,docs",
        "ROOT,docs=/nonexistent/folder",
        "ROOT,../x=/",
        "RESOLVER,127.0.0.1",
        "RESOLVER,::1:53",
        "RESOLVER,127.0.0.1:0",
        "RESOLVER,:53",
        "RESOLVER,nowhere.invalid:53",
        "INSECURE,yes"
    })
    void valueOutOfBoundsIsRefused(Setting setting, String value) {
        refusedOption(setting, value).hasMessageContaining(setting.key());
    }

    @Test
    void userAndPasswordOfACollectorAreNotRepeated() {
        for (String url :
                List.of("http://user:pw@h", "http://user:p/w@h:4318/x", "ftp://user:pw@h", "http://user:p w@h")) {
            refusedOption(Setting.OTLP_ENDPOINT, url)
                    .hasMessageContaining("--otlp-endpoint")
                    .hasMessageNotContaining("user:")
                    .hasMessageNotContaining("w@");
        }
        refusedOption(Setting.OTLP_ENDPOINT, "http://user:pw@h").hasMessageContaining("without user and password");
    }

    @Test
    void aDurationIsToldAsItIsWritten() {
        refusedOption(Setting.HEADER_TIMEOUT, "0s").hasMessage("header-timeout is 0s, expected 1ms or more");
    }

    @Test
    void aRootThatIsNotThereIsToldInWords() {
        refusedOption(Setting.ROOT, "docs=/nonexistent/folder")
                .hasMessageContaining("there is none")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aFileIsNoDataFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "x");
        refusedOption(Setting.DATA, file.toString())
                .hasMessageStartingWith("--data is '" + file + "'")
                .hasMessageContaining("expected a folder");
    }

    @Test
    void twoRootsOfOneNameAreRefused() {
        assertThatThrownBy(() -> ServerConfigReader.read(
                        Settings.of(Map.of(Setting.ROOT, List.of("a=/", "a=/tmp")), null, Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("names must differ");
    }

    @Test
    void oneNumberForBothPortsIsRefused() {
        refusedOption(Setting.PORT, "9000").hasMessageContaining("two different");
    }

    /// S18.
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "0"})
    void addressThatOthersReachIsRefusedWithoutConsent(String host) throws ConfigException {
        refusedOption(Setting.HOST, host).hasMessageContaining(host).hasMessageContaining("--insecure");
        Settings consenting =
                Settings.of(Map.of(Setting.HOST, List.of(host), Setting.INSECURE, List.of("true")), null, Map.of());
        assertThat(ServerConfigReader.read(consenting).listen().host()).isEqualTo(host);
    }

    /// S18.
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost"})
    void loopbackNeedsNoConsent(String host) throws ConfigException {
        Settings settings = Settings.of(Map.of(Setting.HOST, List.of(host)), null, Map.of());
        assertThat(ServerConfigReader.read(settings).listen().host()).isNotEqualTo("localhost");
    }

    @Test
    void hostWithoutAddressIsRefused() {
        refusedOption(Setting.HOST, "").hasMessageContaining("host is ''");
        refusedOption(Setting.HOST, "no such host").hasMessageContaining("no such host");
    }

    @Test
    void aBoundOfTheStoreIsASizeThatHoldsAJob() {
        for (String size : List.of("20", "-1G", "20GB", "1.5G")) {
            refusedOption(Setting.STORE_MAX, size)
                    .hasMessageContaining("store-max")
                    .hasMessageContaining("such as 20G");
        }
        refusedOption(Setting.STORE_MAX, "15M").hasMessageContaining("expected 16M or more");
    }
}
