package dev.corral.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.SideBySide;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class BarsTest {
    private static final SideBySide BOTH = new SideBySide(
            "The same work, <twice>",
            "structured",
            "unstructured & more",
            List.of(
                    new SideBySide.Line("tasks alive", true, 0, 3639, 2, ""),
                    new SideBySide.Line("items a second", false, 2000, 1000, 5, "a difference"),
                    new SideBySide.Line("nothing at all", true, 0, 0, 2, "")));

    private static Element svg() throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Bars.file(BOTH, "Measured somewhere, <once>."))))
                .getDocumentElement();
    }

    private static List<Element> all(String name) throws IOException, SAXException, ParserConfigurationException {
        NodeList nodes = svg().getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /// Those of the bars; the first rectangle is the ground.
    private static List<Double> widths() throws IOException, SAXException, ParserConfigurationException {
        return all("rect").stream()
                .skip(1)
                .map(each -> Double.parseDouble(each.getAttribute("width")))
                .toList();
    }

    @Test
    void isAFileThatStandsAlone() throws IOException, SAXException, ParserConfigurationException {
        assertThat(svg().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(Bars.svg(BOTH, "")).startsWith("<svg viewBox").doesNotContain("http");
    }

    @Test
    void eachFigureHasAScaleOfItsOwn() throws IOException, SAXException, ParserConfigurationException {
        List<Double> widths = widths();
        assertThat(widths).hasSize(6);
        assertThat(widths.get(1)).isEqualTo(widths.get(2)).isEqualTo(2 * widths.get(3));
    }

    @Test
    void nothingIsASliverAndNoBar() throws IOException, SAXException, ParserConfigurationException {
        assertThat(widths()).element(0).isEqualTo(1.0);
        assertThat(widths().subList(4, 6)).containsExactly(1.0, 1.0);
    }

    @Test
    void saysWhatIsBetterAndWhereItWasMeasured() throws IOException, SAXException, ParserConfigurationException {
        assertThat(all("text").stream().map(Element::getTextContent))
                .contains("The same work, <twice>", "\u25a0 unstructured & more", "3639", "less is better")
                .contains("more is better", "Measured somewhere, <once>.");
    }
}
