package dev.corral.server.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the client calls its job: echoed, and never a metric label.
///
/// @param labels in the order of the document
public record Title(@Nullable String name, Map<String, String> labels) {
    public Title {
        JobOptions.NAME.require(name);
        JobOptions.LABELS.require(labels);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    static Title of(Values values) {
        return new Title(values.find(JobOptions.NAME), values.get(JobOptions.LABELS));
    }

    View addTo(View document) {
        return document.with(JobOptions.NAME, name).with(JobOptions.LABELS, labels);
    }
}
