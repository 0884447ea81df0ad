package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftFoldersTest {
    @TempDir
    private Path place;

    /// Another process: one that has a folder, says where, and keeps it until it is killed; or one that deletes what
    /// was left.
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            Path place = Path.of(arguments[1]);
            switch (arguments[0]) {
                case "owner" -> {
                    PassingFolder made = PassingFolder.make(place);
                    Files.writeString(made.path().resolve("corral.db"), "rows");
                    System.out.println(made.path());
                    var _ = System.in.read();
                }
                case "deleter" -> new LeftFolders(place, Files.getOwner(place)).delete();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private Process start(String role) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        role,
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitEnd(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Path folderOf(Process owner) throws IOException {
        return Path.of(owner.inputReader().readLine());
    }

    private void deleteLeft() throws IOException {
        new LeftFolders(place, Files.getOwner(place)).delete();
    }

    /// As a killed process leaves it.
    private Path left(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(folder.resolve(PassingFolder.OWNER));
        Files.writeString(folder.resolve("corral.db"), "rows");
        return folder;
    }

    @Test
    void thatOfAKilledProcessGoesAndThatOfALivingOneStays() throws IOException, InterruptedException {
        Process killed = start("owner");
        Process living = start("owner");
        try {
            Path ofKilled = folderOf(killed);
            Path ofLiving = folderOf(living);
            deleteLeft();
            assertThat(ofKilled).isNotEmptyDirectory();
            killed.destroyForcibly();
            awaitEnd(killed);
            deleteLeft();
            assertThat(ofKilled).doesNotExist();
            assertThat(ofLiving.resolve("corral.db")).exists();
        } finally {
            killed.destroyForcibly();
            living.destroyForcibly();
        }
    }

    @Test
    void thoseOfTheSameProcessStayAndKeepTheirLocks() throws IOException, InterruptedException {
        try (PassingFolder own = PassingFolder.make(place)) {
            deleteLeft();
            assertThat(own.path()).isNotEmptyDirectory();
            Process other = start("deleter");
            awaitEnd(other);
            assertThat(other.exitValue()).isZero();
            assertThat(own.path()).isNotEmptyDirectory();
        }
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void aFolderWithoutAnOwnersFileIsNotOurs() throws IOException {
        Path other = left(place.resolve("corral-of-somebody"));
        Files.delete(other.resolve(PassingFolder.OWNER));
        deleteLeft();
        assertThat(other.resolve("corral.db")).exists();
    }

    @Test
    void aFolderThatOthersMayUseIsNotOurs() throws IOException {
        Path other = left(place.resolve("corral-shared"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxrwx---"));
        deleteLeft();
        assertThat(other.resolve("corral.db")).exists();
    }

    @Test
    void aFolderOfAnotherUserIsNotOurs() throws IOException {
        Path other = left(place.resolve("corral-of-another"));
        var root = place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root");
        var nobody = place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        new LeftFolders(place, Files.getOwner(place).equals(root) ? nobody : root).delete();
        assertThat(other.resolve("corral.db")).exists();
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Path precious = left(place.resolve("precious"));
        Path link = Files.createSymbolicLink(place.resolve("corral-link"), precious);
        Path folder = left(place.resolve("corral-with-linked-owner"));
        Files.delete(folder.resolve(PassingFolder.OWNER));
        Files.createSymbolicLink(folder.resolve(PassingFolder.OWNER), precious.resolve(PassingFolder.OWNER));
        deleteLeft();
        assertThat(link).isSymbolicLink();
        assertThat(precious.resolve("corral.db")).exists();
        assertThat(folder.resolve("corral.db")).exists();
    }

    @Test
    void whatItsFilesLinkToStays() throws IOException {
        Path precious = Files.writeString(place.resolve("precious"), "mine");
        Path folder = left(place.resolve("corral-with-link"));
        Files.createSymbolicLink(folder.resolve("link"), precious);
        deleteLeft();
        assertThat(folder).doesNotExist();
        assertThat(precious).hasContent("mine");
    }

    @Test
    void whatHoldsAFolderStaysAndStopsNoStart() throws IOException {
        Path odd = left(place.resolve("corral-odd"));
        Files.createDirectory(odd.resolve("folder"));
        Path gone = left(place.resolve("corral-plain"));
        deleteLeft();
        assertThat(odd.resolve(PassingFolder.OWNER)).exists();
        assertThat(gone).doesNotExist();
    }

    @Test
    void aPlaceThatIsNotThereIsNoFailure() throws IOException {
        new LeftFolders(place.resolve("none"), Files.getOwner(place)).delete();
        assertThat(place).isEmptyDirectory();
    }
}
