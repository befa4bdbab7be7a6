/**
 * The settings of a stack: one schema that gives the types, the defaults, the checks, completion in editors
 * (stacks/settings-json-schema.ts) and docs/settings.md. Reading: stacks/read-settings.ts; checks of more than
 * one setting at a time: stacks/mistakes/.
 */
import { z } from "zod";
import { collector, kubeStateMetrics, thanos } from "./setting-cluster-servers";
import { content } from "./setting-content";
import { kinds } from "./setting-kinds";
import { kubernetes, objectStorage, service } from "./setting-kubernetes";
import { nodeExporter } from "./setting-node-exporter";
import {
  duration,
  host,
  name,
  postgres,
  probe,
  processGroup,
  receiver,
  routes,
  text,
  tuning,
} from "./setting-parts";
import { alertmanager, grafana, loki, prometheus } from "./setting-servers";
import { slo } from "./setting-slos";
import { type Sizing } from "./sizing";

/** Every key of `config:` in a stack file, without its "observatory:". */
export const settingsSchema = z.strictObject({
  target: z.enum(["local", "docker", "kubernetes", "content"]).meta({
    description:
      "Where the servers run: local (supervised processes), docker (containers on one host) or kubernetes (a cluster). With content no server runs: rules and dashboards are made for servers that exist.",
    examples: ["local"],
  }),
  size: z
    .enum(["small", "medium", "large"])
    .default("small")
    .meta({
      description:
        "How much the stack is made for (kubernetes): small up to 20 nodes, medium up to 100, large up to 500. It decides replicas, shards, memory and disk: docs/sizing.md. Each of them can be written instead.",
      examples: ["medium"],
    }),
  host: name.default("localhost").meta({
    description: "What this machine is called in alerts and dashboards (label `instance`).",
    examples: ["web-1"],
  }),
  cluster: name.optional().meta({
    description: "Label `cluster` of everything. Default: the name of the stack.",
    examples: ["berlin"],
  }),
  portOffset: z
    .number()
    .int()
    .min(0)
    .max(20000)
    .default(0)
    .meta({
      description: "Added to every port, so that a second stack fits on the machine.",
      examples: [10000],
    }),
  listen: text("IPv4 address")
    .default("127.0.0.1")
    .meta({
      description:
        "Address on which Grafana is published (docker). Every other port stays on 127.0.0.1, as only Grafana asks for a password. Better leave this alone and put a TLS proxy in front of it.",
      examples: ["127.0.0.1"],
    }),
  scrapeInterval: duration
    .default("15s")
    .meta({ description: "How often targets are scraped, from 1s to 2m.", examples: ["30s"] }),
  evaluationInterval: duration.default("5s").meta({
    description: "How often rules are evaluated, from 1s to 2m; part of the time from fault to notification.",
    examples: ["10s"],
  }),
  prometheus,
  alertmanager,
  loki,
  logs: z
    .strictObject({
      files: z
        .array(text("path").meta({ examples: ["/var/log/nginx/*.log"] }))
        .default(["/var/log/*.log", "/var/log/syslog", "/var/log/messages"])
        .meta({
          description: "Log files that are collected, as absolute paths with wildcards.",
          examples: [["/var/log/*.log", "/srv/app/logs/*.json"]],
        }),
      journal: z
        .boolean()
        .default(false)
        .meta({ description: "Also collect the systemd journal.", examples: [true] }),
    })
    .prefault({})
    .meta({ description: "Which logs are collected.", examples: [{ journal: true }] }),
  grafana,
  thanos,
  collector,
  kubeStateMetrics,
  objectStorage: objectStorage.optional().meta({
    description:
      "S3-compatible storage in which metrics and logs are kept (kubernetes). Its keys are the secrets objectStorageAccessKey and objectStorageSecretKey. Default: none; data lies on the volumes of the servers.",
    examples: [
      {
        endpoint: "s3.eu-central-1.amazonaws.com",
        region: "eu-central-1",
        metricsBucket: "observatory-metrics",
        logsBucket: "observatory-logs",
      },
    ],
  }),
  kubernetes: kubernetes.prefault({}).meta({
    description: "The cluster, and what of it can be watched.",
    examples: [{ context: "berlin-production" }],
  }),
  content: content.prefault({}).meta({
    description: "How servers that exist already find rules and dashboards (content).",
    examples: [{ ruleLabels: { release: "kube-prometheus-stack" } }],
  }),
  services: z
    .array(service)
    .default([])
    .meta({
      description:
        "Services whose pods have metrics (kubernetes). Pods with the annotation prometheus.io/scrape are found without an entry.",
      examples: [[{ name: "checkout", namespace: "shop", labels: { app: "checkout" }, port: "http" }]],
    }),
  nodeExporter: nodeExporter.prefault({}).meta({
    description: "What is measured of hosts beyond what each of them gives.",
    examples: [{ systemd: true }],
  }),
  hosts: z
    .array(host)
    .default([])
    .meta({
      description: "More machines, whose node exporters run already.",
      examples: [[{ name: "db-1", address: "10.0.0.5:9100" }]],
    }),
  postgres: z
    .array(postgres)
    .default([])
    .meta({
      description: "PostgreSQL databases to watch, each with its DSN as a secret.",
      examples: [[{ name: "orders" }]],
    }),
  gpu: z
    .boolean()
    .default(false)
    .meta({
      description:
        "This machine has NVIDIA GPUs, or some nodes of the cluster have: run the DCGM exporter. Needs the target docker or kubernetes.",
      examples: [true],
    }),
  probes: z
    .array(probe)
    .default([])
    .meta({
      description: "Addresses that are called from outside, as a user would.",
      examples: [[{ name: "shop", target: "https://shop.example.com/health" }]],
    }),
  processes: z
    .array(processGroup)
    .default([])
    .meta({
      description:
        "Processes that are watched as groups. With none given, every process is watched by its name.",
      examples: [[{ name: "web", executables: ["nginx"] }]],
    }),
  demo: z
    .boolean()
    .optional()
    .meta({ description: "Run the demo service. Default: true on local, else false.", examples: [true] }),
  slos: z
    .array(slo)
    .default([])
    .meta({
      description:
        "Service level objectives: what services promise. Each has alerts on how fast its error budget burns, and a line on the dashboard of objectives. The demo service brings two of its own.",
      examples: [
        [
          {
            name: "checkout-availability",
            service: "checkout",
            objective: 0.999,
            sli: { http: { job: "checkout" } },
          },
        ],
      ],
    }),
  // The names of receivers are checked in stacks/mistakes/routes.ts: zod skips the value of a key that it rejects.
  receivers: z
    .record(z.string(), receiver)
    .default({})
    .meta({
      description: "Who can be told, by name. Every receiver needs a route that reaches it.",
      propertyNames: { pattern: kinds.name.pattern.source },
      examples: [{ oncall: { kind: "webhook", url: "https://alerts.example.com/hook" } }],
    }),
  routes: routes
    .prefault({})
    .meta({ description: "Who is told of what.", examples: [{ critical: ["oncall"] }] }),
  alerts: z
    .record(z.string(), tuning)
    .default({})
    .meta({
      description: "Changes to alerts, by alert name.",
      examples: [{ TargetDown: { for: "2m", severity: "warning" } }],
    }),
  dashboards: z
    .record(z.string(), z.boolean())
    .default({})
    .meta({ description: "false takes a dashboard away, by uid.", examples: [{ host: false }] }),
  subnet: text("subnet")
    .optional()
    .meta({
      description:
        "Network of the containers (docker), where the default collides with another. Default: 172.30.100.0/24, one further for each hundred of portOffset.",
      examples: ["10.97.0.0/24"],
    }),
  runbooks: text("URL")
    .optional()
    .meta({
      description:
        "Address of the folder of runbook pages where people read them, for the links in alerts. Default: their path in the checkout, runbooks.",
      examples: ["https://git.example.com/infra/observatory/src/branch/main/runbooks"],
    }),
});

/** Settings as a stack file may write them. */
export type SettingsInput = z.input<typeof settingsSchema>;

type Parsed = Readonly<z.output<typeof settingsSchema>>;

/** Settings with every default filled in, also those that follow from other settings. Deeply frozen. */
export type Settings = Omit<
  Parsed,
  "cluster" | "demo" | "postgres" | "probes" | "routes" | "runbooks" | keyof Sizing
> & {
  /** Name of the stack, for example "local". */
  readonly stack: string;
  readonly cluster: string;
  readonly demo: boolean;
  readonly runbooks: string;
  /** `port` is the default port, before portOffset. */
  readonly postgres: readonly { readonly name: string; readonly port: number }[];
  readonly probes: readonly Readonly<
    Parsed["probes"][number] & Required<Pick<Parsed["probes"][number], "interval">>
  >[];
  readonly routes: {
    readonly critical: readonly string[];
    readonly warning: readonly string[];
    readonly watchdog: readonly string[];
  };
} & { readonly [Server in keyof Sizing]: Amended<Parsed[Server], Sizing[Server]> };

/** Settings of a server in which everything that `size` decides is filled in. */
type Amended<Written, Decided> = Omit<Written, keyof Decided> & Decided;

/** "orders-db" + "Dsn" → "ordersDbDsn": name of the secret that belongs to a named thing. */
export function secretKey(owner: string, what: string): string {
  return owner.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) + what;
}
