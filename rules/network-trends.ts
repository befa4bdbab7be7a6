import { receivedGrowth, receivedHour } from "../signals/network-interfaces";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { type Course } from "./cases/node";
import { steps } from "./cases/series";
import { toldOfNetwork as told } from "./host-told";

const every = "1h";
const mib = 1024 ** 2;

/** MiB a second that come in at an interface. */
const received = (course: Course, instance = "web-1", device = "eth0"): Series => ({
  [`instance_device:node_network_received_bytes:rate5m{instance="${instance}", device="${device}"}`]: steps(
    course.map(([until, value]) => [until, value * mib] as const),
    every,
  ),
});
const week = (before: number, now: number, instance = "web-1", device = "eth0"): Series =>
  received(
    [
      ["167h", before],
      ["176h", now],
    ],
    instance,
    device,
  );

export const HostTrafficUnusual = alert("HostTrafficUnusual", {
  ...told,
  kind: "trend",
  optIn: true,
  selectable: ["instance"],
  signal: receivedGrowth,
  above: 3,
  and: (s, n) => promql`${receivedHour.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 10 * mib, unit: "Bps", meaning: "traffic that counts at all" } },
  for: "1h",
  keepFiringFor: "1h",
  severity: "info",
  summary: "{{ $labels.instance }}: receives {value} times as much as a week ago",
  description:
    "Over the last hour, and for {for}, {{ $labels.instance }} has received more than {threshold} times as much as at the same hour a week ago, and more than {floor}. A new client, a copy that runs, or an attack.",
  cases: [
    fires("five times as much over two interfaces, beside hosts that receive little more or are new", {
      every,
      series: {
        ...week(4, 20),
        ...week(4, 20, "web-1", "eth1"),
        ...week(10, 29.1, "web-2"),
        ...week(0, 50, "web-3"),
      },
      at: "170h",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: receives 5 times as much as a week ago",
        description:
          "Over the last hour, and for 1 hour, web-1 has received more than 3 times as much as at the same hour a week ago, and more than 10 MiB/s. A new client, a copy that runs, or an attack.",
      },
    }),
    fires("just over both limits", {
      every,
      series: { ...week(3.333, 10.3), ...week(3.333, 10.3, "web-2") },
      at: "170h",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("much more of next to nothing", { every, series: week(1, 9.7), at: "170h" }),
    quiet("`for` is not over", { every, series: week(4, 20), at: "10115m" }),
    resolves("as a week ago again", {
      every,
      series: received([
        ["167h", 4],
        ["170h", 20],
        ["178h", 4],
      ]),
      labels: [{ instance: "web-1" }],
      firingAt: "170h",
      goneAt: "174h",
    }),
  ],
});
