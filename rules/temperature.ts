import { temperatureOverCritical, temperatureOverMaximum } from "../signals/hardware";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, type Series } from "./cases/case";
import { gauge, mapped, still, type Course } from "./cases/node";
import { toldOfHardware as told } from "./host-told";

const sensor = { chip: "platform_coretemp_0", sensor: "temp1" };
const reads = (over: Course, limit: string, instance = "web-1", at = 90): Series => ({
  ...gauge(
    "node_hwmon_temp_celsius",
    mapped(over, (value) => 90 + value),
    { ...sensor, instance },
  ),
  ...gauge(limit, still(at), { ...sensor, instance }),
});
const several = (limit: string): Series =>
  Object.assign(
    {},
    ...[{}, { instance: "web-2" }, { sensor: "temp2" }, { chip: "nvme_nvme0" }].flatMap((labels) => [
      gauge("node_hwmon_temp_celsius", still(95), { ...sensor, ...labels }),
      gauge(limit, still(90), { ...sensor, ...labels }),
    ]),
  ) as Series;
const all = [
  { instance: "web-1", ...sensor },
  { instance: "web-2", ...sensor },
  { instance: "web-1", ...sensor, sensor: "temp2" },
  { instance: "web-1", ...sensor, chip: "nvme_nvme0" },
];
const sentinels = (limit: string) => [
  quiet("a limit that the driver does not know", {
    series: {
      ...reads(still(-20), limit, "web-1", 0),
      ...reads(still(-20), limit, "web-2", -60),
      ...reads(still(250), limit, "web-3", 65261.85),
    },
    at: "30m",
  }),
  quiet("a reading that cannot be", { series: reads(still(65171.85), limit), at: "30m" }),
];

export const HostTemperatureHigh = alert("HostTemperatureHigh", {
  ...told,
  signal: temperatureOverMaximum,
  above: 0,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.sensor }} of {{ $labels.chip }} is {value} over its maximum",
  description:
    "The sensor {{ $labels.sensor }} of {{ $labels.chip }} on {{ $labels.instance }} has read more than the maximum of its maker for {for}. The part slows down, ages faster, and switches off if it gets hotter still.",
  cases: [
    ...around({
      series: (course, instance) => reads(course, "node_hwmon_temp_max_celsius", instance),
      limit: 0,
      far: 8,
      near: { beyond: 1, short: -1 },
      for: "5m",
      keepFiringFor: "10m",
      labels: sensor,
      text: {
        summary: "web-1: temp1 of platform_coretemp_0 is 8 °C over its maximum",
        description:
          "The sensor temp1 of platform_coretemp_0 on web-1 has read more than the maximum of its maker for 5 minutes. The part slows down, ages faster, and switches off if it gets hotter still.",
      },
    }),
    fires("several sensors, chips and hosts", {
      series: several("node_hwmon_temp_max_celsius"),
      at: "10m",
      labels: all,
    }),
    ...sentinels("node_hwmon_temp_max_celsius"),
  ],
});

export const HostTemperatureCritical = alert("HostTemperatureCritical", {
  ...told,
  signal: temperatureOverCritical,
  above: -3,
  for: "1m",
  keepFiringFor: "10m",
  severity: "critical",
  summary:
    "{{ $labels.instance }}: {{ $labels.sensor }} of {{ $labels.chip }} is about to switch the machine off",
  description:
    "The sensor {{ $labels.sensor }} of {{ $labels.chip }} on {{ $labels.instance }} differs by {value} from the limit at which the hardware switches itself off, and has been above {threshold} from it for {for}. The machine may go any moment.",
  cases: [
    ...around({
      series: (course, instance) => reads(course, "node_hwmon_temp_crit_celsius", instance),
      limit: -3,
      far: 2,
      near: { beyond: -2.92, short: -3.08 },
      for: "1m",
      keepFiringFor: "10m",
      labels: sensor,
      text: {
        summary: "web-1: temp1 of platform_coretemp_0 is about to switch the machine off",
        description:
          "The sensor temp1 of platform_coretemp_0 on web-1 differs by 2 °C from the limit at which the hardware switches itself off, and has been above -3 °C from it for 1 minute. The machine may go any moment.",
      },
    }),
    fires("several sensors, chips and hosts", {
      series: several("node_hwmon_temp_crit_celsius"),
      at: "10m",
      labels: all,
    }),
    ...sentinels("node_hwmon_temp_crit_celsius"),
  ],
});
