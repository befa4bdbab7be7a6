import { eccCorrected, gpuHealth, rowsRemapped } from "../signals/gpu-errors";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, type Labels } from "./cases/case";
import { dcgmSeries, first, levelCases, type Course } from "./cases/gpu";
import { steps } from "./cases/series";
import {
  GpuMemoryErrorsRising,
  GpuMemoryErrorUncorrectable,
  GpuPagesPending,
  GpuPagesRetiredMany,
  GpuRowRemapFailed,
  GpuRowRemapPending,
} from "./gpu-memory-errors";
import {
  GpuDriversDiffer,
  GpuMetricsFrozen,
  GpuMetricsMissing,
  GpuMissing,
  gpusRecorded,
} from "./gpu-presence";
import { GpuXidError, GpuXidFatal, GpuXidOfProgram } from "./gpu-xid";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

const health =
  (health_watch: string): Course =>
  (levels, gpu, every) =>
    dcgmSeries(
      "DCGM_EXP_GPU_HEALTH_STATUS",
      steps(
        levels.map(([until, level]) => [until, level] as const),
        every,
      ),
      gpu,
      { health_watch, health_error_code: "DCGM_FR_OK" },
    );

function healthCases(
  wrong: number,
  not: number,
  text: { readonly summary: string; readonly description: string },
) {
  const mem: Labels = { health_watch: "MEM" };
  return [
    ...levelCases({
      of: health("MEM"),
      beyond: wrong,
      just: wrong,
      not,
      usual: 0,
      for: "1m",
      keepFiringFor: "10m",
      text,
      labels: mem,
    }),
    fires("two parts of one GPU", {
      series: {
        ...health("MEM")([["1h", wrong]], first, "15s"),
        ...health("PCIE")([["1h", wrong]], first, "15s"),
      },
      at: "10m",
      labels: [
        { ...first, health_watch: "MEM" },
        { ...first, health_watch: "PCIE" },
      ],
    }),
  ];
}

export const GpuHealthFailed = alert("GpuHealthFailed", {
  ...told,
  event: (s) => promql`${gpuHealth.value(s)} == 20`,
  by: gpuHealth.by,
  for: "1m",
  keepFiringFor: "10m",
  severity: "critical",
  summary:
    "{{ $labels.instance }}: GPU {{ $labels.gpu }} fails its health check of {{ $labels.health_watch }}",
  description:
    "DCGM's health check says that {{ $labels.health_watch }} of GPU {{ $labels.gpu }} of {{ $labels.instance }} has failed for {for}. Programs on this GPU fail, hang or compute wrong results. Take it out of use.",
  cases: healthCases(20, 10, {
    summary: "gpu-1: GPU 0 fails its health check of MEM",
    description:
      "DCGM's health check says that MEM of GPU 0 of gpu-1 has failed for 1 minute. Programs on this GPU fail, hang or compute wrong results. Take it out of use.",
  }),
});

export const GpuHealthWarning = alert("GpuHealthWarning", {
  ...told,
  event: (s) => promql`${gpuHealth.value(s)} == 10`,
  by: gpuHealth.by,
  for: "1m",
  keepFiringFor: "10m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: health check of {{ $labels.health_watch }} warns of GPU {{ $labels.gpu }}",
  description:
    "DCGM's health check has warned of {{ $labels.health_watch }} of GPU {{ $labels.gpu }} of {{ $labels.instance }} for {for}. It works, but slower than it could or with errors that it still mends. See to it before the next long job starts there.",
  cases: healthCases(10, 20, {
    summary: "gpu-1: health check of MEM warns of GPU 0",
    description:
      "DCGM's health check has warned of MEM of GPU 0 of gpu-1 for 1 minute. It works, but slower than it could or with errors that it still mends. See to it before the next long job starts there.",
  }),
});

/** What GPUs and their driver report as broken. */
export const gpuErrorRules: Rules = {
  name: "gpu-errors",
  needs: ["gpu"],
  recordings: [
    gpusRecorded,
    recording("instance_gpu:dcgm_ecc_corrected:increase24h", eccCorrected, "24h"),
    recording("instance_gpu:dcgm_rows_remapped:sum", rowsRemapped),
  ],
  alerts: [
    GpuDriversDiffer,
    GpuHealthFailed,
    GpuHealthWarning,
    GpuMemoryErrorsRising,
    GpuMemoryErrorUncorrectable,
    GpuMetricsFrozen,
    GpuMetricsMissing,
    GpuMissing,
    GpuPagesPending,
    GpuPagesRetiredMany,
    GpuRowRemapFailed,
    GpuRowRemapPending,
    GpuXidError,
    GpuXidFatal,
    GpuXidOfProgram,
  ],
};
