package dev.corral.loadtest;

import dev.corral.loadtest.rig.NotReadyException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in a line what went wrong, where a stack trace would tell no more.
final class ErrorLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (e instanceof NotReadyException) {
            commandLine.getErr().println(e.getMessage());
            return ExitCodes.UNREACHABLE;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        throw e;
    }
}
