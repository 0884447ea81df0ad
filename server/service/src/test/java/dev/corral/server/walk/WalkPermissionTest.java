package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Root may read everything, so the walks of these tests run in a process of the user `nobody`.
final class WalkPermissionTest {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "--");

    @TempDir
    Path folder;

    @TempDir
    Path classes;

    private List<String> prefix;

    @BeforeEach
    void plant() throws IOException {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        prefix = root ? AS_NOBODY : List.of();
        assumeTrue(
                !root || Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "SKIPPED: runs as root, and setpriv (util-linux) is not there to drop to nobody");
        permit(folder, "rwxr-xr-x");
        for (String name : List.of("closed", "names-only", "open")) {
            Files.createDirectory(folder.resolve(name));
            Files.createFile(folder.resolve(name + "/file"));
        }
        permit(folder.resolve("closed"), "---------");
        permit(folder.resolve("names-only"), "r--r--r--");
    }

    @AfterEach
    void dig() throws IOException {
        permit(folder.resolve("closed"), "rwx------");
        permit(folder.resolve("names-only"), "rwx------");
    }

    @Test
    void anUnreadableFolderIsOneErrorAndTheWalkGoesOn() throws IOException, InterruptedException {
        assertThat(OtherProcess.output(OtherProcess.lister(prefix, classes, folder)))
                .containsExactlyInAnyOrder(
                        "closed DIR PERMISSION closed",
                        "names-only DIR PERMISSION names-only",
                        "open DIR - open",
                        "open/file FILE - file");
    }

    @Test
    void anUnreadableRootStopsTheStart() throws IOException, InterruptedException {
        ProcessBuilder lister = OtherProcess.lister(prefix, classes, folder.resolve("closed"));
        Process process = lister.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        assertThat(output).contains("must be an existing folder that this process may read");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
