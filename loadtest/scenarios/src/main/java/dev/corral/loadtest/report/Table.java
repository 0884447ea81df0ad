package dev.corral.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows of text under a heading, written as a Markdown table whose columns line up, so that it reads well as it is.
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... heading) {
        columns = heading.length;
        rows.add(Stream.of(heading).map(Table::plain).toList());
    }

    Table row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("row has " + cells.length + " cells; expected " + columns);
        }
        rows.add(IntStream.range(0, columns).mapToObj(i -> plain(cells[i])).toList());
        return this;
    }

    /// One line, and no end of a cell.
    private static String plain(String cell) {
        return OneLine.of(cell).replace("|", "\\|");
    }

    String text() {
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        append(text, rows.getFirst(), widths);
        append(text, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
        rows.subList(1, rows.size()).forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append("| ")
                    .append(row.get(i))
                    .repeat(' ', widths[i] - row.get(i).length() + 1);
        }
        text.append("|\n");
    }
}
