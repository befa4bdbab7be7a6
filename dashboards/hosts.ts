import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as fleet from "./panels/hosts-status";
import { swappingHosts } from "./panels/memory-analysis";
import { mostBroken, mostSentAgain, mostTraffic } from "./panels/network-status";
import { slowReads, slowWrites, stalledHosts } from "./panels/storage-course";

/** The fleet: every host in a line, and those that stand out. */
export const hostsDashboard = dashboard(
  "hosts",
  "Hosts",
  {
    description: "Which of the hosts is ill, full or busy?",
    tags: ["host", "fleet"],
    variables: [cluster, { ...instance, label: "Host", job: "node" }],
    links: ["overview", "host", "storage", "network", "capacity", "processes", "containers"],
    time: "6h",
  },
  [
    row(
      "Are all hosts well?",
      fleet.hostsSilent,
      fleet.hostsWithAlerts,
      fleet.busiestHost,
      fleet.fullestMemory,
      fleet.fullestDisk,
      fleet.nextFull,
    ),
    row("All hosts", fleet.hostTable),
    row(
      "Which stand out?",
      fleet.hostsCpu,
      fleet.hostsMemory,
      fleet.hostsFullest,
      fleet.hostsPressure,
      fleet.hostsLoad,
      fleet.hostsOomKills,
    ),
    closedRow("Which hosts answer?", fleet.hostsAnswering, fleet.kernelReleasesOfHosts, fleet.hostsPresent),
    closedRow(
      "What do they wait for?",
      fleet.hostsPressureCpu,
      fleet.hostsPressureMemory,
      fleet.hostsPressureIo,
      swappingHosts,
      stalledHosts,
    ),
    closedRow("Storage and network", slowReads, slowWrites, mostTraffic, mostSentAgain, mostBroken),
  ],
);
