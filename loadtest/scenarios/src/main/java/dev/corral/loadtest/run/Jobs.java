package dev.corral.loadtest.run;

import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.JobOrder;
import java.util.List;
import java.util.stream.IntStream;

/// Job documents against an origin. Immutable.
public final class Jobs {
    public static final int USUAL_MILLIS = 5;

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
        return usual("", items, USUAL_MILLIS);
    }

    /// The same with more to say.
    ///
    /// @param options fields of the document, each with a comma behind it
    /// @param millis that the origin takes for an answer, in the median
    public JobOrder usual(String options, int items, int millis) {
        return fetch(options + concurrency(8), same(items, "/delay?dist=lognormal&ms=" + millis));
    }
}
