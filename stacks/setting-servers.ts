/** Settings of the servers that keep and show metrics, logs and alerts. */
import { z } from "zod";
import { amounts, count, memory, reserved } from "./setting-amounts";
import { duration, size, text } from "./setting-parts";

export const prometheus = z
  .strictObject({
    retention: duration
      .default("15d")
      .meta({ description: "How long metrics are kept; at least 2h.", examples: ["30d"] }),
    retentionSize: size.optional().meta({
      description: "Most disk that metrics may take; at most `disk`. Default: no limit.",
      examples: ["18Gi"],
    }),
    ...amounts({ memory: "2Gi", disk: "20Gi" }),
    shards: count(1, 32).meta({
      description:
        "Among how many servers the targets are divided (kubernetes). Default: by size, 1 or more.",
      examples: [2],
    }),
    replicas: count(1, 4).meta({
      description: "How many servers have the same targets (kubernetes). Default: by size.",
      examples: [2],
    }),
  })
  .prefault({})
  .meta({
    description: "The Prometheus server, which keeps metrics and evaluates rules.",
    examples: [{ retention: "30d" }],
  });

export const alertmanager = z
  .strictObject({
    retention: duration.default("120h").meta({
      description: "How long notifications and silences are remembered; at least 24h.",
      examples: ["240h"],
    }),
    ...amounts({ memory: "256Mi", disk: "1Gi" }),
    replicas: count(1, 5).meta({
      description: "How many members the cluster has (kubernetes). Default: 3.",
      examples: [3],
    }),
  })
  .prefault({})
  .meta({
    description: "The Alertmanager, which groups, silences and sends alerts.",
    examples: [{ retention: "240h" }],
  });

export const loki = z
  .strictObject({
    retention: duration
      .default("7d")
      .meta({ description: "How long logs are kept; at least 24h.", examples: ["30d"] }),
    ...amounts({ memory: "1Gi", disk: "20Gi" }),
    mode: z
      .enum(["single", "distributed"])
      .optional()
      .meta({
        description:
          "Whether Loki's parts run in one process or each by itself (kubernetes). Default: by size.",
        examples: ["distributed"],
      }),
    replicas: count(1, 32).meta({
      description:
        "How many processes of each part (kubernetes). More than 1 needs objectStorage. Default: by size.",
      examples: [3],
    }),
  })
  .prefault({})
  .meta({ description: "The Loki server, which keeps logs.", examples: [{ retention: "30d" }] });

export const grafana = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .meta({ description: "false runs no Grafana.", examples: [false] }),
    memory: memory("512Mi"),
    cpu: reserved,
    replicas: count(1, 8).meta({
      description:
        "How many servers (kubernetes). More than 1 needs `database`. Default: by size with a database, else 1.",
      examples: [2],
    }),
    database: z
      .strictObject({
        address: text("address").meta({
          description: "Address of the PostgreSQL server.",
          examples: ["grafana-db.example.com:5432"],
        }),
        name: text("database name")
          .default("grafana")
          .meta({ description: "Name of the database.", examples: ["grafana"] }),
        sslMode: z
          .enum(["disable", "require", "verify-full"])
          .default("require")
          .meta({ description: "How the connection is protected.", examples: ["verify-full"] }),
      })
      .optional()
      .meta({
        description:
          "A PostgreSQL database for Grafana (kubernetes), so that several servers can share it. User and password are the secrets grafanaDatabaseUser and grafanaDatabasePassword. Default: a file of its own.",
        examples: [{ address: "grafana-db.example.com:5432" }],
      }),
  })
  .prefault({})
  .meta({ description: "The Grafana server, which shows dashboards.", examples: [{ memory: "1Gi" }] });
