package dev.corral.server.job;

/// How much a job may bring along. The size of the body is capped before it gets here.
///
/// @param jsonItems items in a JSON body; all are held in memory
/// @param lines items in an upload of lines; read one at a time
/// @param lineBytes length of one line without its end
public record ReadLimits(int jsonItems, int lines, int lineBytes) {
    public static final ReadLimits DEFAULT = new ReadLimits(1_000_000, 10_000_000, 8 << 10);

    public ReadLimits {
        requirePositive("jsonItems", jsonItems);
        requirePositive("lines", lines);
        requirePositive("lineBytes", lineBytes);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }
}
