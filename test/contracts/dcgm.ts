/** What dcgm-exporter tells of a GPU, from the counters that it is told to collect and the source of its version. */
import { type DcgmCounter } from "../../components/dcgm-counters";
import { type Sample } from "./exposition";
import { contractText, documentedLine } from "./documented";

/** Labels of every metric of a GPU, in internal/pkg/rendermetrics/render_metrics.go of version 4.5.3-4.8.2. */
const gpu = ["gpu", "UUID", "pci_bus_id", "device", "modelName"];

/**
 * The host. Version 4.5.3-4.8.2 reads the flag --no-hostname and does nothing with it; the version after it calls the
 * label `hostname`. Prometheus' own label `instance` is the one to choose by.
 */
const host = "Hostname";

/** Labels of a part of a GPU that was divided (MIG). */
const part = ["GPU_I_PROFILE", "GPU_I_ID"];

/** Whose GPU it is, in a cluster and while a container has it. */
const owner = ["container", "namespace", "pod"];

/** Reasons for reduced clocks, in internal/pkg/collector/clock_events_collector.go. */
const clockEvents = [
  "clocks_setting",
  "display_clocks",
  "gpu_idle",
  "hw_power_brake",
  "hw_slowdown",
  "hw_thermal",
  "power_cap",
  "sw_thermal",
  "sync_boost",
];

/** Subjects of DCGM's health checks, in internal/pkg/collector/gpu_health_collector.go. */
const healthWatches = [
  "ALL",
  "DRIVER",
  "INFOROM",
  "MCU",
  "MEM",
  "NVLINK",
  "PCIE",
  "PMU",
  "POWER",
  "SM",
  "THERMAL",
];

type Labels = Sample["labels"];

const any = (names: readonly string[]): Labels => Object.fromEntries(names.map((name) => [name, "x"]));

/**
 * What a counter has besides the labels of its GPU, a set for each kind of series. Counts over a window are a series for
 * each value that was seen in it, and one without a value where nothing was.
 */
function own(field: string): readonly Labels[] {
  const window = { window_size_in_ms: "300000" };
  if (field === "DCGM_EXP_XID_ERRORS_COUNT") return [window, { ...window, xid: "x" }];
  if (field === "DCGM_EXP_CLOCK_EVENTS_COUNT")
    return [window, ...clockEvents.map((clock_event) => ({ ...window, clock_event }))];
  if (field === "DCGM_EXP_GPU_HEALTH_STATUS")
    return healthWatches.map((health_watch) => ({ ...any(["health_error_code"]), health_watch }));
  if (field === "DCGM_FI_DEV_XID_ERRORS") return [any(["err_code", "err_msg"])];
  if (field.startsWith("DCGM_EXP_"))
    throw new Error(`the labels of ${field} are not known; read its collector and write them in dcgm.ts`);
  return [{}];
}

/** The contract of dcgm-exporter with a file of these counters. Throws an Error for one whose labels are not known. */
export function dcgmContract(counters: readonly DcgmCounter[]): string {
  const labels = counters.filter(({ type }) => type === "label").map(({ field }) => field);
  const everywhere = any([...gpu, host, ...labels]);
  const families = counters
    .filter(({ type }) => type !== "label")
    .map(({ field, type, help }) => ({
      name: field,
      type,
      help,
      samples: own(field).flatMap((more) =>
        [{}, any(owner), any([...part, ...owner])].map((whose) => ({
          name: field,
          labels: { ...everywhere, ...more, ...whose },
        })),
      ),
    }));
  return (
    documentedLine(
      "dcgm-exporter 4.5.3-4.8.2, internal/pkg/rendermetrics and internal/pkg/collector, with the counters of components/dcgm-counters.ts",
    ) + contractText(families)
  );
}
