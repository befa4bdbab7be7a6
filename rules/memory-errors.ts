import { memoryErrorsCorrected, memoryErrorsUncorrected } from "../signals/hardware";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { growing, mapped, node, still } from "./cases/node";
import { toldOfHardware as told } from "./host-told";

const mc0 = { controller: "0" };

export const HostMemoryErrorsCorrected = alert("HostMemoryErrorsCorrected", {
  ...told,
  signal: memoryErrorsCorrected,
  above: 20,
  range: "1h",
  for: "5m",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} memory errors corrected within an hour",
  description:
    "ECC has corrected {value} errors in the memory modules at controller {{ $labels.controller }} of {{ $labels.instance }} within an hour, more than {threshold}. A module that does this often will soon make errors that cannot be corrected.",
  cases: [
    ...around({
      series: (course, instance) =>
        growing(
          "node_edac_correctable_errors_total",
          mapped(course, (value) => value / 3600),
          { ...mc0, instance },
        ),
      limit: 20,
      far: 60,
      for: "5m",
      keepFiringFor: "1h",
      window: "1h",
      labels: mc0,
      text: {
        summary: "web-1: 60 memory errors corrected within an hour",
        description:
          "ECC has corrected 60 errors in the memory modules at controller 0 of web-1 within an hour, more than 20. A module that does this often will soon make errors that cannot be corrected.",
      },
    }),
    fires("two controllers", {
      series: {
        ...growing("node_edac_correctable_errors_total", still(0.1), mc0),
        ...growing("node_edac_correctable_errors_total", still(0.1), { controller: "1" }),
      },
      at: "30m",
      labels: [
        { instance: "web-1", ...mc0 },
        { instance: "web-1", controller: "1" },
      ],
    }),
  ],
});

const errors = (values: string, labels: Labels = {}): Series =>
  node("node_edac_uncorrectable_errors_total", values, { ...mc0, ...labels });

export const HostMemoryErrorsUncorrected = alert("HostMemoryErrorsUncorrected", {
  ...told,
  event: (s) => promql`${memoryErrorsUncorrected.value(s)} > 0`,
  by: ["instance", "controller"],
  range: "1h",
  for: "0s",
  keepFiringFor: "1h",
  severity: "critical",
  summary: "{{ $labels.instance }}: memory error that could not be corrected",
  description:
    "A memory module at controller {{ $labels.controller }} of {{ $labels.instance }} gave wrong data within the last hour, and ECC could not correct it. What was in that place may be damaged; the machine can fail at any time.",
  cases: [
    fires("one error, beside a controller with an old one", {
      series: { ...errors("0x20 1x300"), ...errors("1x400", { controller: "1" }) },
      at: "330s",
      labels: [{ instance: "web-1", ...mc0 }],
      text: {
        summary: "web-1: memory error that could not be corrected",
        description:
          "A memory module at controller 0 of web-1 gave wrong data within the last hour, and ECC could not correct it. What was in that place may be damaged; the machine can fail at any time.",
      },
    }),
    fires("two controllers and two hosts", {
      series: {
        ...errors("0x20 1x300"),
        ...errors("0x20 1x300", { controller: "1" }),
        ...errors("0x20 2x300", { instance: "web-2" }),
      },
      at: "10m",
      labels: [
        { instance: "web-1", ...mc0 },
        { instance: "web-1", controller: "1" },
        { instance: "web-2", ...mc0 },
      ],
    }),
    quiet("errors before anybody looked", { series: errors("2x200"), at: "30m" }),
    resolves("no further error", {
      series: errors("0x20 1x700"),
      labels: [{ instance: "web-1", ...mc0 }],
      firingAt: "2h",
      goneAt: "127m",
    }),
  ],
});
