package dev.corral.loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.JobReply;
import dev.corral.loadtest.stream.StreamCheck;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/// An open model by Gatling: each arrival sends one job and never waits for another. Of every few arrivals
/// one goes by the side driver, which sees when the first result comes; all others go by Gatling.
public final class Arrivals {
    private static final String ARRIVAL = "arrival";
    private static final String START = "start";
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final String RETRY_AFTER = "retry_after";

    private final Run run;
    private final JobOrder order;
    private final Pace pace;
    private final Schedule schedule;
    private final int sideEvery;

    /// @param sideEvery one in so many goes by the side driver; 1 for all
    public Arrivals(Run run, JobOrder order, Schedule schedule, int sideEvery) {
        this.run = run;
        this.order = order;
        this.schedule = schedule;
        this.pace = new Pace(schedule, run);
        this.sideEvery = sideEvery;
    }

    public PopulationBuilder population() {
        return scenario("arrivals")
                .exec(stopLoadGeneratorIf(session -> String.valueOf(run.stopped()), session -> run.stopped() != null))
                .exec(session -> session.set(ARRIVAL, pace.arrive()))
                .exec(doIfOrElse(this::goesAside).then(exec(this::aside)).orElse(byGatling()))
                .injectOpen(schedule.injection().toArray(OpenInjectionStep[]::new));
    }

    private static Pace.Arrival of(Session session) {
        Pace.Arrival arrival = session.get(ARRIVAL);
        return java.util.Objects.requireNonNull(arrival);
    }

    private boolean goesAside(Session session) {
        return of(session).number() % sideEvery == 0;
    }

    private Session aside(Session session) {
        Pace.Arrival arrival = of(session);
        var _ = run.crew().start(() -> {
            JobReply reply = run.calls().run(order, arrival.intendedNanos());
            return run.account().take(arrival.phase(), reply);
        });
        return session;
    }

    private ChainBuilder byGatling() {
        HttpRequestActionBuilder request = http("job")
                .post(order.path())
                .headers(order.headers())
                .body(StringBody(order.body()))
                .check(
                        status().in(200, 429, 503).saveAs(STATUS),
                        header("Retry-After").withDefault("").saveAs(RETRY_AFTER),
                        bodyString().saveAs(BODY));
        return exec(this::goesOut).exec(request).exec(this::booked);
    }

    private Session goesOut(Session session) {
        run.account().goesOut();
        return session.set(START, System.nanoTime());
    }

    private Session booked(Session session) {
        run.account().cameBack();
        Pace.Arrival arrival = of(session);
        Timing timing = new Timing(arrival.intendedNanos(), session.getLong(START), System.nanoTime());
        if (session.isFailed() || !session.contains(BODY)) {
            run.account().broken(arrival.phase(), false, "by Gatling; its log says how");
            return session.markAsSucceeded();
        }
        String body = String.valueOf(session.getString(BODY));
        int status = session.getInt(STATUS);
        if (status == 200) {
            var _ = run.account().whole(arrival.phase(), StreamCheck.check(body), timing);
        } else {
            run.account()
                    .refused(arrival.phase(), status, String.valueOf(session.getString(RETRY_AFTER)), timing, body);
        }
        return session;
    }
}
