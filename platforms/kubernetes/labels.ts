import { type Settings } from "../../stacks/settings";
import { versions } from "../../stacks/versions";
import { type Workload } from "../workload";
import { selectorLabels } from "./names";

/** Labels of everything that the stack as a whole has. */
export function stackLabels({ stack }: Settings): Record<string, string> {
  return { "app.kubernetes.io/instance": `observatory-${stack}`, "app.kubernetes.io/part-of": "observatory" };
}

/** Labels of everything that belongs to a workload: those that select its pods, and what a reader wants to know. */
export function workloadLabels(workload: Workload, settings: Settings): Record<string, string> {
  const tag = versions[workload.server].tag;
  return {
    ...stackLabels(settings),
    ...selectorLabels(workload.name, settings),
    "app.kubernetes.io/component": workload.server,
    ...(tag === undefined ? {} : { "app.kubernetes.io/version": tag }),
  };
}
