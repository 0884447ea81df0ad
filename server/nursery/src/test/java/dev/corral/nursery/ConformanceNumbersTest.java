package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the tests of Trio and AnyIO hold a nursery to is a numbered list of behaviours. A test of one carries
/// its number in the comment above it (`C13`); here the numbers are counted.
class ConformanceNumbersTest {
    private static final int LAST = 192;

    /// Numbers that were given to doubles of other behaviours, and then to none.
    private static final Set<Integer> NEVER_GIVEN = Set.of(
            17, 20, 25, 31, 44, 45, 46, 50, 56, 68, 69, 72, 80, 81, 83, 94, 117, 128, 130, 131, 143, 147, 160, 162, 166,
            171, 176, 181, 185);

    /// Behaviours of misuse that cannot be written down here.
    private static final Map<Integer, String> IMPOSSIBLE = Map.of(
            15, "a nursery is entered by handing open(...) its body, once: there is nothing to enter again",
            30, "a task's code ends after the blocks of its nurseries and scopes, being inside of it",
            78, "a scope is left by the end of its block: in order, after its entry, by the task that entered it",
            79, "without mis-nesting there is nobody to be stranded by it");

    /// A comment, and the annotations below it.
    private static final Pattern COMMENTED = Pattern.compile("((?:^ *///.*\\n)+)((?:^ *@.*\\n)+)", Pattern.MULTILINE);

    private static final Pattern OF_A_TEST =
            Pattern.compile("@(Test|RepeatedTest|ParameterizedTest|Capacities|ParameterizedClass)\\b");

    private static final Pattern NUMBER = Pattern.compile("\\bC(\\d{1,3})\\b");

    private final Set<Integer> tested = new TreeSet<>();

    @BeforeEach
    void readTheTests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                tested.addAll(numbersIn(Files.readString(file)));
            }
        }
    }

    private static List<Integer> numbersIn(String source) {
        return COMMENTED
                .matcher(source)
                .results()
                .filter(found -> OF_A_TEST.matcher(found.group(2)).find())
                .flatMap(found -> NUMBER.matcher(found.group(1)).results())
                .map(number -> Integer.valueOf(number.group(1)))
                .toList();
    }

    private static Set<Integer> behaviours() {
        return IntStream.rangeClosed(1, LAST)
                .boxed()
                .filter(number -> !NEVER_GIVEN.contains(number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyBehaviourHasATestUnlessItIsImpossible() {
        Set<Integer> expected = behaviours();
        expected.removeAll(IMPOSSIBLE.keySet());
        assertThat(tested).containsAll(expected);
    }

    @Test
    void noTestCarriesANumberThatIsNoneOrImpossible() {
        assertThat(behaviours()).containsAll(tested);
        assertThat(tested).doesNotContainAnyElementsOf(IMPOSSIBLE.keySet());
    }

    @Test
    void theGuideTellsWhatIsImpossible() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("## What the API makes impossible");
    }

    @Test
    void aNumberInOtherCommentsIsNone() {
        String other = "    /// C1\n    private void help() {}\n    // C2\n    @Test\n    void works() {}\n";
        assertThat(numbersIn(other)).isEmpty();
        assertThat(numbersIn("    /// C1, C2: of that\n    /// and that\n    @Test\n"))
                .containsExactly(1, 2);
    }
}
