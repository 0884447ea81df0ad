/// The dashboards in `grafana/`, held against the service that they show: their layout, the metrics they
/// name, and every query of them, run by a real Prometheus that scrapes a service under load.
///
/// Start from [DashboardUnderLoadTest].
@NullMarked
package dev.corral.server.dashboard;

import org.jspecify.annotations.NullMarked;
