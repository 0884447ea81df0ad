package dev.corral.loadtest.rig;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whether this user may put a process ahead of the others, which mostly root may.
final class Priority {
    /// What stands before the command of such a process; nothing where it may not be.
    static final List<String> AHEAD = isAllowed() ? List.of("nice", "-n", "-10") : List.of();

    private static final int SECONDS = 5;

    private Priority() {}

    private static boolean isAllowed() {
        try {
            // nice(1) runs the command at the usual priority where it may not raise it, and only then has words.
            Process process = new ProcessBuilder("nice", "-n", "-10", "true")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0 && process.getInputStream().read() < 0;
        } catch (IOException e) {
            // There is no nice here.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
