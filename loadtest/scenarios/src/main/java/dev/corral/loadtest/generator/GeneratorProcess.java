package dev.corral.loadtest.generator;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Gatling's own entry, but it ends when standard input does: when the driver is gone, however it went. Then it takes
/// the driver's other children with it.
public final class GeneratorProcess {
    /// The system property that names the file of those children.
    public static final String ROSTER = "corral.children";

    private static final int ABANDONED = 3;

    private GeneratorProcess() {}

    static void main(String[] args) {
        Thread.ofPlatform().daemon().name("watch the driver").start(GeneratorProcess::haltWhenInputEnds);
        Gatling.main(args);
    }

    private static void haltWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        try {
            Roster.endAll(Path.of(System.getProperty(ROSTER, "")));
        } catch (IOException e) {
            // Nobody is left to be told; the file names who may still run.
        }
        Runtime.getRuntime().halt(ABANDONED);
    }
}
