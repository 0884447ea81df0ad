package dev.corral.server.metrics;

import java.util.List;
import java.util.stream.DoubleStream;

/// A histogram to be: what it measures, and in which buckets, every one of which is a series.
///
/// @param name as Prometheus has it, with its unit: `corral_item_seconds`
/// @param help what it measures, and what to do about it
/// @param bounds of the buckets, upwards; the last one, without a bound, comes by itself
record Shape(String name, String help, List<Double> bounds) {
    Shape {
        bounds = List.copyOf(bounds);
    }

    static Shape of(String name, String help, double... bounds) {
        return new Shape(name, help, DoubleStream.of(bounds).boxed().toList());
    }

    double[] boundsArray() {
        return bounds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
