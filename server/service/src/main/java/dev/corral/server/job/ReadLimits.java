package dev.corral.server.job;

/// How much a job may bring along. The size of the body is capped before it gets here.
///
/// @param jsonItems items in a JSON body; all are held in memory
/// @param lines items in an upload of lines; read one at a time
/// @param textLineBytes length of a line that is a bare URL or path, without its end
/// @param jsonLineBytes length of a line that is JSON, without its end: an item with the largest body fits
public record ReadLimits(int jsonItems, int lines, int textLineBytes, int jsonLineBytes) {
    public static final ReadLimits DEFAULT = new ReadLimits(1_000_000, 10_000_000, 8 << 10, 2 << 20);

    /// Of any JSON that is read.
    public static final int JSON_DEPTH = StrictJson.MAX_DEPTH;

    public static final int JSON_STRING_CHARACTERS = StrictJson.MAX_STRING;
    public static final int JSON_NAME_CHARACTERS = StrictJson.MAX_NAME;
    public static final int JSON_NUMBER_DIGITS = StrictJson.MAX_NUMBER;

    public ReadLimits {
        requirePositive("jsonItems", jsonItems);
        requirePositive("lines", lines);
        requirePositive("textLineBytes", textLineBytes);
        requirePositive("jsonLineBytes", jsonLineBytes);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }
}
