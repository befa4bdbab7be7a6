import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, oneHost } from "./model/variables";
import * as parts from "./panels/hardware-parts";
import * as units from "./panels/hardware-units";

/** What a machine is made of, and what systemd runs on it. */
export const hardwareDashboard = dashboard(
  "hardware",
  "Hardware and units",
  {
    description: "Does a part of this machine fail, and does everything run that systemd should run?",
    tags: ["host"],
    variables: [cluster, oneHost("node")],
    links: ["hosts", "host", "storage", "overview"],
    time: "24h",
  },
  [
    row(
      "Is it well?",
      parts.raidDisksMissing,
      parts.disksHealthy,
      parts.temperatureOverMaximum,
      parts.memoryErrorsUncorrected,
      units.unitsByState,
    ),
    row(
      "Temperature and power",
      parts.temperatures,
      parts.temperatureOverCritical,
      parts.throttledByHeat,
      parts.sensorAlarms,
      parts.powerSupplies,
    ),
    closedRow(
      "Disks and memory modules",
      parts.raidDisksFailed,
      parts.badSectors,
      parts.badSectorsGrown,
      parts.diskWear,
      parts.diskTemperatures,
      parts.nvmeTrouble,
      parts.memoryErrorsCorrected,
    ),
    closedRow("Units of systemd", units.unitsFailed, units.unitRestarts, units.timers),
  ],
);
