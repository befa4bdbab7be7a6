import { memoryUsed } from "../signals/host";
import { memoryLost, memoryPredicted } from "../signals/memory";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { node } from "./cases/node";
import { lines, steps, type Point } from "./cases/series";
import { told } from "./host-told";

const every = "1m";
const leaking = (points: readonly Point[], instance = "web-1"): Series => ({
  ...node("node_memory_MemTotal_bytes", steps([["14h", 100]], every), { instance }),
  ...node("node_memory_MemAvailable_bytes", lines(points, every), { instance }),
});
const falls = (from: number, to: number): readonly Point[] => [
  ["0s", from],
  ["10h", to],
];

export const HostMemoryLeaking = alert("HostMemoryLeaking", {
  ...told,
  kind: "trend",
  signal: memoryPredicted,
  below: 0.05,
  and: (s, n) => promql`${memoryUsed.value(s)} > ${n("used")} and ${memoryLost.value(s)} > 0`,
  parameters: {
    used: { value: 0.6, unit: "percentunit", meaning: "how much of the memory is in use at least" },
  },
  for: "30m",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }}: memory is running out, {value} left tomorrow",
  description:
    "The available memory of {{ $labels.instance }} has fallen for hours without a pause. At the pace of the last 6 hours less than {threshold} of it is left in 24 hours; more than {used} is in use now. A program probably keeps what it should give back.",
  cases: [
    fires("2 % less each hour, beside hosts that lose less and that have much left", {
      every,
      series: {
        ...leaking(falls(40, 20)),
        ...leaking(falls(39, 36), "web-2"),
        ...leaking(falls(90, 60), "web-3"),
      },
      at: "8h",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: memory is running out, -24% left tomorrow",
        description:
          "The available memory of web-1 has fallen for hours without a pause. At the pace of the last 6 hours less than 5 % of it is left in 24 hours; more than 60 % is in use now. A program probably keeps what it should give back.",
      },
    }),
    fires("just over both limits", {
      every,
      series: { ...leaking(falls(49.8, 35.8)), ...leaking(falls(49.8, 35.8), "web-2") },
      at: "513m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("some minutes before it is over the limit", {
      every,
      series: leaking(falls(49.8, 35.8)),
      at: "505m",
    }),
    quiet("much is left as yet", { every, series: leaking(falls(57, 37)), at: "510m" }),
    quiet("a peak of work within the hours", {
      every,
      series: leaking([
        ["0s", 40],
        ["5h", 40],
        ["6h", 10],
        ["8h", 40],
        ["10h", 5],
      ]),
      at: "9h",
    }),
    quiet("`for` is not over", { every, series: leaking(falls(40, 20)), at: "3h" }),
    resolves("the program is restarted", {
      every,
      series: leaking([
        ["0s", 40],
        ["8h", 24],
        ["481m", 60],
        ["14h", 60],
      ]),
      labels: [{ instance: "web-1" }],
      firingAt: "8h",
      goneAt: "9h",
    }),
  ],
});
