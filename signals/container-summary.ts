/** Containers of Docker hosts in a number or two, over all that a panel shows. */
import {
  containerCount,
  containerHealth,
  containerMemoryOfLimit,
  containerRestarts,
  containerThrottled,
} from "./containers";
import { promql } from "./promql";
import { signal } from "./signal";

export const containersInAll = signal({
  title: "Containers in all",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Containers that run now.",
  value: (s) => promql`sum(${containerCount.value(s)})`,
});

export const containersUnhealthy = signal({
  title: "Containers not healthy",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Containers whose own health check fails, or has not succeeded yet.",
  value: (s) => promql`count(${containerHealth.value(s)} == 0) or vector(0)`,
});

export const containerMostRestarts = signal({
  title: "Most restarts of a container",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Restarts of the container that was started most often in the last hour.",
  value: (s) => promql`max(${containerRestarts.value(s)})`,
});

export const containerFullest = signal({
  title: "Nearest to its memory limit",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning: "Memory of the container that is nearest to its limit, as a share of that limit.",
  value: (s) => promql`max(${containerMemoryOfLimit.value(s)})`,
});

export const containerMostThrottled = signal({
  title: "Held back most",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share of periods in which the container was held back that is held back most.",
  value: (s) => promql`max(${containerThrottled.value(s)})`,
});
