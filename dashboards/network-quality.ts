import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as probes from "./panels/probes";
import * as depth from "./panels/probes-depth";
import * as network from "./panels/probes-network";
import { probe } from "./panels/probes-variables";

/** How good the network is on the way to what is probed: packets, connections, names. */
export const networkQualityDashboard = dashboard(
  "network-quality",
  "Network quality",
  {
    description: "Do packets arrive, how fast and how evenly, and do names and connections come up in time?",
    tags: ["probes", "network"],
    needs: ["probes"],
    variables: [cluster, probe],
    links: ["probes", "dependencies", "tls", "host"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      network.outOfReachNow,
      probes.packetLossNow,
      network.roundTripNow,
      network.jitterNow,
      network.connectionNow,
      network.nameServerNow,
    ),
    row("One line for each address", network.targetsTable),
    row("Packets", network.packetLoss, network.roundTrip, network.jitter),
    row("Connections and names", network.connectTime, network.dnsTime, depth.slowness),
    closedRow("In reach, and by which way", network.reachOverTime, network.hops, depth.nameLookup),
    closedRow("Name servers", network.dnsAnswers, network.dnsAnswered),
    closedRow(
      "Over days and weeks",
      network.lossOfDays,
      network.roundTripOfDays,
      network.jitterOfDays,
      network.connectTimeOfDays,
    ),
  ],
);
