package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Objective;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A summary as CI servers read it: a test case for each objective, and one for the run itself.
final class JUnitXml {
    private JUnitXml() {}

    static String of(Summary summary) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(xml, summary);
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory is always writable", e);
        }
        return text.append('\n').toString();
    }

    private static void write(XMLStreamWriter xml, Summary summary) throws XMLStreamException {
        long failures =
                summary.objectives().stream().filter(each -> !each.held()).count();
        boolean invalid = summary.judgement().verdict() == Verdict.INVALID;
        boolean failed = summary.judgement().verdict() == Verdict.FAIL;
        String suite = "corral.loadtest." + summary.heading().scenario();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite);
        xml.writeAttribute("tests", Integer.toString(summary.objectives().size() + 1));
        xml.writeAttribute("failures", Long.toString(failures + (failed ? 1 : 0)));
        xml.writeAttribute("errors", invalid ? "1" : "0");
        xml.writeAttribute("timestamp", summary.heading().started().toString());
        xml.writeAttribute(
                "time",
                String.format(Locale.ROOT, "%.3f", summary.heading().took().toMillis() / 1000.0));
        for (Objective objective : summary.objectives()) {
            objective(xml, suite, objective);
        }
        run(xml, suite, summary.judgement());
        xml.writeEndElement();
    }

    private static void objective(XMLStreamWriter xml, String suite, Objective objective) throws XMLStreamException {
        startCase(xml, suite, objective.name());
        if (!objective.held()) {
            String why = objective.checked() == 0
                    ? "never looked at"
                    : objective.faults() + " of " + objective.checked() + " times";
            problem(xml, "failure", why, String.join("\n", objective.examples()));
        }
        xml.writeEndElement();
    }

    private static void run(XMLStreamWriter xml, String suite, Judgement judgement) throws XMLStreamException {
        startCase(xml, suite, "verdict");
        switch (judgement.verdict()) {
            case PASS -> {}
            case FAIL -> problem(xml, "failure", "FAIL", String.join("\n", judgement.reasons()));
            case INVALID -> problem(xml, "error", "INVALID", String.join("\n", judgement.reasons()));
        }
        xml.writeEndElement();
    }

    private static void startCase(XMLStreamWriter xml, String suite, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", suite);
        xml.writeAttribute("name", legal(name));
    }

    private static void problem(XMLStreamWriter xml, String element, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", legal(message));
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    /// Without what XML 1.0 cannot hold: a fault may quote anything.
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> isLegal(c) ? c : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
