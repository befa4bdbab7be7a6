import {
  eccCorrectedDay,
  eccUncorrected,
  pagesPending,
  pagesRetired,
  rowRemapFailed,
  rowRemapPending,
} from "../signals/gpu-errors";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import {
  dcgmSeries,
  first,
  gauge,
  levelCases,
  other,
  second,
  sentinelCases,
  type Course,
  type Gpu,
} from "./cases/gpu";
import { counter, steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

export const GpuMemoryErrorUncorrectable = alert("GpuMemoryErrorUncorrectable", {
  ...told,
  // A counter that jumps to a sentinel and back has not counted errors.
  event: (s) => promql`${eccUncorrected.value(s)} > 0 < 1e6`,
  range: "15m",
  by: eccUncorrected.by,
  for: "0s",
  keepFiringFor: "15m",
  severity: "critical",
  summary: "{{ $labels.instance }}: memory of GPU {{ $labels.gpu }} lost data",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} had a memory error of two bits in the last 15 minutes, which cannot be corrected. The program that used the memory is ended or has computed with wrong data. The GPU needs a reset before anything else runs on it.",
  cases: [
    fires("an error on one GPU, none on others", {
      series: {
        ...dcgmSeries(
          "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
          steps([
            ["20m", 0],
            ["1h", 1],
          ]),
        ),
        ...dcgmSeries("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", steps([["1h", 3]]), second),
        ...dcgmSeries("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", steps([["1h", 0]]), other),
      },
      at: "1215s",
      labels: [first],
      text: {
        summary: "gpu-1: memory of GPU 0 lost data",
        description:
          "GPU 0 of gpu-1 had a memory error of two bits in the last 15 minutes, which cannot be corrected. The program that used the memory is ended or has computed with wrong data. The GPU needs a reset before anything else runs on it.",
      },
    }),
    fires("errors on three GPUs", {
      series: Object.assign(
        {},
        ...[first, second, other].map((gpu) =>
          dcgmSeries(
            "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
            steps([
              ["20m", 0],
              ["1h", 1],
            ]),
            gpu,
          ),
        ),
      ) as Series,
      at: "21m",
      labels: [first, second, other],
    }),
    quiet("an error long ago, and the counter starts anew with the driver", {
      series: dcgmSeries(
        "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
        steps([
          ["20m", 4],
          ["1h", 0],
        ]),
      ),
      at: "25m",
    }),
    quiet("a GPU without such memory gives a sentinel for a while", {
      series: dcgmSeries(
        "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
        steps([
          ["20m", 0],
          ["21m", 9223372036854775794],
          ["1h", 0],
        ]),
      ),
      at: "25m",
    }),
    resolves("no further error", {
      series: dcgmSeries(
        "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL",
        steps([
          ["20m", 0],
          ["2h", 1],
        ]),
      ),
      labels: [first],
      firingAt: "34m",
      goneAt: "51m",
    }),
  ],
});

const sbe = "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL";

/** Corrected errors: so many on the first day, so many on the second. */
const twoDays = (before: number, after: number, gpu: Gpu = first): Series =>
  dcgmSeries(
    sbe,
    counter(
      [
        ["24h", before / 86_400],
        ["60h", after / 86_400],
      ],
      "1h",
    ),
    gpu,
  );

export const GpuMemoryErrorsRising = alert("GpuMemoryErrorsRising", {
  ...told,
  kind: "trend",
  signal: eccCorrectedDay,
  above: 100,
  and: (s, n) =>
    promql`${eccCorrectedDay.value(s)} > ${n("growth")} * max by (instance, gpu) (instance_gpu:dcgm_ecc_corrected:increase24h${s.any} offset 24h)`,
  parameters: {
    growth: { value: 2, unit: "short", meaning: "how many times as many errors as on the day before" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} corrected memory errors of GPU {{ $labels.gpu }} in a day",
  description:
    "The memory of GPU {{ $labels.gpu }} of {{ $labels.instance }} had more than {threshold} errors of one bit in 24 hours, and more than {growth} times as many as in the 24 hours before. They were corrected, but a cell that fails more and more often soon fails for good.",
  cases: [
    fires("ten times as many as the day before, while other GPUs have a few or always many", {
      every: "1h",
      series: { ...twoDays(20, 200), ...twoDays(20, 30, second), ...twoDays(900, 900, other) },
      at: "49h",
      labels: [first],
      text: {
        summary: "gpu-1: 200 corrected memory errors of GPU 0 in a day",
        description:
          "The memory of GPU 0 of gpu-1 had more than 100 errors of one bit in 24 hours, and more than 2 times as many as in the 24 hours before. They were corrected, but a cell that fails more and more often soon fails for good.",
      },
    }),
    fires("three GPUs, just beyond the limit", {
      every: "1h",
      series: { ...twoDays(5, 103), ...twoDays(5, 103, second), ...twoDays(5, 103, other) },
      at: "50h",
      labels: [first, second, other],
    }),
    fires("just more than twice as many", {
      every: "1h",
      series: twoDays(100, 203),
      at: "2910m",
      labels: [first],
    }),
    quiet("just not beyond the limit", { every: "1h", series: twoDays(5, 97), at: "50h" }),
    quiet("just not twice as many", { every: "1h", series: twoDays(200, 394), at: "48h" }),
    quiet("`for` is not over", { every: "1h", series: twoDays(5, 103), at: "47h" }),
    resolves("the pace of errors goes back", {
      every: "1h",
      series: dcgmSeries(
        sbe,
        counter(
          [
            ["24h", 10 / 86_400],
            ["48h", 300 / 86_400],
            ["96h", 1 / 86_400],
          ],
          "1h",
        ),
      ),
      labels: [first],
      firingAt: "50h",
      goneAt: "74h",
    }),
  ],
});

/** A state that is 1 where something is wrong. */
function stateCases(
  of: Course,
  given: {
    readonly for: "1m" | "5m";
    readonly keepFiringFor: "10m" | "15m";
    readonly text: { readonly summary: string; readonly description: string };
    readonly wrong?: number;
  },
) {
  const wrong = given.wrong ?? 1;
  return [
    ...levelCases({ of, beyond: wrong, just: wrong, not: 0, usual: 0, ...given }),
    ...sentinelCases(of, "30m"),
  ];
}

export const GpuRowRemapFailed = alert("GpuRowRemapFailed", {
  ...told,
  event: (s) => promql`${rowRemapFailed.value(s)} == 1`,
  by: rowRemapFailed.by,
  for: "1m",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: memory of GPU {{ $labels.gpu }} cannot be repaired",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} found a broken row in its memory and had no spare row for it. Programs that get this memory fail again and again. The GPU has to be replaced.",
  cases: stateCases(gauge("DCGM_FI_DEV_ROW_REMAP_FAILURE"), {
    for: "1m",
    keepFiringFor: "10m",
    text: {
      summary: "gpu-1: memory of GPU 0 cannot be repaired",
      description:
        "GPU 0 of gpu-1 found a broken row in its memory and had no spare row for it. Programs that get this memory fail again and again. The GPU has to be replaced.",
    },
  }),
});

export const GpuRowRemapPending = alert("GpuRowRemapPending", {
  ...told,
  event: (s) => promql`${rowRemapPending.value(s)} == 1`,
  by: rowRemapPending.by,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} has to be reset to repair its memory",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has had a spare row ready for a broken one for {for}, and takes it into use at the next reset. Until then the broken row stays out of reach or may end another program.",
  cases: stateCases(gauge("DCGM_FI_DEV_ROW_REMAP_PENDING"), {
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "gpu-1: GPU 0 has to be reset to repair its memory",
      description:
        "GPU 0 of gpu-1 has had a spare row ready for a broken one for 5 minutes, and takes it into use at the next reset. Until then the broken row stays out of reach or may end another program.",
    },
  }),
});

export const GpuPagesPending = alert("GpuPagesPending", {
  ...told,
  event: (s) => promql`${pagesPending.value(s)} > 0 <= 1e6`,
  by: pagesPending.by,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} memory pages of GPU {{ $labels.gpu }} wait to be retired",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} found pages of its memory to be bad, and takes them out of use when its driver is loaded again. Until then programs may get them and end with a memory error.",
  cases: stateCases(gauge("DCGM_FI_DEV_RETIRED_PENDING"), {
    for: "5m",
    keepFiringFor: "10m",
    wrong: 2,
    text: {
      summary: "gpu-1: 2 memory pages of GPU 0 wait to be retired",
      description:
        "GPU 0 of gpu-1 found pages of its memory to be bad, and takes them out of use when its driver is loaded again. Until then programs may get them and end with a memory error.",
    },
  }),
});

/** Retired pages, a third of them for errors of two bits. */
const retired: Course = (levels, gpu, every) => ({
  ...gauge("DCGM_FI_DEV_RETIRED_SBE", 2 / 3)(levels, gpu, every),
  ...gauge("DCGM_FI_DEV_RETIRED_DBE", 1 / 3)(levels, gpu, every),
});

export const GpuPagesRetiredMany = alert("GpuPagesRetiredMany", {
  ...told,
  signal: pagesRetired,
  // The table of a GPU has room for 64 pages, and NVIDIA takes GPUs back before it is full.
  above: 48,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} memory pages of GPU {{ $labels.gpu }} are retired",
  description:
    "More than {threshold} pages of the memory of GPU {{ $labels.gpu }} of {{ $labels.instance }} are out of use because of errors. The table that holds them has room for 64; after that, a bad page ends every program that gets it. Have the GPU replaced in time.",
  cases: [
    ...levelCases({
      of: retired,
      beyond: 60,
      just: 49,
      not: 47.9,
      usual: 3,
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "gpu-1: 60 memory pages of GPU 0 are retired",
        description:
          "More than 48 pages of the memory of GPU 0 of gpu-1 are out of use because of errors. The table that holds them has room for 64; after that, a bad page ends every program that gets it. Have the GPU replaced in time.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_RETIRED_SBE"), "30m", (gpu, until, every) =>
      gauge("DCGM_FI_DEV_RETIRED_DBE")([[until, 0]], gpu, every),
    ),
  ],
});
