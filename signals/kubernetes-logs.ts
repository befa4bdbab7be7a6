/**
 * What the containers of one pod print. Loki keeps the name of a pod beside the line and in no index, so it is a filter; it and
 * the namespace are those that the page has chosen.
 */
import { logql, type Logql } from "./logql";
import { logSignal, type LogScope } from "./logs";

const ofPod = (scope: LogScope): Logql =>
  logql`${scope.streams} | k8s_namespace_name="$namespace" | k8s_pod_name="$pod"`;

export const podLogLines = logSignal({
  title: "What the pod printed",
  unit: "short",
  by: [],
  meaning: "Lines of all containers of the pod, also of those that have ended, newest first.",
  lines: (scope) => ofPod(scope),
});

export const podLogVolume = logSignal({
  title: "Lines of the pod by level",
  unit: "cps",
  by: ["detected_level"],
  min: 0,
  meaning: "Lines per second that the containers of the pod print, by the level that Loki finds in them.",
  lines: (scope) => logql`sum by (detected_level) (rate(${ofPod(scope)} [${scope.range}]))`,
});
