package dev.corral.server.cli;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.server.cli.jobs.ApiClient;
import dev.corral.server.cli.jobs.Follow.ReaderLeftException;
import dev.corral.server.cli.jobs.RefusedException;
import dev.corral.server.cli.jobs.ServerAddress;
import dev.corral.server.cli.jobs.UnreachableException;
import dev.corral.server.cli.process.StandardOutput;
import dev.corral.server.cli.process.StopSignals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What commands have in common that ask a running service.
final class ServerOptions {
    static final String SERVER = "CORRAL_SERVER";
    static final String KEY = "CORRAL_KEY";
    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the service (default: " + DEFAULT + "; " + SERVER + ")")
    private @Nullable String server;

    @Option(
            names = "--key-from",
            paramLabel = "FILE",
            description = "the bearer key stands on the file's first line (default: none; the key itself: " + KEY + ")")
    private @Nullable Path keyFile;

    @ArgGroup
    private @Nullable Form form;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    /// How answers are shown.
    private static final class Form {
        @Option(names = "--json", description = "JSON lines (default: unless on a terminal)")
        private boolean json;

        @Option(names = "--text", description = "for people (default: on a terminal)")
        private boolean text;
    }

    /// @param environment that the server and the key are read from
    ServerOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /// What is said with a service.
    interface Talk {
        /// A task's body.
        ///
        /// @return the exit code
        int with(ApiClient client)
                throws UnreachableException, RefusedException, ReaderLeftException, InterruptedException;
    }

    /// Whether people are to read what is shown.
    boolean forPeople() throws InterruptedException {
        if (form == null || form.json == form.text) {
            return StandardOutput.isTerminal();
        }
        return form.text;
    }

    /// Shows lines on standard output.
    ///
    /// @throws ReaderLeftException if nobody reads it any more
    void show(List<String> lines) throws ReaderLeftException {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.append(line).append('\n'));
        // The writer is told of nothing by the stream below it.
        if (out.checkError() || System.out.checkError()) {
            throw new ReaderLeftException();
        }
    }

    /// Talks to the service, until the first Ctrl-C or SIGTERM.
    ///
    /// @return the exit code
    int talk(Talk talk) throws InterruptedException {
        AtomicInteger code = new AtomicInteger(ExitCodes.CANCELLED);
        try (ApiClient client = new ApiClient(address())) {
            Backend.jdk().<Boolean, Exception>run(() -> {
                CancelScope.<Exception>open(scope -> {
                    try (StopSignals _ = StopSignals.cancelling(scope)) {
                        code.set(talk.with(client));
                    }
                });
                return Boolean.TRUE;
            });
            return code.get();
        } catch (ReaderLeftException e) {
            // Whoever read it has gone, and knows.
            return ExitCodes.CANCELLED;
        } catch (UnreachableException e) {
            return said(e, ExitCodes.UNREACHABLE);
        } catch (RefusedException e) {
            return said(e, e.isConflict() ? ExitCodes.FAILED : ExitCodes.USAGE);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            LoggerFactory.getLogger(ServerOptions.class).error("{}.failed by an error of ours", spec.name(), e);
            return ExitCodes.FAILED;
        }
    }

    private int said(Exception why, int code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("corral " + spec.name() + ": " + why.getMessage());
        err.flush();
        return code;
    }

    private ServerAddress address() {
        String url = server == null ? environment.getOrDefault(SERVER, DEFAULT) : server;
        try {
            return ServerAddress.of(url, key());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    /// A key on the command line would stand in the list of processes, for everybody to see.
    private @Nullable String key() {
        if (keyFile == null) {
            return environment.get(KEY);
        }
        try {
            List<String> lines = Files.readAllLines(keyFile);
            return lines.isEmpty() ? "" : lines.getFirst().strip();
        } catch (IOException e) {
            throw usage("--key-from " + keyFile + " cannot be read, expected a text file with a key", e);
        }
    }

    ParameterException usage(String message, @Nullable Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }
}
