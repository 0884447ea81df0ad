package dev.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsPrecedenceTest {
    @TempDir
    private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("corral.properties"), text).toString();
    }

    private static ServerConfig read(Map<Setting, List<String>> options, String file, Map<String, String> environment)
            throws ConfigException {
        return ServerConfigReader.read(Settings.of(options, file, environment));
    }

    @Test
    void nothingGivenIsTheDefault() throws ConfigException {
        ServerConfig config = ServerConfigReader.read(Settings.of(Map.of(), null, Map.of()));
        assertThat(config).usingRecursiveComparison().isEqualTo(ServerConfig.defaults());
    }

    @Test
    void optionWinsOverEnvironmentOverFileOverDefault() throws Exception {
        String file = file("port = 1\nmanagement-port = 2\nloops = 3\n");
        ServerConfig config = read(
                Map.of(Setting.PORT, List.of("11")),
                file,
                Map.of("CORRAL_PORT", "21", "CORRAL_MANAGEMENT_PORT", "22", "HOME", "/"));
        assertThat(config.listen().port()).isEqualTo(11);
        assertThat(config.listen().managementPort()).isEqualTo(22);
        assertThat(config.capacity().loops()).isEqualTo(3);
        assertThat(config.writeIdle()).isEqualTo(ServerConfig.DEFAULT_WRITE_IDLE);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() throws Exception {
        ServerConfig config = read(Map.of(), file("\uFEFFport = 1\r\nmanagement-port = 2\r\n"), Map.of());
        assertThat(config.listen().port()).isEqualTo(1);
    }

    @Test
    void listsAreTakenWholeFromTheStrongestSource() throws Exception {
        String file = file("allow = 127.0.0.1/32:1, [::1]/128:2\n");
        assertThat(read(Map.of(), file, Map.of()).allow().toString()).isEqualTo("[127.0.0.1/32:1, [::1]/128:2]");
        assertThat(read(Map.of(), file, Map.of("CORRAL_ALLOW", "10.0.0.0/8:3"))
                        .allow()
                        .toString())
                .isEqualTo("[10.0.0.0/8:3]");
        assertThat(read(Map.of(), file, Map.of("CORRAL_ALLOW", "")).allow()).isEmpty();
        assertThat(read(
                                Map.of(Setting.ALLOW, List.of("10.0.0.0/8:4", "10.0.0.0/8:5")),
                                file,
                                Map.of("CORRAL_ALLOW", "10.0.0.0/8:3"))
                        .allow()
                        .toString())
                .isEqualTo("[10.0.0.0/8:4, 10.0.0.0/8:5]");
    }

    @Test
    void commasSeparateOnlyWhereAListIsOneText() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("a,b"));
        ServerConfig config =
                ServerConfigReader.read(Settings.of(Map.of(Setting.ROOT, List.of("odd=" + odd)), null, Map.of()));
        assertThat(config.roots().names()).containsExactly("odd");
    }

    @Test
    void environmentCanNameTheFileAndTheOptionWins() throws Exception {
        String file = file("loops = 3\n");
        Map<String, String> environment = Map.of("CORRAL_CONFIG", file);
        assertThat(ServerConfigReader.read(Settings.of(Map.of(), null, environment))
                        .capacity()
                        .loops())
                .isEqualTo(3);
        Path other = Files.writeString(folder.resolve("other"), "loops = 4\n");
        assertThat(read(Map.of(), other.toString(), environment).capacity().loops())
                .isEqualTo(4);
    }

    @Test
    void everySettingReachesTheConfiguration() throws Exception {
        String file = file("""
            # all of them
            port: 1
            management-port = 2
            host = localhost
            allow = 127.0.0.1/32:3
            root = here=%s
            write-idle = 1s
            drain-delay = 2s
            drain-grace = 3s
            loops = 4
            attached-jobs = 5
            store-max = 20G
            insecure = true
            """.formatted(folder));
        ServerConfig config = read(Map.of(), file, Map.of());
        assertThat(config.listen()).isEqualTo(new ServerConfig.Listen("127.0.0.1", 1, 2));
        assertThat(config.allow()).hasSize(1);
        assertThat(config.roots().names()).containsExactly("here");
        assertThat(config.writeIdle()).hasSeconds(1);
        assertThat(config.drain().delay()).hasSeconds(2);
        assertThat(config.drain().grace()).hasSeconds(3);
        assertThat(config.capacity().loops()).isEqualTo(4);
        assertThat(config.capacity().attachedJobs()).isEqualTo(5);
        assertThat(config.storage().mostBytes()).isEqualTo(20L << 30);
    }

    @Test
    void portsOfPublicAddressesAreOpenedOneByOne() throws Exception {
        assertThat(read(Map.of(), file("public-port = 3000, 9443\n"), Map.of()).publicPorts())
                .containsExactlyInAnyOrder(3000, 9443);
        assertThat(read(Map.of(), file(""), Map.of()).publicPorts()).isEmpty();
        assertThatThrownBy(() -> read(Map.of(), file("public-port = 0\n"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("public-port");
    }
}
