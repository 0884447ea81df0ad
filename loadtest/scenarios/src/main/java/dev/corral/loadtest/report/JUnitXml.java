package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Objective;
import java.io.StringWriter;
import java.util.List;
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
        Verdict verdict = summary.judgement().verdict();
        List<Objective> objectives = summary.objectives();
        long failures =
                objectives.stream().filter(each -> hasFailed(each, verdict)).count();
        // What an objective tells as a failure the run's own case does not tell again.
        boolean runFailed = verdict == Verdict.FAIL && failures == 0;
        String suite = "corral.loadtest." + summary.heading().scenario();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite);
        xml.writeAttribute("tests", Integer.toString(objectives.size() + 1));
        xml.writeAttribute("failures", Long.toString(failures + (runFailed ? 1 : 0)));
        xml.writeAttribute("errors", verdict == Verdict.INVALID ? "1" : "0");
        xml.writeAttribute(
                "skipped",
                Long.toString(objectives.stream().filter(each -> !each.held()).count() - failures));
        xml.writeAttribute("timestamp", summary.heading().started().toString());
        xml.writeAttribute(
                "time",
                String.format(Locale.ROOT, "%.3f", summary.heading().took().toMillis() / 1000.0));
        for (Objective objective : objectives) {
            startCase(xml, suite, objective.name());
            if (!objective.held()) {
                problem(
                        xml,
                        hasFailed(objective, verdict) ? "failure" : "skipped",
                        why(objective),
                        String.join("\n", objective.examples()));
            }
            xml.writeEndElement();
        }
        startCase(xml, suite, "verdict");
        if (runFailed || verdict == Verdict.INVALID) {
            problem(
                    xml,
                    runFailed ? "failure" : "error",
                    verdict.name(),
                    String.join("\n", summary.judgement().reasons()));
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /// A void run says nothing of the service, and what was never looked at did not fail.
    private static boolean hasFailed(Objective objective, Verdict verdict) {
        return objective.faults() > 0 && verdict == Verdict.FAIL;
    }

    private static String why(Objective objective) {
        return objective.checked() == 0
                ? "never looked at"
                : objective.faults() + " of " + objective.checked() + " times";
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
