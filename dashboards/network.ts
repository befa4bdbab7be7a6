import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as connections from "./panels/host-connections";
import * as interfaces from "./panels/host-interfaces";
import * as fleet from "./panels/network-status";

/** Networks of all hosts: traffic, losses, links and connections. */
export const networkDashboard = dashboard(
  "network",
  "Network",
  {
    description: "Where do packets get lost, which link is full, and who runs out of connections?",
    tags: ["host", "network"],
    variables: [cluster, { ...instance, label: "Host", job: "node" }],
    links: ["hosts", "host", "probes", "storage", "capacity"],
    time: "6h",
  },
  [
    row(
      "Is the network well?",
      fleet.receivedInAll,
      fleet.sentInAll,
      fleet.worstRetransmitted,
      fleet.brokenInAll,
      fleet.busiestLink,
      fleet.fullestConntrack,
    ),
    row("Traffic", fleet.networkTable, fleet.mostTraffic, fleet.busyLinks),
    row("Losses", fleet.mostSentAgain, fleet.mostDrops, fleet.mostBroken),
    closedRow(
      "Links",
      interfaces.links,
      interfaces.linkChanges,
      interfaces.bondLinksMissing,
      interfaces.networkUse,
      interfaces.networkTraffic,
      interfaces.packets,
    ),
    closedRow(
      "Packets lost, by interface",
      interfaces.packetErrors,
      interfaces.packetDrops,
      interfaces.errorsAndDrops,
      connections.retransmitted,
      connections.segmentsSent,
      connections.backlog,
    ),
    closedRow(
      "Connections",
      connections.established,
      connections.openings,
      connections.listenDrops,
      connections.refusals,
      connections.timeWait,
      connections.orphans,
    ),
    closedRow(
      "Tables, sockets and buffers",
      connections.conntrackUsed,
      connections.conntrackDrops,
      connections.socketsOpen,
      connections.tcpMemory,
      connections.udpLost,
    ),
    closedRow("Against other weeks", interfaces.receivedHourly, interfaces.receivedAgainstLastWeek),
  ],
);
