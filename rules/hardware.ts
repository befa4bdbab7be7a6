import { powerOnline, raidDisksFailed, raidDisksMissing, sensorAlarm } from "../signals/hardware";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gauge, mapped, still, type Course } from "./cases/node";
import { toldOfHardware as told } from "./host-told";
import { HostMemoryErrorsCorrected, HostMemoryErrorsUncorrected } from "./memory-errors";
import { type Rules } from "./rule";
import { HostTemperatureCritical, HostTemperatureHigh } from "./temperature";

const md0 = { device: "md0" };
/** A RAID of two disks, of which some are missing. */
const raid = (missing: Course, labels: Labels = {}, failed = 0): Series => ({
  ...gauge("node_md_disks_required", still(2), { ...md0, ...labels }),
  ...gauge(
    "node_md_disks",
    mapped(missing, (count) => 2 - count),
    { ...md0, ...labels, state: "active" },
  ),
  ...gauge("node_md_disks", still(failed), { ...md0, ...labels, state: "failed" }),
  ...gauge("node_md_disks", still(0), { ...md0, ...labels, state: "spare" }),
});

export const HostRaidDegraded = alert("HostRaidDegraded", {
  ...told,
  event: (s) => promql`${raidDisksMissing.value(s)} > 0`,
  by: ["instance", "device"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: the RAID {{ $labels.device }} lacks {value} of its disks",
  description:
    "The RAID {{ $labels.device }} of {{ $labels.instance }} has worked without {value} of its disks for {for}. The next disk that fails takes the data with it.",
  cases: [
    fires("one of two disks, beside a RAID that is whole", {
      series: { ...raid(still(1)), ...raid(still(0), { device: "md1" }) },
      at: "5m",
      labels: [{ instance: "web-1", ...md0 }],
      text: {
        summary: "web-1: the RAID md0 lacks 1 of its disks",
        description:
          "The RAID md0 of web-1 has worked without 1 of its disks for 5 minutes. The next disk that fails takes the data with it.",
      },
    }),
    fires("two RAIDs and two hosts", {
      series: {
        ...raid(still(1)),
        ...raid(still(1), { device: "md1" }),
        ...raid(still(1), { instance: "web-2" }),
      },
      at: "10m",
      labels: [
        { instance: "web-1", ...md0 },
        { instance: "web-1", device: "md1" },
        { instance: "web-2", ...md0 },
      ],
    }),
    quiet("`for` is not over", { series: raid(still(1)), at: "285s" }),
    resolves("the disk is back", {
      series: raid([
        ["10m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "web-1", ...md0 }],
      firingAt: "15m",
      goneAt: "915s",
    }),
  ],
});

export const HostRaidDiskFailed = alert("HostRaidDiskFailed", {
  ...told,
  event: (s) => promql`${raidDisksFailed.value(s)} > 0`,
  by: ["instance", "device"],
  for: "0s",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} disks of the RAID {{ $labels.device }} have failed",
  description:
    "The RAID {{ $labels.device }} of {{ $labels.instance }} has thrown out {value} of its disks because of errors. A spare may have taken its place already; the disk has to be replaced all the same.",
  cases: [
    fires("one, beside a RAID without", {
      series: { ...raid(still(0), {}, 1), ...raid(still(0), { device: "md1" }) },
      at: "1m",
      labels: [{ instance: "web-1", ...md0 }],
      text: {
        summary: "web-1: 1 disks of the RAID md0 have failed",
        description:
          "The RAID md0 of web-1 has thrown out 1 of its disks because of errors. A spare may have taken its place already; the disk has to be replaced all the same.",
      },
    }),
    fires("two RAIDs and two hosts", {
      series: {
        ...raid(still(0), {}, 1),
        ...raid(still(0), { device: "md1" }, 2),
        ...raid(still(0), { instance: "web-2" }, 1),
      },
      at: "1m",
      labels: [
        { instance: "web-1", ...md0 },
        { instance: "web-1", device: "md1" },
        { instance: "web-2", ...md0 },
      ],
    }),
    quiet("a disk is missing that nobody threw out", { series: raid(still(1)), at: "5m" }),
    resolves("it is taken out of the RAID", {
      series: gauge(
        "node_md_disks",
        [
          ["10m", 1],
          ["1h", 0],
        ],
        { ...md0, state: "failed" },
      ),
      labels: [{ instance: "web-1", ...md0 }],
      firingAt: "15m",
      goneAt: "915s",
    }),
  ],
});

const fan = { chip: "isa_0a20", sensor: "fan1" };
const alarms = (course: Course, labels: Labels = {}, kind = "fan"): Series =>
  gauge(`node_hwmon_${kind}_alarm`, course, { ...fan, ...labels });

export const HostSensorAlarm = alert("HostSensorAlarm", {
  ...told,
  event: (s) => promql`${sensorAlarm.value(s)} == 1`,
  by: ["instance", "chip", "sensor"],
  for: "2m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: alarm of {{ $labels.sensor }} of {{ $labels.chip }}",
  description:
    "For {for} the hardware of {{ $labels.instance }} has said that {{ $labels.sensor }} of {{ $labels.chip }} is out of its limits: a fan that stands, a temperature or a power that is too high.",
  cases: [
    fires("a fan, beside one that turns", {
      series: { ...alarms(still(1)), ...alarms(still(0), { sensor: "fan2" }) },
      at: "2m",
      labels: [{ instance: "web-1", ...fan }],
      text: {
        summary: "web-1: alarm of fan1 of isa_0a20",
        description:
          "For 2 minutes the hardware of web-1 has said that fan1 of isa_0a20 is out of its limits: a fan that stands, a temperature or a power that is too high.",
      },
    }),
    fires("of each kind, of two chips and two hosts", {
      series: {
        ...alarms(still(1)),
        ...alarms(still(1), { sensor: "temp1" }, "temp"),
        ...alarms(still(1), { sensor: "power1" }, "power"),
        ...alarms(still(1), { chip: "isa_0290" }),
        ...alarms(still(1), { instance: "web-2" }),
      },
      at: "5m",
      labels: [
        { instance: "web-1", ...fan },
        { instance: "web-1", ...fan, sensor: "temp1" },
        { instance: "web-1", ...fan, sensor: "power1" },
        { instance: "web-1", ...fan, chip: "isa_0290" },
        { instance: "web-2", ...fan },
      ],
    }),
    quiet("`for` is not over", { series: alarms(still(1)), at: "105s" }),
    resolves("the fan turns again", {
      series: alarms([
        ["10m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "web-1", ...fan }],
      firingAt: "20m",
      goneAt: "1215s",
    }),
  ],
});

const supply = { power_supply: "AC" };
const power = (course: Course, labels: Labels = {}): Series =>
  gauge("node_power_supply_online", course, { ...supply, ...labels });
const goesOff: Course = [
  ["10m", 1],
  ["2h", 0],
];

export const HostPowerLost = alert("HostPowerLost", {
  ...told,
  // A socket without a plug says the same from the start.
  event: (s) =>
    promql`${powerOnline.value(s)} == 0 and max by (instance, power_supply) (max_over_time(node_power_supply_online{${s.select("node")}}[1d])) == 1`,
  by: ["instance", "power_supply"],
  for: "1m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: no mains power at {{ $labels.power_supply }}",
  description:
    "{{ $labels.power_supply }} of {{ $labels.instance }} had power within the last day and has had none for {for}. The machine runs on a battery or on its other supply.",
  cases: [
    fires("one supply, beside one with power and a socket without a plug", {
      series: {
        ...power(goesOff),
        ...power(still(1), { power_supply: "AC1" }),
        ...power(still(0), { power_supply: "AC2" }),
      },
      at: "675s",
      labels: [{ instance: "web-1", ...supply }],
      text: {
        summary: "web-1: no mains power at AC",
        description:
          "AC of web-1 had power within the last day and has had none for 1 minute. The machine runs on a battery or on its other supply.",
      },
    }),
    fires("two supplies and two hosts", {
      series: {
        ...power(goesOff),
        ...power(goesOff, { power_supply: "AC1" }),
        ...power(goesOff, { instance: "web-2" }),
      },
      at: "15m",
      labels: [
        { instance: "web-1", ...supply },
        { instance: "web-1", power_supply: "AC1" },
        { instance: "web-2", ...supply },
      ],
    }),
    quiet("`for` is not over", { series: power(goesOff), at: "660s" }),
    resolves("power is back", {
      series: power([
        ["10m", 1],
        ["20m", 0],
        ["2h", 1],
      ]),
      labels: [{ instance: "web-1", ...supply }],
      firingAt: "25m",
      goneAt: "1515s",
    }),
  ],
});

/** Hardware of machines that are no virtual ones. */
export const hostHardwareRules: Rules = {
  name: "host-hardware",
  needs: ["hardware"],
  recordings: [],
  alerts: [
    HostRaidDegraded,
    HostRaidDiskFailed,
    HostTemperatureHigh,
    HostTemperatureCritical,
    HostSensorAlarm,
    HostPowerLost,
    HostMemoryErrorsCorrected,
    HostMemoryErrorsUncorrected,
  ],
};
