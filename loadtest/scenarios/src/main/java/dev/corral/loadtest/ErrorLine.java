package dev.corral.loadtest;

import dev.corral.loadtest.report.Verdict;
import dev.corral.loadtest.rig.NotReadyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in a line what went wrong, where a stack trace would tell no more. None of it is a verdict.
final class ErrorLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return switch (e) {
            case NotReadyException _ -> said(commandLine, String.valueOf(e.getMessage()), ExitCodes.UNREACHABLE);
            case UncheckedIOException unchecked -> said(commandLine, what(unchecked), ExitCodes.USAGE);
            case IOException io -> said(commandLine, what(io), ExitCodes.USAGE);
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield said(commandLine, "interrupted", Verdict.INVALID.exitCode());
            }
            default -> {
                // A fault of this program, which says nothing of the service.
                e.printStackTrace(commandLine.getErr());
                yield Verdict.INVALID.exitCode();
            }
        };
    }

    private static int said(CommandLine commandLine, String line, int exitCode) {
        commandLine.getErr().println(line);
        return exitCode;
    }

    private static String what(UncheckedIOException e) {
        IOException cause = e.getCause();
        return cause == null ? e.toString() : what(cause);
    }

    private static String what(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
            case FileAlreadyExistsException there -> there.getFile() + " is a file; expected a folder";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
