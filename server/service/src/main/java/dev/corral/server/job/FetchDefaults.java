package dev.corral.server.job;

/// What holds for every fetch whose item does not say otherwise.
///
/// @param maxRedirects 0 follows none
/// @param maxBodyBytes a longer body fails the item
/// @param capture what of a body is kept for the record
/// @param expectStatus the statuses that are `ok`
public record FetchDefaults(
        Method method,
        Timeouts timeouts,
        int maxRedirects,
        long maxBodyBytes,
        Capture capture,
        ExpectedStatus expectStatus) {
    /// Nothing, its SHA-256, or the body itself as text or Base64.
    public enum Capture implements Word {
        NONE,
        SHA256,
        TEXT,
        BASE64;

        /// Whether the body itself is in the record.
        public boolean keepsBody() {
            return this == TEXT || this == BASE64;
        }
    }

    /// The longest body that can be in a record.
    public static final long MOST_KEPT_BYTES = 4L << 20;

    public FetchDefaults {
        JobOptions.METHOD.require(method);
        JobOptions.MAX_REDIRECTS.require(maxRedirects);
        JobOptions.MAX_BODY.require(maxBodyBytes);
        JobOptions.CAPTURE.require(capture);
        JobOptions.EXPECT_STATUS.require(expectStatus);
        if (capture.keepsBody() && maxBodyBytes > MOST_KEPT_BYTES) {
            throw new IllegalArgumentException("defaults.max_body_bytes is " + maxBodyBytes
                    + " and bodies are captured, expected " + MOST_KEPT_BYTES + " at most");
        }
    }

    static FetchDefaults of(Values values) {
        return new FetchDefaults(
                values.get(JobOptions.METHOD),
                Timeouts.of(values),
                values.get(JobOptions.MAX_REDIRECTS),
                values.get(JobOptions.MAX_BODY),
                values.get(JobOptions.CAPTURE),
                values.get(JobOptions.EXPECT_STATUS));
    }

    View view() {
        return timeouts.addTo(new View().with(JobOptions.METHOD, method))
                .with(JobOptions.MAX_REDIRECTS, maxRedirects)
                .with(JobOptions.MAX_BODY, maxBodyBytes)
                .with(JobOptions.CAPTURE, capture)
                .with(JobOptions.EXPECT_STATUS, expectStatus);
    }
}
