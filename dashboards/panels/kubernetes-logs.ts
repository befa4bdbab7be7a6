import { podLogLines, podLogVolume } from "../../signals/kubernetes-logs";
import { logs, timeseries } from "../model/panel";

/** What one pod prints. */

const nothing = "No lines: the pod prints nothing, or its logs are not collected";

export const podVolume = timeseries(podLogVolume, {
  width: 24,
  stack: true,
  why: "A pod that falls silent hangs as often as it has nothing to do; one that gets loud repeats itself.",
  act: "Mark the time at which it changed, and read the lines below from there.",
  noValue: nothing,
});

export const podLines = logs(podLogLines, {
  height: 14,
  why: "The last lines before a restart name its cause, where the kernel did not end it.",
  act: "Choose the time around the last restart, and read upwards from it.",
  noValue: nothing,
});
