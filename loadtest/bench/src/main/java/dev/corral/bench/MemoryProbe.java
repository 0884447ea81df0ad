package dev.corral.bench;

import dev.corral.bench.contender.WaitContender;
import dev.corral.bench.memory.WaiterMemory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Bytes of heap for each of many waiting tasks, told by [WaiterMemory].
record MemoryProbe(WaitContender contender) implements Probe {
    static final int TASKS = 100_000;

    /// A collector whose collections are whole, so that the heap in use is what is alive; and a compiler that
    /// is waited for, since interpreted frames are larger and their number would be left to chance.
    private static final List<String> JVM_FLAGS = List.of("--enable-preview", "-Xmx2g", "-XX:+UseSerialGC", "-Xbatch");

    @Override
    public String unit() {
        return "bytes/task";
    }

    @Override
    public Sample measure(Effort effort) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command())
                    .redirectError(Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(this + " ended with status " + status + ", expected 0");
            }
            return new Sample(Double.parseDouble(printed), Sample.NOT_MEASURED);
        } catch (IOException e) {
            throw new IllegalStateException(this + " failed: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WaiterMemory.class.getName()));
        command.addAll(List.of(contender.name(), Integer.toString(TASKS)));
        return command;
    }
}
