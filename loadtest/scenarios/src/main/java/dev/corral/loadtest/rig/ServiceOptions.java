package dev.corral.loadtest.rig;

import java.util.List;

/// What a scenario wants of the service beyond the usual.
///
/// @param required options that every service has
/// @param wanted options by name that are given if this service has them, each with its value: `--data=DIR`
/// @param hosts on how many addresses the origin must listen
/// @param control whether the unstructured service runs beside it
/// @param entries of the wide folder among those that can be listed; 0 for small folders only
public record ServiceOptions(List<String> required, List<String> wanted, int hosts, boolean control, int entries) {
    /// As it is shipped, and an origin of one host.
    public static final ServiceOptions USUAL = new ServiceOptions(List.of(), List.of(), 1, false, 0);

    public ServiceOptions {
        required = List.copyOf(required);
        wanted = List.copyOf(wanted);
    }

    public static ServiceOptions hosts(int count) {
        return new ServiceOptions(List.of(), List.of(), count, false, 0);
    }

    /// With the unstructured service beside it.
    public static ServiceOptions besideControl() {
        return new ServiceOptions(List.of(), List.of(), 1, true, 0);
    }

    public static ServiceOptions folders(int entries) {
        return new ServiceOptions(List.of(), List.of(), 1, false, entries);
    }

    public static ServiceOptions with(String... options) {
        return new ServiceOptions(List.of(options), List.of(), 1, false, 0);
    }

    public static ServiceOptions wanting(String... options) {
        return new ServiceOptions(List.of(), List.of(options), 1, false, 0);
    }
}
