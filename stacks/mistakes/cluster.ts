/** Settings of a Kubernetes stack that do not go together. */
import { toSeconds } from "../../rules/duration";
import { type Mistake, mistake, yaml } from "../settings-errors";
import { maxShards } from "../sizing";
import { type Draft, type Given } from "./given";
import { valueAt } from "./schema-node";

export function clusterMistakes(draft: Draft, given: Given): Mistake[] {
  if (draft.target !== "kubernetes" && draft.target !== "content") return [];
  return [
    ...contextMistakes(draft, given),
    ...entryMistakes(draft),
    ...shardMistakes(draft),
    ...sharedDataMistakes(draft, given),
    ...retentionMistakes(draft),
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

function shardMistakes({ size = "small", prometheus }: Draft): Mistake[] {
  const shards = prometheus?.shards;
  const most = maxShards(size);
  if (shards === undefined || shards <= most) return [];
  return [
    mistake(
      ["prometheus", "shards"],
      `prometheus.shards is ${shards}, and the size ${size} is made for targets that ${most === 1 ? "one shard holds" : `${most} shards hold`}: more would have less than a fifth of what one can do each. Write a larger size, or, for example:`,
      yaml({ prometheus: { shards: most } }),
    ),
  ];
}

/** What several servers share has to lie outside of them. */
function sharedDataMistakes(draft: Draft, { values }: Given): Mistake[] {
  const { loki, grafana } = draft;
  // Written, but wrong: that is told elsewhere.
  const stored = valueAt(["objectStorage"], values) !== undefined;
  const shared = valueAt(["grafana", "database"], values) !== undefined;
  const storage = yaml({
    objectStorage: {
      endpoint: "s3.eu-central-1.amazonaws.com",
      region: "eu-central-1",
      metricsBucket: "observatory-metrics",
      logsBucket: "observatory-logs",
    },
  });
  const alone = (at: "mode" | "replicas", what: string) =>
    mistake(
      ["loki", at],
      `loki.${at} is ${what}, and without object storage each process would keep logs that the others do not see. Take it away, or write, for example:`,
      storage,
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
    ...(!shared && grafana?.replicas !== undefined && grafana.replicas > 1
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
