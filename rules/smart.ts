import { diskHealthy, diskTemperature, diskWear, nvmeWarning } from "../signals/smart";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gauge, still, type Course } from "./cases/node";
import { toldOfHardware as told } from "./host-told";
import { type Rules } from "./rule";
import { HostDiskMediaErrors, HostDiskSectorsGrowing } from "./smart-trends";

const sda = { disk: "/dev/sda" };
const nvme0 = { device: "/dev/nvme0n1" };

const healthy = (course: Course, labels: Labels = {}): Series =>
  gauge("smartmon_device_smart_healthy", course, { ...sda, ...labels });

export const HostDiskFailing = alert("HostDiskFailing", {
  ...told,
  event: (s) => promql`${diskHealthy.value(s)} == 0`,
  by: ["instance", "disk"],
  for: "1m",
  keepFiringFor: "1h",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.disk }} says that it is about to fail",
  description:
    "The disk {{ $labels.disk }} of {{ $labels.instance }} does not pass its own health check any more. Disks that say so mostly fail within days, some within hours.",
  cases: [
    fires("one disk, beside a healthy one", {
      series: { ...healthy(still(0)), ...healthy(still(1), { disk: "/dev/sdb" }) },
      at: "1m",
      labels: [{ instance: "web-1", ...sda }],
      text: {
        summary: "web-1: /dev/sda says that it is about to fail",
        description:
          "The disk /dev/sda of web-1 does not pass its own health check any more. Disks that say so mostly fail within days, some within hours.",
      },
    }),
    fires("two disks and two hosts", {
      series: {
        ...healthy(still(0)),
        ...healthy(still(0), { disk: "/dev/sdb" }),
        ...healthy(still(0), { instance: "web-2" }),
      },
      at: "5m",
      labels: [
        { instance: "web-1", ...sda },
        { instance: "web-1", disk: "/dev/sdb" },
        { instance: "web-2", ...sda },
      ],
    }),
    quiet("`for` is not over", { series: healthy(still(0)), at: "45s" }),
    resolves("the disk is replaced", {
      series: healthy([
        ["10m", 0],
        ["3h", 1],
      ]),
      labels: [{ instance: "web-1", ...sda }],
      firingAt: "70m",
      goneAt: "4215s",
    }),
  ],
});

const warning = (course: Course, labels: Labels = {}): Series =>
  gauge("nvme_critical_warning", course, { ...nvme0, ...labels });

export const HostNvmeWarning = alert("HostNvmeWarning", {
  ...told,
  event: (s) => promql`${nvmeWarning.value(s)} > 0`,
  by: ["instance", "device"],
  unit: "none",
  for: "1m",
  keepFiringFor: "30m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.device }} warns with {value}",
  description:
    "The NVMe disk {{ $labels.device }} of {{ $labels.instance }} has set its critical warning to {value}, a sum of 1 (spare blocks used up), 2 (too hot), 4 (unreliable), 8 (read-only) and 16 (backup of its cache failed).",
  cases: [
    fires("one disk, beside one that is well", {
      series: { ...warning(still(4)), ...warning(still(0), { device: "/dev/nvme1n1" }) },
      at: "1m",
      labels: [{ instance: "web-1", ...nvme0 }],
      text: {
        summary: "web-1: /dev/nvme0n1 warns with 4",
        description:
          "The NVMe disk /dev/nvme0n1 of web-1 has set its critical warning to 4, a sum of 1 (spare blocks used up), 2 (too hot), 4 (unreliable), 8 (read-only) and 16 (backup of its cache failed).",
      },
    }),
    fires("two disks and two hosts", {
      series: {
        ...warning(still(1)),
        ...warning(still(8), { device: "/dev/nvme1n1" }),
        ...warning(still(1), { instance: "web-2" }),
      },
      at: "5m",
      labels: [
        { instance: "web-1", ...nvme0 },
        { instance: "web-1", device: "/dev/nvme1n1" },
        { instance: "web-2", ...nvme0 },
      ],
    }),
    quiet("`for` is not over", { series: warning(still(4)), at: "45s" }),
    resolves("the disk has cooled down", {
      series: warning([
        ["10m", 2],
        ["3h", 0],
      ]),
      labels: [{ instance: "web-1", ...nvme0 }],
      firingAt: "40m",
      goneAt: "2415s",
    }),
  ],
});

const wear = (course: Course, labels: Labels = {}): Series =>
  gauge("nvme_percentage_used_ratio", course, { ...nvme0, ...labels });
const worn = { disk: nvme0.device };
const sataWear = (left: number, name: string, disk: string): Series =>
  gauge("smartmon_attr_value", still(left), { disk, name });

export const HostDiskWorn = alert("HostDiskWorn", {
  ...told,
  selectable: ["instance"],
  signal: diskWear,
  above: 0.9,
  for: "5m",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.disk }} has used up {value} of its life",
  description:
    "The disk {{ $labels.disk }} of {{ $labels.instance }} has had more than {threshold} of the writes that it is made for. It works on, but its maker no longer answers for it, and it may become read-only.",
  cases: [
    ...around({
      series: (course, instance) => wear(course, { instance }),
      limit: 0.9,
      far: 1.2,
      for: "5m",
      keepFiringFor: "1h",
      labels: worn,
      text: {
        summary: "web-1: /dev/nvme0n1 has used up 120% of its life",
        description:
          "The disk /dev/nvme0n1 of web-1 has had more than 90 % of the writes that it is made for. It works on, but its maker no longer answers for it, and it may become read-only.",
      },
    }),
    fires("disks of another kind, and two of one host", {
      series: {
        ...wear(still(0.95)),
        ...wear(still(0.95), { device: "/dev/nvme1n1" }),
        ...sataWear(5, "wear_leveling_count", "/dev/sda"),
        ...sataWear(4, "media_wearout_indicator", "/dev/sdb"),
        ...sataWear(12, "wear_leveling_count", "/dev/sdc"),
        ...sataWear(1, "reallocated_sector_ct", "/dev/sdd"),
      },
      at: "10m",
      labels: [worn, { disk: "/dev/nvme1n1" }, { disk: "/dev/sda" }, { disk: "/dev/sdb" }].map((labels) => ({
        instance: "web-1",
        ...labels,
      })),
    }),
  ],
});

const heat = (course: Course, labels: Labels = {}): Series =>
  gauge("smartmon_attr_raw_value", course, { ...sda, name: "temperature_celsius", ...labels });

export const HostDiskHot = alert("HostDiskHot", {
  ...told,
  selectable: ["instance"],
  signal: diskTemperature,
  above: 65,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.disk }} has {value}",
  description:
    "The disk {{ $labels.disk }} of {{ $labels.instance }} has been hotter than {threshold} for {for}. Hot disks slow down and fail early; a fan may stand, or air does not get to them.",
  cases: [
    ...around({
      series: (course, instance) => heat(course, { instance }),
      limit: 65,
      far: 80,
      for: "15m",
      keepFiringFor: "15m",
      labels: sda,
      text: {
        summary: "web-1: /dev/sda has 80 °C",
        description:
          "The disk /dev/sda of web-1 has been hotter than 65 °C for 15 minutes. Hot disks slow down and fail early; a fan may stand, or air does not get to them.",
      },
    }),
    fires("NVMe disks, beside another value of a disk and a number of three temperatures in one", {
      series: {
        ...gauge("nvme_temperature_celsius", still(70), nvme0),
        ...gauge("nvme_temperature_celsius", still(70), { device: "/dev/nvme1n1" }),
        ...heat(still(900), { name: "reallocated_sector_ct", disk: "/dev/sdb" }),
        ...heat(still(172 * 2 ** 32), { disk: "/dev/sdc" }),
      },
      at: "20m",
      labels: [
        { instance: "web-1", ...worn },
        { instance: "web-1", disk: "/dev/nvme1n1" },
      ],
    }),
  ],
});

/** Health of disks, as they tell it themselves. */
export const hostSmartRules: Rules = {
  name: "host-smart",
  needs: ["smart"],
  recordings: [],
  alerts: [
    HostDiskFailing,
    HostNvmeWarning,
    HostDiskSectorsGrowing,
    HostDiskMediaErrors,
    HostDiskWorn,
    HostDiskHot,
  ],
};
