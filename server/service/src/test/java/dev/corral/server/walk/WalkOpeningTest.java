package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WalkOpeningTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(Listing.refusal(folder, "none/deeper").kind()).isEqualTo(WalkError.Kind.NOT_FOUND);
    }

    @Test
    void aFileIsNotAFolder() throws IOException {
        Files.createFile(folder.resolve("file"));
        assertThat(Listing.refusal(folder, "file")).isEqualTo(WalkError.NOT_FOLDER);
        assertThat(Listing.refusal(folder, "file/x")).isEqualTo(WalkError.NOT_FOLDER);
    }

    @Test
    void noWalkStartsThroughALink() throws IOException {
        Files.createDirectories(folder.resolve("real/sub"));
        Files.createSymbolicLink(folder.resolve("inside"), Path.of("real"));
        Files.createSymbolicLink(folder.resolve("outside"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
        assertThat(Listing.refusal(folder, "inside")).isEqualTo(WalkError.THROUGH_LINK);
        assertThat(Listing.refusal(folder, "inside/sub")).isEqualTo(WalkError.THROUGH_LINK);
        assertThat(Listing.refusal(folder, "outside")).isEqualTo(WalkError.THROUGH_LINK);
        assertThat(Listing.refusal(folder, "self")).isEqualTo(WalkError.THROUGH_LINK);
        assertThat(WalkError.THROUGH_LINK.kind()).isEqualTo(WalkError.Kind.PATH_DENIED);
    }

    @Test
    void noWalkStartsOnAnotherDevice() {
        assertThat(Listing.refusal(Path.of("/"), "proc/self/fd").kind()).isEqualTo(WalkError.Kind.PATH_DENIED);
    }

    @Test
    void errorsHoldNoPathOfTheServer() throws IOException {
        Files.createFile(folder.resolve("file"));
        assertThat(Listing.refusal(folder, "file").detail()).doesNotContain(folder.toString());
        assertThat(Listing.refusal(folder, "none").detail()).doesNotContain(folder.toString());
    }

    @Test
    void aRootThatWasReplacedByALinkIsNotFollowed() throws IOException {
        Path place = Files.createDirectory(folder.resolve("root"));
        Root root = new Root("r", place);
        Files.delete(place);
        Files.createSymbolicLink(place, Path.of("/etc"));
        assertThat(Walk.open(root, RelativePath.ROOT, WalkOptions.DEFAULT)).isInstanceOf(WalkOpening.Refused.class);
    }

    @Test
    void aRootThatIsGoneIsNotFound() throws IOException {
        Path place = Files.createDirectory(folder.resolve("root"));
        Root root = new Root("r", place);
        Files.delete(place);
        assertThat(Walk.open(root, RelativePath.ROOT, WalkOptions.DEFAULT))
                .isEqualTo(new WalkOpening.Refused(WalkError.GONE));
    }
}
