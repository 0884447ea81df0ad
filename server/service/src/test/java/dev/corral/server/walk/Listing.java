package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.walk.WalkOpening.Opened;
import dev.corral.server.walk.WalkOpening.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A walk driven to its end.
record Listing(List<Entry> entries, Step.End end) {
    private static final int MAX = 64;

    static Listing of(Path folder, WalkOptions options) {
        return of(open(folder, "", options));
    }

    static Listing of(Path folder) {
        return of(folder, WalkOptions.DEFAULT);
    }

    static Listing of(Walk walk) {
        try (walk) {
            List<Entry> entries = new ArrayList<>();
            while (true) {
                Step step = walk.next(MAX);
                entries.addAll(step.entries());
                if (step instanceof Step.End end) {
                    return new Listing(entries, end);
                }
            }
        }
    }

    static Walk open(Path folder, String path, WalkOptions options) {
        return switch (Walk.open(new Root("r", folder), relative(path), options)) {
            case Opened(Walk walk) -> walk;
            case Refused(WalkError error) -> throw new AssertionError("refused: " + error);
        };
    }

    static WalkError refusal(Path folder, String path) {
        return switch (Walk.open(new Root("r", folder), relative(path), WalkOptions.DEFAULT)) {
            case Refused(WalkError error) -> error;
            case Opened(Walk walk) -> {
                walk.close();
                throw new AssertionError("opened: " + path);
            }
        };
    }

    static RelativePath relative(String path) {
        return switch (RelativePath.parse(path)) {
            case ParsedPath.Ok(RelativePath relative) -> relative;
            case ParsedPath.Refused(WalkError error) -> throw new AssertionError(error.toString());
        };
    }

    List<String> paths() {
        return entries.stream().map(Entry::pathUri).toList();
    }

    Entry entry(String pathUri) {
        List<Entry> found = entries.stream()
                .filter(entry -> entry.pathUri().equals(pathUri))
                .toList();
        assertThat(found).as("entries at " + pathUri).hasSize(1);
        return found.getFirst();
    }

    WalkError.Kind errorAt(String pathUri) {
        WalkError error = entry(pathUri).error();
        if (error == null) {
            throw new AssertionError("no error at " + pathUri);
        }
        return error.kind();
    }
}
