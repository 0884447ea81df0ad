package dev.corral.loadtest.run;

import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.JobOrder;
import java.util.List;
import java.util.stream.IntStream;

/// Job documents against an origin. Immutable.
public final class Jobs {
    private final Target target;

    Jobs(Target target) {
        this.target = target;
    }

    /// That many items which ask the first host for the same.
    public List<String> same(int items, String pathAndQuery) {
        return IntStream.range(0, items)
                .mapToObj(_ -> target.origin() + pathAndQuery)
                .toList();
    }

    /// That many items which ask one host for the same.
    public List<String> sameAt(int host, int items, String pathAndQuery) {
        return IntStream.range(0, items)
                .mapToObj(_ -> target.originAt(host) + pathAndQuery)
                .toList();
    }

    /// A fetch job.
    ///
    /// @param options fields of the document, each with a comma behind it
    public static JobOrder fetch(String options, List<String> urls) {
        StringBuilder text =
                new StringBuilder("{\"kind\":\"fetch\",").append(options).append("\"items\":[");
        for (int i = 0; i < urls.size(); i++) {
            text.append(i == 0 ? "\"" : ",\"").append(urls.get(i)).append('"');
        }
        return JobOrder.json(text.append("]}").toString());
    }

    /// Options for as much at once, from one host too.
    public static String concurrency(int max) {
        return "\"concurrency\":{\"max\":" + max + ",\"per_host\":" + max + "},";
    }

    /// The usual job of an open model: some small answers, the slowest of which take three times the median.
    public JobOrder usual(int items) {
        return fetch(concurrency(8), same(items, "/delay?ms=5&dist=lognormal"));
    }
}
