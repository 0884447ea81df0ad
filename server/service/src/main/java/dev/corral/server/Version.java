package dev.corral.server;

/// The version of this build.
public final class Version {
    private Version() {}

    /// From the jar's manifest; `dev` when run from class files.
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
