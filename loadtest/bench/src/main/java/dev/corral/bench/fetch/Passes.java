package dev.corral.bench.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The conversation with the script: it reads the counters of this process between passes, so the program must
/// stand still then.
///
/// ```
///   out: ready
///   in:  300000              items of a pass
///   out: {"ok":300000,...}   the pass is over
///   in:  (end)               nothing more to do
/// ```
final class Passes {
    private final BufferedReader in;
    private final PrintStream out;

    Passes(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    static Passes ofThisProcess() {
        return new Passes(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    /// Runs passes until the script has no more.
    void serve(Fetcher fetcher) throws IOException, InterruptedException {
        say("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(fetcher.fetch(Integer.parseInt(line.strip())).json());
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
