package dev.corral.loadtest.generator;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.io.OutputStream;

/// Gatling's own entry, but it ends when standard input does: when the driver is gone, however it went. Then it takes
/// the driver's other children with it.
public final class GeneratorProcess {
    /// Begins the names of system properties that hold the ids of those children.
    public static final String ORPHAN = "corral.child.";

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
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(ORPHAN))
                .map(Long::getLong)
                .map(ProcessHandle::of)
                .forEach(child -> child.ifPresent(ProcessHandle::destroy));
        Runtime.getRuntime().halt(ABANDONED);
    }
}
