/** Hardware of a machine: RAID, sensors, memory modules, power. Virtual machines have none of it. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

export const raidDisksMissing = signal({
  title: "Disks missing in a RAID",
  unit: "short",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning: "Disks that a software RAID should have and does not work with.",
  value: (s) =>
    promql`max by (instance, device) (node_md_disks_required{${s.select("node")}}) - max by (instance, device) (node_md_disks{${s.select("node")}, state="active"})`,
});

export const raidDisksFailed = signal({
  title: "Failed disks in a RAID",
  unit: "short",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning: "Disks that a software RAID has thrown out because of errors.",
  value: (s) => promql`max by (instance, device) (node_md_disks{${s.select("node")}, state="failed"})`,
});

export const temperature = signal({
  title: "Temperature",
  unit: "celsius",
  by: ["instance", "chip", "sensor"],
  plausible: 200,
  meaning: "What a temperature sensor reads.",
  value: (s) =>
    promql`max by (instance, chip, sensor) (node_hwmon_temp_celsius{${s.select("node")}} > 0 < 200)`,
});

// Drivers write 65261.85 °C, 0 or less where they know no limit.
const over = (s: Scope, limit: string) =>
  promql`max by (instance, chip, sensor) (node_hwmon_temp_celsius{${s.select("node")}} > 0 < 200) - min by (instance, chip, sensor) (${limit}{${s.select("node")}} > 0 < 200)`;

export const temperatureOverMaximum = signal({
  title: "Temperature over the maximum",
  unit: "celsius",
  by: ["instance", "chip", "sensor"],
  plausible: 200,
  meaning:
    "By how much a sensor reads more than the maximum that its maker set for it. Below 0 all is well. Sensors without a sensible maximum have no value.",
  value: (s) => over(s, "node_hwmon_temp_max_celsius"),
});

export const temperatureOverCritical = signal({
  title: "Temperature over the critical limit",
  unit: "celsius",
  by: ["instance", "chip", "sensor"],
  plausible: 200,
  meaning:
    "By how much a sensor reads more than the limit at which the hardware protects itself by switching off. Below 0 it does not.",
  value: (s) => over(s, "node_hwmon_temp_crit_celsius"),
});

export const sensorAlarm = signal({
  title: "Alarm of a sensor",
  unit: "bool",
  tone: "error",
  by: ["instance", "chip", "sensor"],
  min: 0,
  max: 1,
  meaning:
    "1 while the hardware itself says that a fan, a temperature or the power is out of its limits. Voltages are left out: many boards have wrong limits for them.",
  value: (s) =>
    promql`max by (instance, chip, sensor) (node_hwmon_temp_alarm{${s.select("node")}} or node_hwmon_fan_alarm{${s.select("node")}} or node_hwmon_power_alarm{${s.select("node")}})`,
});

export const memoryErrorsCorrected = signal({
  title: "Memory errors corrected",
  unit: "short",
  tone: "error",
  by: ["instance", "controller"],
  min: 0,
  meaning: "Errors in memory modules that ECC mended in the time shown.",
  value: (s) =>
    promql`max by (instance, controller) (increase(node_edac_correctable_errors_total{${s.select("node")}}[${s.range}]))`,
});

export const memoryErrorsUncorrected = signal({
  title: "Memory errors not corrected",
  unit: "short",
  tone: "error",
  by: ["instance", "controller"],
  min: 0,
  meaning: "Errors in memory modules in the time shown that ECC could see and not mend: data was wrong.",
  value: (s) =>
    promql`max by (instance, controller) (increase(node_edac_uncorrectable_errors_total{${s.select("node")}}[${s.range}]))`,
});

export const powerOnline = signal({
  title: "Power supply online",
  unit: "bool",
  by: ["instance", "power_supply"],
  min: 0,
  max: 1,
  meaning: "1 while a power supply gets power from the mains.",
  value: (s) => promql`max by (instance, power_supply) (node_power_supply_online{${s.select("node")}})`,
});
