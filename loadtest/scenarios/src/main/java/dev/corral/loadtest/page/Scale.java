package dev.corral.loadtest.page;

import dev.corral.loadtest.measure.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How values become heights, from 0 to 1.
record Scale(double low, double high, boolean logarithmic) {
    static final Scale UNIT = new Scale(0, 1, false);

    static Scale of(List<Row> rows, List<String> names, boolean logarithmic) {
        double max = rows.stream()
                .flatMap(row -> names.stream().map(name -> row.valueOr(name, 0)))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        if (!logarithmic) {
            return new Scale(0, max <= 0 ? 1 : max * 1.05, false);
        }
        return new Scale(0.1, Math.pow(10, Math.ceil(Math.log10(Math.max(1, max)) + 1e-9)), true);
    }

    double share(double value) {
        double share = logarithmic
                ? (Math.log10(Math.max(low, value)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (value - low) / (high - low);
        return Math.clamp(share, 0.0, 1.0);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = low; tick <= high * 1.001; tick *= 10) {
                ticks.add(tick);
            }
            return ticks;
        }
        double step = Math.pow(10, Math.floor(Math.log10(high)));
        step = high / step < 2 ? step / 5 : high / step < 5 ? step / 2 : step;
        for (double tick = 0; tick <= high; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    static String shown(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.3gM", value / 1e6);
        }
        if (value >= 1e3) {
            return String.format(Locale.ROOT, "%.3gk", value / 1e3);
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2g", value);
    }
}
