package dev.corral.server.cli;

import dev.corral.nursery.Backend;
import dev.corral.nursery.vertx.LoopBackend;
import dev.corral.nursery.vertx.LoopOptions;
import dev.corral.server.example.Example;
import dev.corral.server.example.Examples;
import dev.corral.server.example.Teller;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corral example`: the library's examples, each with its story, on either backend.
@Command(
        name = "example",
        description = {
            "Runs one of the library's examples and tells its story; without a number, lists them.",
            "",
            "The source of each is a page in dev.corral.server.example. The same program runs on both backends.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:wrong usage"})
final class ExampleCommand implements Callable<Integer> {
    /// What carries the tasks.
    enum Carrier {
        jdk,
        loop
    }

    @Parameters(paramLabel = "N", arity = "0..1", description = "which example, 1 to 7")
    private @Nullable Integer number;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "jdk",
            description = "what carries the tasks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Carrier backend = Carrier.jdk;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (number == null) {
            for (int i = 1; i <= Examples.ALL.size(); i++) {
                out.println(i + "  " + Examples.ALL.get(i - 1).title());
            }
        } else {
            tell(chosen(number), out);
        }
        out.flush();
        return ExitCodes.OK;
    }

    private Example chosen(int wanted) {
        if (wanted < 1 || wanted > Examples.ALL.size()) {
            throw new ParameterException(
                    spec.commandLine(), "there is no example " + wanted + ", expected 1 to " + Examples.ALL.size());
        }
        return Examples.ALL.get(wanted - 1);
    }

    private void tell(Example example, PrintWriter out) throws InterruptedException, Exception {
        out.println(example.title());
        out.println();
        example.story().lines().forEach(line -> out.println("  " + line));
        out.println();
        if (backend == Carrier.jdk) {
            run(example, Backend.jdk(), out);
            return;
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            run(example, LoopBackend.open(vertx, LoopOptions.DEFAULTS).orJdk(), out);
        } finally {
            // After the run: its last task has ended.
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static void run(Example example, Backend carrier, PrintWriter out) throws InterruptedException, Exception {
        Teller teller = new Teller(carrier.clock(), line -> {
            out.println(line);
            out.flush();
        });
        carrier.<Boolean, Exception>run(() -> {
            example.run(teller);
            return Boolean.TRUE;
        });
        out.println();
        out.println("backend: " + carrier.name());
    }
}
