import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as dependencies from "./panels/probes-dependencies";
import { probe } from "./panels/probes-variables";

/** Services of third parties: whether they keep what they promise. */
export const dependenciesDashboard = dashboard(
  "dependencies",
  "Dependencies",
  {
    description:
      "Do the services of others work that ours are built on, and how well over an hour, a day, a month?",
    tags: ["probes"],
    needs: ["probes-dependencies"],
    variables: [cluster, { ...probe, label: "Dependency" }],
    links: ["probes", "services", "service", "tls", "network-quality"],
    time: "24h",
  },
  [
    row(
      "Do they work?",
      dependencies.failingNow,
      dependencies.hourNow,
      dependencies.dayNow,
      dependencies.monthNow,
      dependencies.slowestNow,
    ),
    row("One line for each dependency", dependencies.dependenciesTable),
    row("Now and before", dependencies.answers, dependencies.callTime, dependencies.phases),
    row(
      "Availability",
      dependencies.availabilityHour,
      dependencies.availabilityDay,
      dependencies.availabilityMonth,
    ),
    closedRow(
      "What they answer",
      dependencies.status,
      dependencies.slowness,
      dependencies.certificate,
      dependencies.content,
    ),
  ],
);
