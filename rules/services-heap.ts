/** Memory of Node.js services that only grows. */
import { promql } from "../signals/promql";
import { heapUsed, serviceUptime } from "../signals/services-runtime";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gauge, selector, shop1, shop2 } from "./cases/services";
import { lines } from "./cases/series";

const told = {
  team: "service",
  service: "runtime",
  dashboard: { uid: "service-runtime", variables: ["job", "instance"] },
} as const;

const mib = 1024 ** 2;
const every = "5m";
interface Heap {
  readonly of: Labels;
  /** In MiB, at the beginning and after eight hours. */
  readonly from: number;
  readonly to: number;
  /** When the process was started, in hours from the beginning. @default -100 */
  readonly started?: number;
}
const heap = ({ of, from, to, started = -100 }: Heap): Series => ({
  [selector("nodejs_heap_size_used_bytes", of)]: lines(
    [
      ["0s", from * mib],
      ["8h", to * mib],
    ],
    every,
  ),
  ...gauge("process_start_time_seconds", of, started * 3600, every, "8h"),
  ...gauge("app_build_info", { ...of, version: "1" }, 1, every, "8h"),
});

export const ServiceHeapLeaking = alert("ServiceHeapLeaking", {
  ...told,
  signal: heapUsed,
  above: 200 * mib,
  // Of a sawtooth the line through all points follows the mean. A young process only fills its caches.
  and: (s, n) =>
    promql`86400 * max by (job, instance) (deriv(nodejs_heap_size_used_bytes${s.any}[6h])) > ${n("growth")} * ${heapUsed.value(s)} and ${serviceUptime.value(s)} > ${n("age")}`,
  parameters: {
    growth: { value: 0.5, unit: "percentunit", meaning: "growth in a day, as a share of the heap" },
    age: { value: 21_600, unit: "s", meaning: "time since the start from which growth counts" },
  },
  kind: "trend",
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }} of {{ $labels.job }}: the heap grows without end ({value})",
  description:
    "For {for} the heap has been above {threshold} and has grown at a pace of more than {growth} a day. Objects are kept that nobody needs; in the end the process runs out of memory and is killed.",
  cases: [
    fires("one of two instances leaks", {
      every,
      series: {
        ...heap({ of: shop1, from: 220, to: 300 }),
        ...heap({ of: shop2, from: 300, to: 304 }),
      },
      at: "8h",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop: the heap grows without end (300MiB)",
        description:
          "For 30 minutes the heap has been above 200 MiB and has grown at a pace of more than 50 % a day. Objects are kept that nobody needs; in the end the process runs out of memory and is killed.",
      },
    }),
    fires("just over each line: 206 MiB, 51.5 % a day, just old enough", {
      every,
      series: heap({ of: shop1, from: 171, to: 206.4, started: 1.4 }),
      at: "8h",
      labels: [shop1],
    }),
    quiet("just under the level", {
      every,
      series: heap({ of: shop1, from: 100, to: 196 }),
      at: "8h",
    }),
    quiet("just under the pace: 48.5 % a day", {
      every,
      series: heap({ of: shop1, from: 251.5, to: 300 }),
      at: "8h",
    }),
    quiet("a young process fills its caches", {
      every,
      series: heap({ of: shop1, from: 200, to: 400, started: 1.6 }),
      at: "8h",
    }),
    quiet("`for` is not over", {
      every,
      series: heap({ of: shop1, from: 190, to: 290, started: -5.75 }),
      at: "1h",
    }),
    resolves("it is restarted", {
      every,
      series: {
        [selector("nodejs_heap_size_used_bytes", shop1)]: `${lines(
          [
            ["0s", 220 * mib],
            ["5h", 300 * mib],
          ],
          every,
        )} ${100 * mib}x40`,
        ...gauge("process_start_time_seconds", shop1, -360_000, every, "8h"),
        ...gauge("app_build_info", { ...shop1, version: "1" }, 1, every, "8h"),
      },
      labels: [shop1],
      firingAt: "5h",
      goneAt: "6h",
    }),
  ],
});
