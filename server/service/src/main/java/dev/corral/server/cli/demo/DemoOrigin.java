package dev.corral.server.cli.demo;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.DeadlineExceeded;
import dev.corral.nursery.Offload;
import dev.corral.server.cli.process.ChildRun;
import dev.corral.server.cli.process.Program;
import dev.corral.server.cli.process.Program.MissingJarException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The origin of a demo, as a child process on a free port. It ends when its standard input does, so at the
/// latest with this process.
final class DemoOrigin implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Pattern LISTENS = Pattern.compile("origin listening on (http://127\\.0\\.0\\.1:[0-9]+)");
    /// It lives for seconds and shares the cores: compile little, collect in line.
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto");

    private final Process process;
    private final URI url;

    private DemoOrigin(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /// Starts it and waits until it listens. A checkpoint.
    static DemoOrigin start() throws MissingJarException, DemoFailedException, IOException, InterruptedException {
        List<String> command = Program.ORIGIN.command(JAVA_OPTIONS);
        command.addAll(List.of("--port", "0", ChildRun.UNTIL_STDIN_CLOSES));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        boolean listens = false;
        try {
            DemoOrigin origin = new DemoOrigin(process, urlFrom(firstLine(process)));
            listens = true;
            return origin;
        } finally {
            if (!listens) {
                process.destroy();
            }
        }
    }

    private static @Nullable String firstLine(Process process)
            throws DemoFailedException, IOException, InterruptedException {
        BufferedReader output = process.inputReader();
        try {
            return CancelScope.callWithin(START_LIMIT, scope -> readLine(output));
        } catch (DeadlineExceeded e) {
            throw new DemoFailedException("the origin did not listen within " + START_LIMIT.toSeconds() + " s", e);
        }
    }

    private static String readLine(BufferedReader output) throws IOException, InterruptedException {
        try {
            return Offload.named("origin's first line")
                    .abandonOnCancel(late -> {})
                    .run(() -> {
                        String line = output.readLine();
                        return line == null ? "" : line;
                    });
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("reading failed with what no read throws", e);
        }
    }

    private static URI urlFrom(@Nullable String line) throws DemoFailedException {
        Matcher matcher = LISTENS.matcher(line == null ? "" : line);
        if (!matcher.matches()) {
            throw new DemoFailedException("the origin said '" + line
                    + "' where it should say that it listens; what went wrong stands above, if it said so");
        }
        return URI.create(matcher.group(1));
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
