package dev.corral.loadtest.run;

import dev.corral.loadtest.side.Management;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the driver to do something to the service's process. Thread-safe.
public final class RigClient {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Management management;
    private final @Nullable String url;

    RigClient(Management management, @Nullable String url) {
        this.management = management;
        this.url = url;
    }

    public boolean isThere() {
        return url != null;
    }

    /// SIGSTOP: it stands still, and its sockets stay.
    public void pause() throws IOException, InterruptedException {
        ask("pause");
    }

    /// SIGCONT.
    public void resume() throws IOException, InterruptedException {
        ask("resume");
    }

    /// SIGTERM.
    public void terminate() throws IOException, InterruptedException {
        ask("terminate");
    }

    /// SIGKILL; returns when it is gone.
    public void kill() throws IOException, InterruptedException {
        ask("kill");
    }

    /// Starts it again on the same ports and data; returns when it is ready.
    public void start() throws IOException, InterruptedException {
        ask("start");
    }

    /// Waits for its end, and gives its exit code.
    public int exit() throws IOException, InterruptedException {
        return Integer.parseInt(ask("exit").strip());
    }

    /// A full garbage collection in it.
    public void collect() throws IOException, InterruptedException {
        ask("collect");
    }

    /// Begins to record what all processes spend their time on.
    public void profile() throws IOException, InterruptedException {
        ask("profile");
    }

    /// Ends it, and gives the methods that ran most in the last seconds, a line for each process.
    public String profiled(int lastSeconds) throws IOException, InterruptedException {
        return ask("profiled/" + lastSeconds).strip();
    }

    private String ask(String what) throws IOException, InterruptedException {
        if (url == null) {
            throw new IOException("there is no rig to " + what + " the service");
        }
        Management.Answer answer = management.send("POST", url + "/service/" + what, Map.of(), "", LIMIT);
        if (answer.status() != 200) {
            throw new IOException("the rig could not " + what + " the service: " + answer.body());
        }
        return answer.body();
    }
}
