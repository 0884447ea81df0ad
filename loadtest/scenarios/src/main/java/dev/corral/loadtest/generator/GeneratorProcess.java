package dev.corral.loadtest.generator;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.io.OutputStream;

/// Gatling's own entry, but it ends when standard input does: when the driver is gone, however it went.
public final class GeneratorProcess {
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
        Runtime.getRuntime().halt(ABANDONED);
    }
}
