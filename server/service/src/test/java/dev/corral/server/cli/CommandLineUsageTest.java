package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandLineUsageTest {
    private final Spoken spoken = new Spoken(Map.of());

    private void refuses(String message, String hint, String... arguments) {
        assertThat(spoken.run(arguments)).isEqualTo(2);
        assertThat(spoken.err()).contains(message).endsWith("Try '" + hint + " --help'.\n");
        assertThat(spoken.out()).isEmpty();
    }

    @Test
    void noCommandIsWrongUsage() {
        refuses("a command is missing", "corral");
    }

    @Test
    void unknownCommandIsNamedWithTheNearest() {
        refuses(
                "unknown command 'serv', expected one of demo, serve, fetch, list, jobs, job, cancel, pause, resume,"
                        + " retry, tree, example, stack, busy, origin, loadtest, bench",
                "corral",
                "serv");
        assertThat(spoken.err()).contains("Did you mean: corral serve");
    }

    @Test
    void commandsAreNotAbbreviated() {
        refuses("unknown command 'load'", "corral", "load");
    }

    @Test
    void unknownOptionIsNamed() {
        refuses("unknown option '--prot'", "corral serve", "serve", "--prot", "1");
    }

    @Test
    void argumentThatNobodyTakesIsNamed() {
        refuses("unexpected argument 'extra'", "corral serve", "serve", "extra");
    }

    @Test
    void optionWithoutItsValueIsNamed() {
        refuses("'--port'", "corral serve", "serve", "--port");
    }

    @Test
    void optionThatIsGivenTwiceIsNamed() {
        refuses("'--port'", "corral serve", "serve", "--port", "1", "--port", "2");
    }

    @Test
    void argumentsAreNotReadFromFiles() {
        refuses("'@/etc/passwd'", "corral", "@/etc/passwd");
    }

    @Test
    void wrongConfigurationStopsTheStart() {
        refuses("host is '0.0.0.0'", "corral serve", "serve", "--host", "0.0.0.0", "--insecure=false");
    }

    @Test
    void environmentIsLookedAt() {
        Spoken strange = new Spoken(Map.of("CORRAL_STRANGE", "1"));
        assertThat(strange.run("serve")).isEqualTo(2);
        assertThat(strange.err()).contains("CORRAL_STRANGE");
    }

    @Test
    void whatOtherCommandsReadInTheEnvironmentIsKnown() {
        Spoken both = new Spoken(Map.of("CORRAL_SERVER", "http://x", "CORRAL_KEY", "k", "CORRAL_STRANGE", "1"));
        assertThat(both.run("serve")).isEqualTo(2);
        assertThat(both.err()).contains("CORRAL_STRANGE").doesNotContain("CORRAL_KEY,", "CORRAL_SERVER,");
    }

    @Test
    void portInUseIsSaidPlainly() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refuses(
                    "cannot listen on 127.0.0.1:" + port + ": Address already in use",
                    "corral serve",
                    "serve",
                    "--management-port=0",
                    "--port",
                    port);
        }
    }

    @Test
    void itemsOutOfBoundsAreRefused() {
        refuses("--items is -1, expected 0 to", "corral demo", "demo", "--items", "-1");
    }

    @Test
    void missingJarIsSaidWithTheWayToGetIt(@TempDir Path empty) {
        String before = System.setProperty("corral.origin.jar", empty + "/corral-origin.jar");
        try {
            refuses(empty + "/corral-origin.jar", "corral origin", "origin", "--port", "0");
            assertThat(spoken.err()).contains("deploy/corral", "mvn package -pl loadtest/origin");
        } finally {
            if (before == null) {
                System.clearProperty("corral.origin.jar");
            } else {
                System.setProperty("corral.origin.jar", before);
            }
        }
    }
}
