package dev.corral.server.cli.stack;

import dev.corral.server.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a stack consists of.
///
/// @param ports where its parts listen, on loopback
/// @param jobsPerSecond of the load; 0 for none
record StackPlan(Ports ports, int jobsPerSecond) {
    StackPlan {
        LoadPlan.check("--rate", jobsPerSecond, 0, LoadPlan.MAX_JOBS_PER_SECOND);
    }

    /// Ports of a stack; 0 for any free one.
    record Ports(int api, int management, int origin, int prometheus) {
        private static final int MAX = 65_535;

        Ports {
            LoadPlan.check("--port", api, 0, MAX);
            LoadPlan.check("--management-port", management, 0, MAX);
            LoadPlan.check("--origin-port", origin, 0, MAX);
            LoadPlan.check("--prometheus-port", prometheus, 0, MAX);
        }
    }

    /// The command of the service: this very program with the options of this JVM, in a process of its own.
    ///
    /// @param originPort that it may fetch from
    List<String> service(int originPort) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classes = System.getProperty("java.class.path");
        if (Files.isRegularFile(Path.of(classes))) {
            command.addAll(List.of("-jar", classes));
        } else {
            command.addAll(List.of("-cp", classes, "dev.corral.server.cli.Main"));
        }
        command.addAll(List.of(
                "serve",
                "--host=" + ServerConfig.DEFAULT_HOST,
                "--port=" + ports.api(),
                "--management-port=" + ports.management(),
                "--allow=127.0.0.1/32:" + originPort,
                "--drain-delay=0s",
                "--drain-grace=2s"));
        return command;
    }
}
