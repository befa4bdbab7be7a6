/** What a target cannot do, and settings that mean nothing on it. */
import { list, type Mistake, mistake, pathText, yaml } from "../settings-errors";
import { type Draft, type Given } from "./given";
import { settingNames, valueAt } from "./schema-node";

/** Settings that only some targets act on. Others would be believed to have an effect. */
const limited: readonly { readonly at: readonly string[]; readonly on: readonly string[] }[] = [
  ...["size", "thanos", "collector", "kubeStateMetrics", "objectStorage", "services"].map((key) => ({
    at: [key],
    on: ["kubernetes"],
  })),
  ...["cpu", "shards", "replicas"].map((key) => ({ at: ["prometheus", key], on: ["kubernetes"] })),
  ...["cpu", "replicas"].map((key) => ({ at: ["alertmanager", key], on: ["kubernetes"] })),
  ...["cpu", "mode", "replicas"].map((key) => ({ at: ["loki", key], on: ["kubernetes"] })),
  ...["cpu", "replicas", "database"].map((key) => ({ at: ["grafana", key], on: ["kubernetes"] })),
  { at: ["kubernetes"], on: ["kubernetes", "content"] },
  ...["storageClass", "entry", "controlPlane", "gpuLabels", "gpuRuntimeClass"].map((key) => ({
    at: ["kubernetes", key],
    on: ["kubernetes"],
  })),
  { at: ["content"], on: ["content"] },
  ...["demo", "host", "listen", "portOffset", "subnet"].map((key) => ({
    at: [key],
    on: ["local", "docker"],
  })),
];

/** All that counts where no server runs. */
const ofContent = ["alerts", "content", "dashboards", "kubernetes", "runbooks", "slos", "target"];

export function targetMistakes({ target, gpu }: Draft, { values }: Given): Mistake[] {
  if (target === undefined) return [];
  const misplaced = [...limited, ...(target === "content" ? serverSettings(values) : [])]
    .filter(({ at, on }) => !on.includes(target) && valueAt(at, values) !== undefined)
    // Of a group that has no effect, its keys need not be told as well.
    .filter(({ at }, _, all) => !all.some((other) => other.at.length < at.length && other.at[0] === at[0]))
    .map(({ at, on }) =>
      mistake(
        at,
        `${pathText(at)} has no effect on the target ${target}; it is for ${list(on, "and")}. Take it away.`,
      ),
    );
  return [...misplaced, ...gpuMistakes(target, gpu)];
}

/** Settings of servers, which content has none of; those that are told anyway are left out. */
function serverSettings(values: Given["values"]) {
  const told = limited.filter(({ at }) => at.length === 1).map(({ at }) => at[0]);
  return Object.keys(values)
    .filter((key) => settingNames.includes(key) && !ofContent.includes(key) && !told.includes(key))
    .map((key) => ({ at: [key], on: ["local", "docker", "kubernetes"] }));
}

function gpuMistakes(target: string, gpu: boolean | undefined): Mistake[] {
  if (target !== "local" || gpu !== true) return [];
  return [
    mistake(
      ["gpu"],
      "gpu is true, but GPUs are watched by the DCGM exporter, which needs the target docker or kubernetes. Take the line away, or write, for example:",
      yaml({ target: "docker" }),
    ),
  ];
}
