import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Checks (or, with `apply`, mends) the layout of every Java source of the house.
///
/// Spotless runs the formatter inside Maven's own JVM, which may be 17 and then cannot parse Java 25;
/// this runs the same formatter on the JDK that the toolchain found.
final class Format {
    private static final List<String> TREES = List.of("server", "loadtest", "grafana", ".mvn");

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());
    private final boolean apply;

    private Format(boolean apply) {
        this.apply = apply;
    }

    public static void main(String[] args) throws IOException {
        Path top = Path.of(args[0]);
        Format format = new Format(args[1].equals("apply"));
        List<Path> changed;
        try (Stream<Path> sources =
                TREES.stream().map(top::resolve).filter(Files::isDirectory).flatMap(Format::sources)) {
            changed = sources.parallel().filter(format::differs).sorted().toList();
        }
        changed.forEach(source -> System.err.println("layout: " + top.relativize(source)));
        if (!changed.isEmpty() && !format.apply) {
            System.err.println("mvn -N validate -Dformat=apply mends it.");
            System.exit(1);
        }
    }

    private static Stream<Path> sources(Path tree) {
        try {
            return Files.walk(tree)
                    .filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/")
                            && !file.toString().contains("/node_modules/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean differs(Path source) {
        try {
            String before = Files.readString(source);
            String after = formatter.formatSourceAndFixImports(before);
            if (before.equals(after)) {
                return false;
            }
            if (apply) {
                Files.writeString(source, after);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new IllegalStateException(source + " does not parse: " + e.getMessage(), e);
        }
    }
}
