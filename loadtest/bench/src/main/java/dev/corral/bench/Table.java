package dev.corral.bench;

import java.util.List;
import java.util.Locale;

/// The rows for people.
record Table(Machine machine, Effort effort, List<Row> rows) {
    private static final String LINE = "%-24s  %-22s  %12s  %-10s  %9s  %9s  %9s  %s%n";

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %s, %d cores, load %.1f before and %.1f after%n",
                machine.jvm(),
                machine.system(),
                machine.cores(),
                machine.loadBefore(),
                machine.loadAfter()));
        text.append(String.format(
                "%d JVM(s) each, %d + %d iterations of %d ms; below 1.00 Corral needs more%n%n",
                effort.forks(),
                effort.warmUps(),
                effort.iterations(),
                effort.iteration().toMillis()));
        text.append(String.format(
                LINE,
                "shape",
                "contender",
                "median",
                "unit",
                "/ corral",
                "cpu ns/op",
                "/ corral",
                "lowest to highest"));
        String group = "";
        for (Row row : rows) {
            String next = row.measurement().group();
            text.append(next.equals(group) ? "" : System.lineSeparator()).append(line(row));
            group = next;
        }
        return text.toString();
    }

    private String line(Row row) {
        Measurement measurement = row.measurement();
        return String.format(
                LINE,
                measurement.group(),
                measurement.contender(),
                number(row.median()),
                measurement.probe().unit(),
                ratio(row.ratioToCorral(rows)),
                number(row.medianCpuNanos()),
                ratio(row.cpuRatioToCorral(rows)),
                number(row.lowest()) + " to " + number(row.highest()));
    }

    private static String number(double number) {
        return known(number < 100 ? "%,.1f" : "%,.0f", number);
    }

    private static String ratio(double ratio) {
        return known("%.2f", ratio);
    }

    private static String known(String format, double number) {
        return Double.isNaN(number) ? "" : String.format(Locale.ROOT, format, number);
    }
}
