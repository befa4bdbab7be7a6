/**
 * The settings of a stack: one schema that gives the types, the defaults, the checks, completion in editors
 * (stacks/settings-json-schema.ts) and docs/settings.md. Reading: stacks/read-settings.ts; checks of more than
 * one setting at a time: stacks/mistakes/.
 */
import { z } from "zod";
import { kinds } from "./setting-kinds";
import {
  duration,
  host,
  name,
  postgres,
  probe,
  processGroup,
  receiver,
  routes,
  size,
  text,
  tuning,
} from "./setting-parts";

/** Every key of `config:` in a stack file, without its "observatory:". */
export const settingsSchema = z.strictObject({
  target: z.enum(["local", "docker"]).meta({
    description: "Where the servers run: local (supervised processes) or docker (containers on one host).",
    examples: ["local"],
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
  prometheus: z
    .strictObject({
      retention: duration
        .default("15d")
        .meta({ description: "How long metrics are kept; at least 2h.", examples: ["30d"] }),
      retentionSize: size.optional().meta({
        description: "Most disk that metrics may take; at most `disk`. Default: no limit.",
        examples: ["18Gi"],
      }),
      memory: size
        .default("2Gi")
        .meta({ description: "Memory limit. The local target sets none.", examples: ["4Gi"] }),
      disk: size.default("20Gi").meta({ description: "Expected size of the data.", examples: ["50Gi"] }),
    })
    .prefault({})
    .meta({
      description: "The Prometheus server, which keeps metrics and evaluates rules.",
      examples: [{ retention: "30d" }],
    }),
  alertmanager: z
    .strictObject({
      retention: duration.default("120h").meta({
        description: "How long notifications and silences are remembered; at least 24h.",
        examples: ["240h"],
      }),
    })
    .prefault({})
    .meta({
      description: "The Alertmanager, which groups, silences and sends alerts.",
      examples: [{ retention: "240h" }],
    }),
  loki: z
    .strictObject({
      retention: duration
        .default("7d")
        .meta({ description: "How long logs are kept; at least 24h.", examples: ["30d"] }),
      memory: size
        .default("1Gi")
        .meta({ description: "Memory limit. The local target sets none.", examples: ["2Gi"] }),
      disk: size.default("20Gi").meta({ description: "Expected size of the data.", examples: ["50Gi"] }),
    })
    .prefault({})
    .meta({ description: "The Loki server, which keeps logs.", examples: [{ retention: "30d" }] }),
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
  grafana: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .meta({ description: "false runs no Grafana.", examples: [false] }),
      memory: size
        .default("512Mi")
        .meta({ description: "Memory limit. The local target sets none.", examples: ["1Gi"] }),
    })
    .prefault({})
    .meta({ description: "The Grafana server, which shows dashboards.", examples: [{ memory: "1Gi" }] }),
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
      description: "This machine has NVIDIA GPUs: run the DCGM exporter. Needs the docker target.",
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
export type Settings = Omit<Parsed, "cluster" | "demo" | "postgres" | "probes" | "routes" | "runbooks"> & {
  /** Name of the stack, for example "local". */
  readonly stack: string;
  readonly cluster: string;
  readonly demo: boolean;
  readonly runbooks: string;
  /** `port` is the default port, before portOffset. */
  readonly postgres: readonly { readonly name: string; readonly port: number }[];
  readonly probes: readonly Readonly<Required<Parsed["probes"][number]>>[];
  readonly routes: {
    readonly critical: readonly string[];
    readonly warning: readonly string[];
    readonly watchdog: readonly string[];
  };
};

/** "orders-db" + "Dsn" → "ordersDbDsn": name of the secret that belongs to a named thing. */
export function secretKey(owner: string, what: string): string {
  return owner.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) + what;
}
