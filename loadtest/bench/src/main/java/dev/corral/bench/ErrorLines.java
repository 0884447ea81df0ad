package dev.corral.bench;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Says what is wrong in a line, and after wrong usage where help is.
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("corral bench: " + e.getMessage());
        err.println("Try 'corral bench --help'.");
        return ExitCode.USAGE;
    }

    /// A measurement says itself what went wrong with it. Anything else is a fault of the program.
    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) throws Exception {
        if (!(e instanceof IllegalStateException)) {
            throw e;
        }
        line.getErr().println("corral bench: " + e.getMessage());
        return ExitCode.SOFTWARE;
    }
}
