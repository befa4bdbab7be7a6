import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as fleet from "./panels/gpu-fleet";
import { energyDay, energyGrowth } from "./panels/gpu-heat";
import { gpuHosts } from "./panels/gpu-words";

/** All GPUs: whether they are well, whether they are used, and which one needs somebody. */
export const gpu = dashboard(
  "gpu",
  "GPUs",
  {
    description: "Are the GPUs well, are they used, and which one needs somebody?",
    tags: ["gpu"],
    variables: [cluster, gpuHosts],
    links: ["overview", "gpu-device", "gpu-jobs", "host"],
    needs: ["gpu"],
    time: "24h",
  },
  [
    row(
      "Are they well?",
      fleet.alertsOfGpus,
      fleet.gpusInAll,
      fleet.busyInAll,
      fleet.heldIdleInAll,
      fleet.hottestOfAll,
      fleet.faultyInAll,
    ),
    row("GPUs", fleet.allGpus),
    row(
      "Hosts over time",
      fleet.busyOfHosts,
      fleet.memoryOfHosts,
      fleet.idleOfHosts,
      fleet.temperatureOfHosts,
      fleet.powerOfHosts,
      fleet.heatOfHosts,
    ),
    closedRow("Hosts", fleet.hosts),
    closedRow("Is any held and not used?", fleet.heldIdleOfHosts, fleet.spreadOfHosts),
    closedRow("Do any break?", fleet.xidsOfAll, fleet.gpusSeen, fleet.replaysOfHosts),
    closedRow("Models and drivers", fleet.driverVersions, fleet.gpusByDriver, fleet.gpusByModel),
    closedRow(
      "Power and energy",
      fleet.powerInAll,
      fleet.powerByModel,
      fleet.energy,
      energyDay,
      energyGrowth,
    ),
  ],
);
