package dev.corral.server.job;

/// The stable words for what is wrong with a document, as far as shape, types and ranges go.
///
/// [ItemCheck]s add their own.
final class Codes {
    /// Another JSON type was expected.
    static final String TYPE = "type";
    /// A number outside its bounds.
    static final String RANGE = "range";
    /// Not one of the closed set of words, or not of the form asked for.
    static final String VALUE = "value";
    /// Too long, too short, too many or too few.
    static final String LENGTH = "length";
    /// NUL, a lone surrogate, or bytes that are not UTF-8.
    static final String CHARACTERS = "characters";
    static final String REQUIRED = "required";
    static final String UNKNOWN_FIELD = "unknown_field";
    /// A query parameter given twice.
    static final String REPEATED = "repeated";
    /// Two options that do not go together.
    static final String CONFLICT = "conflict";
    static final String DUPLICATE_ID = "duplicate_id";
    /// A line of an upload that is not JSON.
    static final String MALFORMED = "malformed";

    /// The rest of the input cannot be read.
    static final String BROKEN = "broken";

    private Codes() {}
}
