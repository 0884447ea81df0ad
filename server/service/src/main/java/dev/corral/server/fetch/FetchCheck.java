package dev.corral.server.fetch;

import dev.corral.server.guard.Guard;
import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Refusal;
import dev.corral.server.guard.RequestHeaders;
import dev.corral.server.guard.Target;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// Refuses a fetch that needs no look-up to be refused: a bad URL, a denied literal address, port or header.
record FetchCheck(Guard guard, ServiceMetrics metrics) implements ItemCheck {
    @Override
    public void check(Item item, Spot at) {
        if (!(item instanceof FetchItem fetch)) {
            return;
        }
        switch (Target.parse(fetch.url())) {
            case Parsed.Ok(Target target) -> refuse(guard.checkTarget(target), at.child("url"));
            case Parsed.Refused(Refusal refusal) -> refuse(refusal, at.child("url"));
        }
        refuse(RequestHeaders.check(fetch.request().headers()), at.child("headers"));
    }

    private void refuse(@Nullable Refusal refusal, Spot at) {
        if (refusal != null) {
            metrics.denied(refusal.code());
            at.refuse(refusal.code().wireName(), refusal.detail());
        }
    }
}
