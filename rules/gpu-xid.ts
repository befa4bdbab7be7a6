import { dcgm } from "../signals/gpu";
import { gpuXidErrors } from "../signals/gpu-errors";
import { promql } from "../signals/promql";
import { type Scope } from "../signals/signal";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { dcgmSeries, first, other, second, type Gpu } from "./cases/gpu";
import { steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

// Numbers as in NVIDIA's catalogue of XIDs. After these the GPU, not the program, has to be seen to: uncorrectable memory
// errors (48, 95, 140), halted controllers (62, 119, 120), a remap that failed (64), NVLink (74), a GPU that is gone (79)
// or does not come up (143).
const fatal = "48|62|64|74|79|95|119|120|140|143";
// Mostly a fault of the program: an exception (13), a wrong address (31), what follows from an earlier error or from being
// ended (43, 45), a video stream that cannot be decoded (68), a wrong command (69).
const ofPrograms = "13|31|43|45|68|69";
// 63 only records that a row or page is to be replaced, which has alerts of its own.
const recorded = "63";

const xids = (s: Scope, matcher: string) =>
  promql`max by (instance, gpu, xid) (DCGM_EXP_XID_ERRORS_COUNT{${dcgm(s)}, ${matcher}}) > 0`;

const window = { window_size_in_ms: "300000" };

/** An XID between 1 and 6 minutes: a count for each number that was seen, and one without a number where none was. */
function xidSeries(xid: string, gpu: Gpu): Series {
  return {
    ...dcgmSeries(
      "DCGM_EXP_XID_ERRORS_COUNT",
      steps([
        ["1m", 0],
        ["6m", "missing"],
        ["1h", 0],
      ]),
      gpu,
      window,
    ),
    ...dcgmSeries(
      "DCGM_EXP_XID_ERRORS_COUNT",
      steps([
        ["1m", "missing"],
        ["6m", 2],
        ["1h", "missing"],
      ]),
      gpu,
      { ...window, xid },
    ),
  };
}

const calm = (gpu: Gpu): Series => dcgmSeries("DCGM_EXP_XID_ERRORS_COUNT", steps([["1h", 0]]), gpu, window);

interface XidCases {
  readonly xids: readonly [string, string];
  /** Each of a kind that has an alert of its own, or none. */
  readonly not: readonly string[];
  readonly text: { readonly summary: string; readonly description: string };
}

function xidCases({ xids: [one, two], not, text }: XidCases) {
  return [
    fires("a GPU reports it, another one nothing", {
      series: { ...xidSeries(one, first), ...calm(second) },
      at: "2m",
      labels: [{ ...first, xid: one }],
      text,
    }),
    fires("three GPUs report it, one of them two kinds", {
      series: {
        ...xidSeries(one, first),
        ...xidSeries(two, first),
        ...xidSeries(one, second),
        ...xidSeries(one, other),
      },
      at: "2m",
      labels: [
        { ...first, xid: one },
        { ...first, xid: two },
        { ...second, xid: one },
        { ...other, xid: one },
      ],
    }),
    ...not.map((xid) => quiet(`XID ${xid} is of another kind`, { series: xidSeries(xid, first), at: "2m" })),
    quiet("no XID at all", { series: calm(first), at: "2m" }),
    quiet("a number that is still named, with a count of 0", {
      series: dcgmSeries("DCGM_EXP_XID_ERRORS_COUNT", steps([["1h", 0]]), first, { ...window, xid: one }),
      at: "2m",
    }),
    resolves("it is not reported again", {
      series: xidSeries(one, first),
      labels: [{ ...first, xid: one }],
      firingAt: "6m",
      // Without a staleness marker a series is seen for 5 minutes more.
      goneAt: "1275s" as const,
    }),
  ];
}

export const GpuXidFatal = alert("GpuXidFatal", {
  ...told,
  event: (s) => xids(s, `xid=~"${fatal}"`),
  by: gpuXidErrors.by,
  for: "0s",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} reports XID {{ $labels.xid }}",
  description:
    "The driver reported an error of GPU {{ $labels.gpu }} of {{ $labels.instance }} from which it does not recover by itself. Programs on it fail or hang, and what they computed last is in doubt. Take the GPU out of use, then reset it or have it replaced.",
  cases: xidCases({
    xids: ["79", "48"],
    not: ["13", "94", "63"],
    text: {
      summary: "gpu-1: GPU 0 reports XID 79",
      description:
        "The driver reported an error of GPU 0 of gpu-1 from which it does not recover by itself. Programs on it fail or hang, and what they computed last is in doubt. Take the GPU out of use, then reset it or have it replaced.",
    },
  }),
});

export const GpuXidError = alert("GpuXidError", {
  ...told,
  // An empty number is that of a GPU without errors.
  event: (s) => xids(s, `xid!~"|0|${recorded}|${fatal}|${ofPrograms}"`),
  by: gpuXidErrors.by,
  for: "0s",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} reports XID {{ $labels.xid }}",
  description:
    "The driver reported an error of GPU {{ $labels.gpu }} of {{ $labels.instance }} that neither is known to be fatal nor usually comes from a program. The program that ran on it may have ended. Look the number up in NVIDIA's catalogue of XIDs before the GPU is given to the next one.",
  cases: xidCases({
    xids: ["94", "154"],
    not: ["13", "79", "63", "0"],
    text: {
      summary: "gpu-1: GPU 0 reports XID 94",
      description:
        "The driver reported an error of GPU 0 of gpu-1 that neither is known to be fatal nor usually comes from a program. The program that ran on it may have ended. Look the number up in NVIDIA's catalogue of XIDs before the GPU is given to the next one.",
    },
  }),
});

export const GpuXidOfProgram = alert("GpuXidOfProgram", {
  ...told,
  event: (s) => xids(s, `xid=~"${ofPrograms}"`),
  by: gpuXidErrors.by,
  for: "0s",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: a program on GPU {{ $labels.gpu }} caused XID {{ $labels.xid }}",
  description:
    "A program on GPU {{ $labels.gpu }} of {{ $labels.instance }} did something that the GPU refuses, such as reading a wrong address, and was most likely ended. The GPU itself goes on. The same number from many programs on one GPU points to the GPU after all.",
  cases: xidCases({
    xids: ["31", "13"],
    not: ["79", "94", "63"],
    text: {
      summary: "gpu-1: a program on GPU 0 caused XID 31",
      description:
        "A program on GPU 0 of gpu-1 did something that the GPU refuses, such as reading a wrong address, and was most likely ended. The GPU itself goes on. The same number from many programs on one GPU points to the GPU after all.",
    },
  }),
});
