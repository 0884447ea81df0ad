package dev.corral.origin;

import java.util.List;

/// `/`: what the origin can do, with parameters and defaults.
final class IndexPage implements Behaviour {
    private final String page;

    IndexPage(String page) {
        this.page = page;
    }

    static String describe(List<Behaviour> behaviours) {
        StringBuilder page = new StringBuilder("The programmable origin of Corral.\n\n");
        for (Behaviour behaviour : behaviours) {
            describe(behaviour, page);
        }
        return page.append(
                        "GET /seen\n    What was seen, as JSON: in total, per path and per host; not counted itself.\n")
                .append("POST /mark\n    Starts counting since_mark from 0 and gives the time; not counted itself.\n")
                .toString();
    }

    private static void describe(Behaviour behaviour, StringBuilder page) {
        page.append(behaviour.path()).append('\n');
        page.append("    ").append(behaviour.summary()).append('\n');
        for (Parameter<?> parameter : behaviour.parameters()) {
            page.append("    ").append(parameter.name()).append('=').append(parameter.defaultText());
            page.append("  ").append(parameter.meaning());
            page.append(" (").append(parameter.expected()).append(")\n");
        }
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public String summary() {
        return "This page.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of();
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        exchange.text(200, page);
    }
}
