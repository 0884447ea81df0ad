package dev.corral.loadtest.page;

/// Text in HTML.
final class Html {
    private Html() {}

    /// Fit for content and for attributes.
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
