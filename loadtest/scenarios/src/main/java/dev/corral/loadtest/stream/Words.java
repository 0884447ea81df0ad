package dev.corral.loadtest.stream;

import java.util.List;
import java.util.Set;

/// The closed sets of the API.
final class Words {
    /// In the order of the `end` record.
    static final List<String> ITEM_OUTCOMES = List.of("ok", "failed", "cancelled", "not_started", "unknown", "deduped");

    static final Set<String> ITEM_RECORD_OUTCOMES = Set.copyOf(ITEM_OUTCOMES);

    static final Set<String> JOB_OUTCOMES =
            Set.of("completed", "failed", "cancelled", "deadline", "stalled_client", "lost");

    static final Set<String> ERROR_KINDS = Set.of(("dns connect tls timeout_dns timeout_connect timeout_first_byte"
                    + " timeout_idle timeout_total reset protocol status throttled too_many_redirects redirect_denied"
                    + " host_denied body_too_large decompression_limit cancelled deadline path_denied not_found"
                    + " permission loop encoding limit_entries limit_depth invalid internal")
            .split(" ", -1));

    private Words() {}
}
