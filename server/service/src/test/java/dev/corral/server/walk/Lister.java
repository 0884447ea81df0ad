package dev.corral.server.walk;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A program that walks a folder and prints a line for each entry: path, type, error, displayed name in percent-encoded
/// UTF-8. For tests that need another user or locale; on purpose it needs no class but those of the walk.
final class Lister {
    private Lister() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Root root = new Root("r", Path.of(args[0]));
        switch (Walk.open(root, RelativePath.ROOT, WalkOptions.DEFAULT)) {
            case WalkOpening.Opened(Walk walk) -> print(walk, out);
            case WalkOpening.Refused(WalkError error) -> out.println("refused " + error.kind());
        }
    }

    private static void print(Walk walk, PrintStream out) {
        try (walk) {
            Step step;
            do {
                step = walk.next(100);
                step.entries().forEach(entry -> out.println(line(entry)));
            } while (step instanceof Step.More);
        }
    }

    private static String line(Entry entry) {
        WalkError error = entry.error();
        String name = FileName.of(entry.name().getBytes(StandardCharsets.UTF_8)).uri();
        return entry.pathUri() + " " + entry.type() + " " + (error == null ? "-" : error.kind()) + " " + name;
    }
}
