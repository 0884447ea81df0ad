package dev.corral.server;

/// The program's entry.
final class Main {
    private Main() {}

    static void main() {
        System.out.println("corral " + Main.class.getPackage().getImplementationVersion());
    }
}
