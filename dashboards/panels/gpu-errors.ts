/** What is broken about a GPU. */
import { GpuMemoryErrorsRising, GpuPagesRetiredMany } from "../../rules/gpu-memory-errors";
import { gpuLastXid } from "../../signals/gpu-device";
import * as errors from "../../signals/gpu-errors";
import { stat, stateTimeline, table, timeseries } from "../model/panel";
import { noEcc, notScraped } from "./gpu-words";

export const health = stateTimeline(errors.gpuHealth, {
  states: {
    0: { text: "Well", colour: "good" },
    10: { text: "Warning", colour: "warning" },
    20: { text: "Failed", colour: "bad" },
  },
  width: 18,
  why: "DCGM checks the parts of each GPU in the background.",
  act: "Ask it for the reason with dcgmi health -c on the host.",
  noValue: notScraped,
});

export const lastXid = stat(gpuLastXid, {
  width: 6,
  height: 8,
  decimals: 0,
  why: "Tells what happened last, also when it was before the time that is shown.",
  act: "Look for NVRM: Xid in the kernel's log to see when it was, and for which process.",
  noValue: notScraped,
});

export const uncorrected = timeseries(errors.eccUncorrected, {
  badFrom: 1,
  why: "Data was lost, and a program with it.",
  act: "Reset the GPU before it gets new work.",
  noValue: noEcc,
});

export const corrected = timeseries(errors.eccCorrected, {
  why: "Errors in bursts point to one broken row, errors now and then to heat or voltage.",
  act: "Compare with the temperature of the memory at that time.",
  noValue: noEcc,
});

export const correctedDay = timeseries(errors.eccCorrectedDay, {
  past: ["cluster"],
  line: GpuMemoryErrorsRising,
  why: "A pace that rises foretells errors that cannot be corrected.",
  act: "Plan a test and a reset of the GPU.",
  noValue: noEcc,
});

export const outOfUse = timeseries([errors.rowsRemapped, errors.pagesRetired, errors.pagesPending], {
  title: "Memory taken out of use",
  width: 12,
  line: GpuPagesRetiredMany,
  why: "Each was broken. A number that grows is a GPU that goes on breaking.",
  act: "Note it, and have the GPU replaced in time.",
  noValue: notScraped,
});

export const rowsToReplace = table([errors.rowRemapFailed, errors.rowRemapPending], {
  title: "Rows to be replaced",
  width: 12,
  columns: { instance: { title: "Host" }, gpu: { title: "GPU" } },
  why: "Failed means a new GPU, pending a reset at the next chance.",
  act: "Drain the host, reset the GPU and look again.",
  noValue: "This GPU does not replace rows",
});
