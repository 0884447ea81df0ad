package dev.corral.origin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The origin as a process of its own.
///
/// When it listens it prints one line to standard output, `origin listening on http://HOST:PORT`; all else goes to
/// standard error. SIGTERM and Ctrl-C end it at once: it holds nothing that would have to be saved, and the kernel
/// closes its sockets.
@Command(
        name = "origin",
        description =
                "The programmable origin: an HTTP server to fetch from in load tests. GET / describes what it can do.",
        mixinStandardHelpOptions = true,
        versionProvider = OriginCommand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:standard input was closed (with --until-stdin-closes)",
            "2:usage, or it cannot listen",
            "130, 143:ended by Ctrl-C, by SIGTERM"
        })
public final class OriginCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "" + OriginOptions.DEFAULT_PORT,
            description = "port to listen on, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--host",
            defaultValue = OriginOptions.DEFAULT_HOST,
            description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host = OriginOptions.DEFAULT_HOST;

    @Option(
            names = "--loops",
            defaultValue = "" + OriginOptions.DEFAULT_LOOPS,
            description = "event loops (default: ${DEFAULT-VALUE})")
    private int loops;

    @Option(
            names = "--addresses",
            defaultValue = "" + OriginOptions.DEFAULT_ADDRESSES,
            description = "listen on that many addresses from 127.0.0.1 on, which are as many hosts to a client"
                    + " (default: ${DEFAULT-VALUE})")
    private int addresses;

    @Option(
            names = "--until-stdin-closes",
            description = "end when standard input reaches its end, so that a parent process cannot leave it behind")
    private boolean untilStdinCloses;

    @Spec
    private CommandSpec spec;

    private final InputStream standardInput;

    /// A command that watches this input for its end when asked to.
    OriginCommand(InputStream standardInput) {
        this.standardInput = standardInput;
        // Picocli puts the real one here before it runs the command.
        this.spec = CommandSpec.create();
    }

    /// The command on the input of this process, for a command line that has it as a subcommand.
    public OriginCommand() {
        this(System.in);
    }

    /// Runs until told to stop, and exits with the command's code.
    static void main(String[] args) {
        System.exit(new CommandLine(new OriginCommand()).execute(args));
    }

    /// Blocks its thread for as long as the origin runs.
    @Override
    public Integer call() throws InterruptedException, IOException {
        OriginOptions options = options();
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(options.loops()).setPreferNativeTransport(true))
                .build();
        try {
            return serve(vertx, options);
        } finally {
            vertx.close().await();
        }
    }

    private OriginOptions options() {
        try {
            return new OriginOptions(host, port, loops, addresses);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int serve(Vertx vertx, OriginOptions options) throws InterruptedException, IOException {
        Future<Origin> origin = Origin.start(vertx, options);
        // Waits without throwing: a port in use is no fault of the program.
        origin.mapEmpty().otherwiseEmpty().await();
        if (origin.failed()) {
            spec.commandLine()
                    .getErr()
                    .println("cannot listen on " + authority(port) + ": "
                            + origin.cause().getMessage() + "; choose another --port, 0 for any free one, or --host");
            return CommandLine.ExitCode.USAGE;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("origin listening on http://" + authority(origin.result().port()));
        out.flush();
        waitForTheEnd();
        return CommandLine.ExitCode.OK;
    }

    private void waitForTheEnd() throws InterruptedException, IOException {
        if (untilStdinCloses) {
            standardInput.transferTo(OutputStream.nullOutputStream());
        } else {
            new CountDownLatch(1).await();
        }
    }

    private String authority(int actualPort) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort;
    }

    /// The version that the build wrote into the manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OriginCommand.class.getPackage().getImplementationVersion();
            return new String[] {"corral-origin " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
