/** Settings of a Kubernetes stack that do not go together. */
import { toSeconds } from "../../rules/duration";
import { kinds } from "../setting-kinds";
import { type Mistake, mistake, yaml } from "../settings-errors";
import { load, maxShards } from "../sizing-load";
import { type Draft, type Given } from "./given";
import { valueAt } from "./schema-node";

export function clusterMistakes(draft: Draft, given: Given): Mistake[] {
  if (draft.target !== "kubernetes" && draft.target !== "content") return [];
  return [
    ...stackNameMistakes(given),
    ...contextMistakes(draft, given),
    ...namespaceMistakes(draft),
    ...entryMistakes(draft),
    ...shardMistakes(draft),
    ...sharedDataMistakes(draft, given),
    ...retentionMistakes(draft),
    ...localRetentionMistakes(draft),
  ];
}

/** Objects carry the stack's name, in labels and in names of their own. */
function stackNameMistakes({ stack }: Given): Mistake[] {
  if (kinds.name.pattern.test(stack)) return [];
  return [
    mistake(
      [],
      `The stack is called ${stack}, and its objects could not be called after it. A name has ${kinds.name.form}. Rename the stack file, for example to:`,
      { literal: "stacks/Pulumi.production.yaml" },
    ),
  ];
}

function contextMistakes({ target, kubernetes }: Draft, { values }: Given): Mistake[] {
  // Without a context, content is only exported. A context of the wrong form is told elsewhere.
  if (target === "content" || kubernetes === undefined) return [];
  if (kubernetes.context !== undefined || valueAt(["kubernetes", "context"], values) !== undefined) return [];
  return [
    mistake(
      ["kubernetes", "context"],
      "kubernetes.context is missing: nothing says which cluster is meant. `kubectl config get-contexts` lists those that there are. Write, for example:",
      yaml({ kubernetes: { context: "production" } }),
    ),
  ];
}

/** Namespaces that a cluster has from the start, in which others run. */
const ofCluster = ["default", "kube-node-lease", "kube-public", "kube-system"];

function namespaceMistakes({ target, kubernetes }: Draft): Mistake[] {
  const namespace = kubernetes?.namespace;
  // Rules and dashboards lock nobody out.
  if (target === "content" || namespace === undefined || !ofCluster.includes(namespace)) return [];
  return [
    mistake(
      ["kubernetes", "namespace"],
      `kubernetes.namespace is ${namespace}, in which others run: the stack locks its namespace, and they could no longer reach each other. Write one that is the stack's own, for example:`,
      yaml({ kubernetes: { namespace: "monitoring" } }),
    ),
  ];
}

function entryMistakes({ kubernetes }: Draft): Mistake[] {
  const { gateway, ingressClass, tlsSecret, host } = kubernetes?.entry ?? {};
  if (gateway === undefined || (ingressClass === undefined && tlsSecret === undefined)) return [];
  const surplus = ingressClass === undefined ? "tlsSecret" : "ingressClass";
  return [
    mistake(
      ["kubernetes", "entry", "gateway"],
      `kubernetes.entry has a gateway and ${surplus}, which belongs to an Ingress. Keep one of the two, for example:`,
      yaml({ kubernetes: { entry: { host: host ?? "grafana.example.com", gateway } } }),
    ),
  ];
}

function shardMistakes({ size, prometheus }: Draft): Mistake[] {
  const shards = prometheus?.shards;
  // A size that there is not is told elsewhere.
  if (size === undefined || shards === undefined) return [];
  const most = maxShards(size);
  if (shards <= most) return [];
  const { series } = load(size);
  const each = Math.round(series / shards / 1000);
  return [
    mistake(
      ["prometheus", "shards"],
      `prometheus.shards is ${shards}. The size ${size} is made for ${inThousands(series)} series: each shard would have ${each},000, which takes less than a further server costs. Write a larger size, or, for example:`,
      yaml({ prometheus: { shards: most } }),
    ),
  ];
}

/** 260000 → "260,000". */
const inThousands = (count: number): string => count.toLocaleString("en-US");

/** Object storage, as one would write it. */
export const storageExample = yaml({
  objectStorage: {
    endpoint: "s3.eu-central-1.amazonaws.com",
    region: "eu-central-1",
    metricsBucket: "observatory-metrics",
    logsBucket: "observatory-logs",
  },
});

/** What several servers share has to lie outside of them. */
function sharedDataMistakes(draft: Draft, { values }: Given): Mistake[] {
  const { loki, grafana } = draft;
  // Written, but wrong: that is told elsewhere.
  const stored = valueAt(["objectStorage"], values) !== undefined;
  const shared = valueAt(["grafana", "database"], values) !== undefined;
  const alone = (at: "mode" | "replicas", what: string) =>
    mistake(
      ["loki", at],
      `loki.${at} is ${what}, and without object storage each process would keep logs that the others do not see. Take it away, or write, for example:`,
      storageExample,
    );
  return [
    ...(!stored && loki?.mode === "distributed" ? [alone("mode", "distributed")] : []),
    ...(!stored && loki?.replicas !== undefined && loki.replicas > 1
      ? [alone("replicas", String(loki.replicas))]
      : []),
    ...(stored && loki?.replicas === 2
      ? [
          mistake(
            ["loki", "replicas"],
            "loki.replicas is 2: each line is written to a majority of its copies, so that two servers stand still as soon as one is away. Write 1, or, for example:",
            yaml({ loki: { replicas: 3 } }),
          ),
        ]
      : []),
    ...(!shared && grafana?.enabled !== false && grafana?.replicas !== undefined && grafana.replicas > 1
      ? [
          mistake(
            ["grafana", "replicas"],
            `grafana.replicas is ${grafana.replicas}, and without a database that they share each would know its own users and sessions. Write 1, or, for example:`,
            yaml({
              grafana: {
                replicas: grafana.replicas,
                database: { address: "grafana-db.example.com:5432", name: "grafana" },
              },
            }),
          ),
        ]
      : []),
  ];
}

/**
 * Thanos thins out blocks of two days to five minutes, and blocks of two weeks to an hour: what is deleted before that is
 * never thinned out, and a longer retention of the averages would be an empty promise.
 * Source: Thanos, "Compactor", section on downsampling (40 hours, 10 days).
 */
function retentionMistakes({ thanos }: Draft): Mistake[] {
  const { raw, fiveMinutes, oneHour } = thanos?.retention ?? {};
  const tooShort = (key: string, value: string, least: string, why: string) =>
    mistake(
      ["thanos", "retention", key],
      `thanos.retention.${key} is ${value}, shorter than ${least}: ${why}. Write, for example:`,
      yaml({ thanos: { retention: { [key]: least } } }),
    );
  return [
    ...(raw !== undefined && toSeconds(raw) < toSeconds("2d")
      ? [tooShort("raw", raw, "2d", "samples would be deleted before they are averaged over five minutes")]
      : []),
    ...(fiveMinutes !== undefined && toSeconds(fiveMinutes) < toSeconds("10d")
      ? [
          tooShort(
            "fiveMinutes",
            fiveMinutes,
            "10d",
            "averages of five minutes would be deleted before they are averaged over an hour",
          ),
        ]
      : []),
    ...(raw !== undefined && fiveMinutes !== undefined && toSeconds(raw) > toSeconds(fiveMinutes)
      ? [tooShort("fiveMinutes", fiveMinutes, raw, "every sample is kept longer than their averages")]
      : []),
    ...(oneHour !== undefined && fiveMinutes !== undefined && toSeconds(fiveMinutes) > toSeconds(oneHour)
      ? [tooShort("oneHour", oneHour, fiveMinutes, "finer averages are kept longer than coarser ones")]
      : []),
  ];
}

/**
 * Prometheus hands over a block each two hours. Metrics must not end before they have been handed over, also where the
 * storage cannot be reached for a while. Source: Thanos, "Sidecar": at least three times the length of a block.
 */
function localRetentionMistakes({ objectStorage, prometheus }: Draft): Mistake[] {
  const retention = prometheus?.retention;
  if (objectStorage === undefined || retention === undefined) return [];
  // Shorter than 2h is wrong everywhere, and told elsewhere.
  const length = toSeconds(retention);
  if (length < toSeconds("2h") || length >= toSeconds("6h")) return [];
  return [
    mistake(
      ["prometheus", "retention"],
      `prometheus.retention is ${retention}, shorter than 6h: metrics could be deleted before they are in object storage, to which they go each 2h. Write, for example:`,
      yaml({ prometheus: { retention: "2d" } }),
    ),
  ];
}
