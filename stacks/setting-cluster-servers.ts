/** Settings of servers that only a cluster has. */
import { z } from "zod";
import { bySize, count, process } from "./setting-amounts";
import { duration } from "./setting-parts";

export const thanos = z
  .strictObject({
    retention: z
      .strictObject({
        raw: duration.default("30d").meta({
          description: "How long every sample is kept in object storage.",
          examples: ["90d"],
        }),
        fiveMinutes: duration.default("180d").meta({
          description: "How long averages of five minutes are kept.",
          examples: ["1y"],
        }),
        oneHour: duration.default("2y").meta({
          description: "How long averages of one hour are kept.",
          examples: ["5y"],
        }),
      })
      .prefault({})
      .meta({
        description: "How long metrics are kept in object storage.",
        examples: [{ raw: "90d" }],
      }),
    query: z
      .strictObject({
        ...process,
        replicas: count(1, 16).meta({ description: "How many. Default: by size.", examples: [2] }),
      })
      .prefault({})
      .meta({
        description: "The querier, which joins what all Prometheus servers and the storage have.",
        examples: [{ replicas: 3 }],
      }),
    store: z
      .strictObject({
        ...process,
        disk: bySize,
        replicas: count(1, 16).meta({ description: "How many. Default: by size.", examples: [2] }),
      })
      .prefault({})
      .meta({
        description: "The store gateway, which reads metrics from object storage.",
        examples: [{ disk: "50Gi" }],
      }),
    compact: z
      .strictObject({ ...process, disk: bySize })
      .prefault({})
      .meta({
        description: "The compactor, which joins and thins out blocks in object storage.",
        examples: [{ disk: "200Gi" }],
      }),
  })
  .prefault({})
  .meta({
    description: "Thanos, which joins Prometheus servers and keeps metrics for years (kubernetes).",
    examples: [{ retention: { oneHour: "5y" } }],
  });

export const collector = z
  .strictObject({
    ...process,
    gateway: z
      .strictObject({
        ...process,
        replicas: count(1, 16).meta({ description: "How many. Default: by size.", examples: [2] }),
      })
      .prefault({})
      .meta({
        description: "The collectors that take logs, metrics and traces of services by OTLP.",
        examples: [{ replicas: 3 }],
      }),
  })
  .prefault({})
  .meta({
    description: "The OpenTelemetry Collector on each node (kubernetes).",
    examples: [{ memory: "512Mi" }],
  });

export const kubeStateMetrics = z
  .strictObject(process)
  .prefault({})
  .meta({
    description: "kube-state-metrics, which tells what the cluster's objects are like.",
    examples: [{ memory: "1Gi" }],
  });
