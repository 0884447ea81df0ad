package dev.corral.server.cli;

/// The program's entry.
final class Main {
    private Main() {}

    /// Exits with the command's code.
    static void main(String[] args) {
        System.exit(CorralCommand.line(System.getenv(), args).execute(args));
    }
}
