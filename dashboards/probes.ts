import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as probes from "./panels/probes";
import * as certificates from "./panels/probes-certificates";
import * as depth from "./panels/probes-depth";
import { probe } from "./panels/probes-variables";

/** What is called from outside: whether it answers, how fast, and with what. */
export const probesDashboard = dashboard(
  "probes",
  "Probes",
  {
    description: "Can users reach what they need, how fast, and how good is what they get?",
    tags: ["probes", "network"],
    needs: ["probes"],
    variables: [cluster, probe],
    links: ["overview", "dependencies", "network-quality", "tls", "service"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      probes.failingNow,
      probes.failingShareNow,
      probes.worstAvailabilityNow,
      probes.slowestNow,
      probes.soonestExpiryNow,
      probes.packetLossNow,
    ),
    row("One line for each probe", probes.probesTable),
    row(
      "Do they answer?",
      probes.answersOverTime,
      probes.durationOverTime,
      probes.httpDuration,
      probes.phasesMean,
    ),
    closedRow("Certificates", certificates.soonestFirst),
    closedRow(
      "Availability",
      depth.availabilityDay,
      depth.availabilityMonth,
      depth.availabilityShort,
      depth.changes,
    ),
    closedRow("Speed in depth", depth.slowness, depth.phases, depth.nameLookup),
    closedRow(
      "Answers",
      depth.status,
      depth.redirects,
      depth.addresses,
      depth.encrypted,
      depth.content,
      depth.tlsVersions,
    ),
  ],
);
