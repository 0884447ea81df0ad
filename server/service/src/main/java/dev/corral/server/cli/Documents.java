package dev.corral.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.cli.options.JobOptionSet;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Reads the job documents that command lines make, with the reader of the service: bounds and rules are one.
final class Documents {
    private Documents() {}

    /// A document without items.
    ///
    /// @throws ParameterException if an option is out of bounds, or two do not go together
    static JobDocument read(ObjectNode document, CommandSpec spec) throws InterruptedException {
        document.putArray("items");
        return read(document, ItemCheck.NONE, spec).document();
    }

    /// A document with its items.
    ///
    /// @throws ParameterException if anything in it is refused
    static Read.Accepted read(ObjectNode document, ItemCheck check, CommandSpec spec) throws InterruptedException {
        byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
        return switch (new JobReader(ReadLimits.DEFAULT, check).readJson(json)) {
            case Read.Accepted accepted -> accepted;
            case Read.Invalid(var errors) ->
                throw new ParameterException(spec.commandLine(), JobOptionSet.told(errors));
            case Read.Malformed(String detail) -> throw new ParameterException(spec.commandLine(), detail);
        };
    }
}
