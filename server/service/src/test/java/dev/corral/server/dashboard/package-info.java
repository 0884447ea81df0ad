/// The dashboard in `grafana/`, held against the service that it shows: its layout, the metrics it names, and
/// every query of it, run by a real Prometheus that scrapes a service under load.
///
/// Start from [DashboardUnderLoadTest].
@NullMarked
package dev.corral.server.dashboard;

import org.jspecify.annotations.NullMarked;
