/** How well the parts of one GPU are used. */
import {
  GpuDecoderSaturated,
  GpuEncoderSaturated,
  GpuOccupancyLow,
  GpuTensorUnused,
} from "../../rules/gpu-efficiency";
import { GpuMemoryReservedHigh } from "../../rules/gpu-memory";
import * as use from "../../signals/gpu";
import * as device from "../../signals/gpu-device";
import { timeseries } from "../model/panel";
import { noProfiling, notScraped, ofPart } from "./gpu-words";

export const smActive = timeseries(use.gpuSmActive, {
  why: "Busy says only that something ran; this says how much of the GPU worked.",
  act: "If it is far below busy, the work comes in pieces that are too small: larger batches.",
  noValue: noProfiling,
});

export const occupancy = timeseries(use.gpuOccupancy, {
  line: GpuOccupancyLow,
  why: "Few resident warps cannot hide the time that memory takes.",
  act: "Profile the kernels; joined kernels and larger batches help.",
  noValue: noProfiling,
});

export const tensorActive = timeseries(use.gpuTensorActive, {
  line: GpuTensorUnused,
  why: "Training and inference without the matrix units run many times slower.",
  act: "Switch on mixed precision, and use sizes that are multiples of 8.",
  noValue: noProfiling,
});

export const pipes = timeseries([device.gpuHalfActive, device.gpuSingleActive, device.gpuDoubleActive], {
  title: "Number formats at work",
  why: "Work in 64 bits that needs only 32 runs at a fraction of the speed on most models.",
  act: "Look for numbers that became doubles by accident.",
  noValue: noProfiling,
});

export const memoryActive = timeseries(use.gpuMemoryActive, {
  why: "Near 100 % the memory is what limits the speed.",
  act: "Join steps so that data is read once, or use lower precision.",
  noValue: noProfiling,
});

export const copyBusy = timeseries(device.gpuCopyBusy, {
  why: "The only word on memory traffic from GPUs that cannot be profiled.",
  act: "If it is high while little is computed, the program moves data that could stay.",
  noValue: notScraped,
});

export const encoderBusy = timeseries(use.gpuEncoderBusy, {
  width: 12,
  line: GpuEncoderSaturated,
  why: "The encoder is a unit of its own, and may be full while the GPU idles.",
  act: "Spread sessions over the GPUs, or take a faster preset.",
  noValue: notScraped,
});

export const decoderBusy = timeseries(use.gpuDecoderBusy, {
  width: 12,
  line: GpuDecoderSaturated,
  why: "A full decoder delays everything that looks at the frames.",
  act: "Spread streams over the GPUs, or decode fewer frames.",
  noValue: notScraped,
});

export const memoryBytes = timeseries(use.gpuMemoryUsedBytes, {
  legend: ofPart,
  why: "Shows what a program really needs, to choose the size of the next GPU.",
  act: "Compare with the memory that free parts or other models have.",
  noValue: notScraped,
});

export const memoryAhead = timeseries(use.gpuMemoryPredicted, {
  legend: ofPart,
  why: "Below 0, the program that asks for memory in 4 hours ends.",
  act: "Write a checkpoint and restart the program that grows.",
  noValue: notScraped,
});

export const memoryReserved = timeseries(use.gpuMemoryReserved, {
  line: GpuMemoryReservedHigh,
  legend: ofPart,
  why: "What the driver keeps is missing for programs.",
  act: "Compare with the other GPUs of this model, and with the settings for ECC and MIG.",
  noValue: notScraped,
});
