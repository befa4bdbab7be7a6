/** Settings that are for something which other settings leave out: they would be believed to have an effect. */
import { type Mistake, mistake, type Path, pathText, yaml } from "../settings-errors";
import { storageExample } from "./cluster";
import { type Draft, type Given } from "./given";
import { valueAt } from "./schema-node";

export function withoutEffect(draft: Draft, { values }: Given): Mistake[] {
  if (draft.target !== "kubernetes") return [];
  const written = (at: Path) => valueAt(at, values) !== undefined;
  const each = (places: readonly Path[], why: (place: string) => Mistake) =>
    places.filter(written).map((at) => ({ ...why(pathText(at)), at }));
  return [
    // Written, but wrong: that is told elsewhere.
    ...(written(["objectStorage"])
      ? []
      : each(ofStorage, (place) =>
          mistake(
            [],
            `${place} has no effect without object storage, in which there is something to keep. Take it away, or write, for example:`,
            storageExample,
          ),
        )),
    ...(draft.grafana?.enabled === false
      ? each(ofGrafana, (place) =>
          mistake(
            [],
            `${place} has no effect, because grafana.enabled is false: no Grafana runs. Take one of the two away.`,
          ),
        )
      : []),
    ...(draft.gpu === false
      ? each(ofGpus, (place) =>
          mistake(
            [],
            `${place} has no effect while gpu is not true. Take it away, or write:`,
            yaml({ gpu: true }),
          ),
        )
      : []),
  ];
}

const ofStorage: readonly Path[] = ["retention", "store", "compact"].map((key) => ["thanos", key]);

const ofGrafana: readonly Path[] = [
  ["grafana", "replicas"],
  ["grafana", "database"],
  ["kubernetes", "entry"],
];

const ofGpus: readonly Path[] = ["gpuLabels", "gpuRuntimeClass"].map((key) => ["kubernetes", key]);
