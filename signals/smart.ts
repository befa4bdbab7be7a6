/** What disks say about their own health (SMART), from the text files of smartmon.py and nvme_metrics.py. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** NVMe values carry the path of the disk as `device`, those of smartmon as `disk`. */
const nvme = (metric: Promql) =>
  promql`max by (instance, disk) (label_replace(${metric}, "disk", "$1", "device", "(.+)"))`;
const attribute = (s: Scope, kind: "raw_value" | "value", names: string) =>
  promql`max by (instance, disk) (${`smartmon_attr_${kind}`}{${s.select("node")}, name=~"${names}"})`;

export const diskHealthy = signal({
  title: "Disk healthy",
  unit: "bool",
  by: ["instance", "disk"],
  min: 0,
  max: 1,
  meaning: "1 while a disk passes its own health check. 0 means that it expects to fail within days.",
  value: (s) => promql`min by (instance, disk) (smartmon_device_smart_healthy{${s.select("node")}})`,
});

export const nvmeWarning = signal({
  title: "NVMe critical warning",
  unit: "none",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning:
    "Warnings of an NVMe disk as a sum: 1 spare blocks used up, 2 temperature, 4 unreliable, 8 read-only, 16 backup of the cache failed.",
  value: (s) => promql`max by (instance, device) (nvme_critical_warning{${s.select("node")}})`,
});

export const badSectors = signal({
  title: "Bad sectors",
  unit: "short",
  tone: "error",
  by: ["instance", "disk"],
  min: 0,
  meaning: "Sectors that a disk has replaced or wants to replace because it could not read them.",
  value: (s) =>
    promql`sum by (instance, disk) (smartmon_attr_raw_value{${s.select("node")}, name=~"reallocated_sector_ct|current_pending_sector"})`,
});

export const badSectorsGrown = signal({
  title: "New bad sectors, 1 day",
  unit: "short",
  tone: "error",
  by: ["instance", "disk"],
  min: 0,
  meaning: "By how many bad sectors a disk has more than it had within the last 24 hours.",
  value: (s) => {
    const sectors = promql`smartmon_attr_raw_value{${s.select("node")}, name=~"reallocated_sector_ct|current_pending_sector"}`;
    return promql`sum by (instance, disk) (${sectors} - min_over_time(${sectors}[1d]))`;
  },
});

export const diskWear = signal({
  title: "Disk wear",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "disk"],
  min: 0,
  meaning:
    "Share of the writes that a flash disk is made for and has had. It may go above 100 % and the disk still work.",
  value: (s) =>
    promql`${nvme(promql`nvme_percentage_used_ratio{${s.select("node")}}`)} or 1 - ${attribute(s, "value", "media_wearout_indicator|wear_leveling_count")} / 100`,
});

export const diskTemperature = signal({
  title: "Temperature of a disk",
  unit: "celsius",
  by: ["instance", "disk"],
  plausible: 200,
  meaning: "What a disk reads of its own temperature.",
  value: (s) =>
    promql`${nvme(promql`nvme_temperature_celsius{${s.select("node")}}`)} or ${attribute(s, "raw_value", "temperature_celsius")}`,
});

export const diskMediaErrors = signal({
  title: "Media errors",
  unit: "short",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning: "Reads in the time shown that an NVMe disk could not answer with the data that was written.",
  value: (s) =>
    promql`max by (instance, device) (increase(nvme_media_errors_total{${s.select("node")}}[${s.range}]))`,
});
