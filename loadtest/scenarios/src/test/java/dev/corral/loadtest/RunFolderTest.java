package dev.corral.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private RunFolder folder() {
        return new RunFolder(folder.resolve("run"));
    }

    private Path made(String name) throws IOException {
        Path file = folder().path().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    @Test
    void isUsedOnceItHoldsAnythingOfARun() throws IOException {
        assertThat(folder().isUsed()).isFalse();
        made("notes.txt");
        assertThat(folder().isUsed()).isFalse();
        made("logs/service.log");
        assertThat(folder().isUsed()).isTrue();
    }

    @Test
    void clearsWhatARunLeftAndNothingElse() throws IOException {
        Path notes = made("notes.txt");
        Path outside = Files.writeString(folder.resolve("outside"), "x");
        made("summary.json");
        made("data/jobs.db");
        Files.createSymbolicLink(made("listed/links/a").resolveSibling("out"), folder);
        folder().clear();
        assertThat(folder().isUsed()).isFalse();
        assertThat(notes).exists();
        assertThat(outside).exists();
        folder().clear();
    }

    @Test
    void voidRunsAreKeptBesideIt() throws IOException {
        made("summary.json");
        assertThat(folder().putAside()).isEqualTo(folder.resolve("run-void-1"));
        made("summary.json");
        assertThat(folder().putAside()).isEqualTo(folder.resolve("run-void-2")).isDirectory();
        assertThat(folder().path()).doesNotExist();
        assertThat(RunFolder.isAside(Path.of("run-void-2", "summary.json"))).isTrue();
        assertThat(RunFolder.isAside(Path.of("run-2", "summary.json"))).isFalse();
    }
}
