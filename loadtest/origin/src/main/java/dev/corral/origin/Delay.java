package dev.corral.origin;

import java.util.List;
import java.util.random.RandomGenerator;

/// `/delay`: answers after a while.
final class Delay implements Behaviour {
    private static final long MAX_MILLIS = 3_600_000;

    /// The spread of the logarithm: p99 is 3.2 times the median, as of a healthy service.
    private static final double LOGNORMAL_SIGMA = 0.5;

    /// Below 2, so that the variance is infinite: p99 is 21 times the median.
    private static final double PARETO_ALPHA = 1.5;

    /// Where the tails are cut.
    private static final double MAX_MEDIANS = 100;

    private static final Parameter<Long> MILLIS =
            Parameter.whole("ms", "median wait in milliseconds", 100, new Parameter.Range(0, MAX_MILLIS));
    private static final Parameter<String> DISTRIBUTION = Parameter.word(
            "dist", "distribution of the wait; tails end at 100 medians", List.of("const", "lognormal", "pareto"));

    private final Draws draws;

    Delay(Draws draws) {
        this.draws = draws;
    }

    @Override
    public String path() {
        return "/delay";
    }

    @Override
    public String summary() {
        return "Answers 200 after a wait.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(MILLIS, DISTRIBUTION, Draws.SEED, Draws.KEY);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long median = MILLIS.in(query);
        String distribution = DISTRIBUTION.in(query);
        long millis = distribution.equals("const")
                ? median
                : Math.round(median * Math.min(MAX_MEDIANS, factor(distribution, draws.next(exchange, query))));
        exchange.after(millis, () -> exchange.text(200, "waited " + millis + " ms\n"));
    }

    /// A factor with median 1.
    static double factor(String distribution, RandomGenerator draw) {
        return distribution.equals("lognormal") ? lognormal(draw) : pareto(draw);
    }

    private static double lognormal(RandomGenerator draw) {
        // Box and Muller; the first number is in (0, 1], as the logarithm needs it.
        double radius = Math.sqrt(-2 * Math.log(1 - draw.nextDouble()));
        return Math.exp(LOGNORMAL_SIGMA * radius * Math.cos(2 * Math.PI * draw.nextDouble()));
    }

    private static double pareto(RandomGenerator draw) {
        return Math.pow(2 * (1 - draw.nextDouble()), -1 / PARETO_ALPHA);
    }
}
