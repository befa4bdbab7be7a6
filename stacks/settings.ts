/**
 * The settings of a stack: one schema that gives the types, the defaults, the checks, completion in editors
 * (stacks/settings-json-schema.ts) and docs/settings.md. Reading: stacks/read-settings.ts; checks of more than
 * one setting at a time: stacks/mistakes/.
 */
import { z } from "zod";
import { type Duration, type Size } from "../platforms/workload";
import { type KindName, kinds } from "./setting-kinds";

function text(kind: KindName) {
  return z.string().regex(kinds[kind].pattern).meta({ title: kind });
}

// Told instead of transformed: a transform would hide the defaults from the JSON Schema.
const duration = text("duration") as unknown as z.ZodType<Duration, Duration>;
const size = text("size") as unknown as z.ZodType<Size, Size>;
const name = text("name");

// Ports below 1024 belong to root, and nothing here runs as root.
const port = z.number().int().min(1024).max(65535);

const severity = z.enum(["critical", "warning", "info", "none"]);

/** A machine whose node exporter runs already, elsewhere. */
const host = z.strictObject({
  name: name.meta({
    description: "Name of the host in alerts and dashboards (label `instance`).",
    examples: ["db-1"],
  }),
  address: text("address").meta({
    description: "Address of its node exporter.",
    examples: ["10.0.0.5:9100"],
  }),
});

const postgres = z.strictObject({
  name: name.meta({
    description:
      "Name of the database in alerts and dashboards. Its DSN is the secret `<name>Dsn`, with hyphens turned to camelCase: `orders-db` has the secret `ordersDbDsn`.",
    examples: ["orders"],
  }),
  port: port.optional().meta({
    description: "Port of its exporter. Default: 9187 for the first database, one more for each next.",
    examples: [9200],
  }),
});

const probe = z.strictObject({
  name: name.meta({
    description: "Name of the probe in alerts and dashboards (label `instance`).",
    examples: ["shop"],
  }),
  target: z
    .string()
    .min(1)
    .meta({
      description: "What to probe: a URL for http, host:port for tcp, a host for icmp.",
      examples: ["https://shop.example.com/health"],
    }),
  kind: z
    .enum(["http", "tcp", "icmp"])
    .default("http")
    .meta({ description: "How to probe.", examples: ["tcp"] }),
  interval: duration.optional().meta({
    description: "How often, from 1s to 2m. Default: the scrape interval.",
    examples: ["30s"],
  }),
});

/** Groups processes by the name of their executable. */
const processGroup = z.strictObject({
  name: name.meta({
    description: "Name of the group in alerts and dashboards (label `groupname`).",
    examples: ["web"],
  }),
  executables: z
    .array(
      z
        .string()
        .min(1)
        .meta({ examples: ["nginx"] }),
    )
    .min(1)
    .meta({ description: "Names of the executables that belong to it.", examples: [["nginx"]] }),
});

const receiver = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("webhook").meta({
      description: "webhook: alerts are POSTed to a URL, in Alertmanager's JSON form.",
      examples: ["webhook"],
    }),
    url: text("URL")
      .optional()
      .meta({
        description:
          "Where to POST. If the URL holds a token or a password, leave it out here and store it as the secret `<name>Url`.",
        examples: ["https://alerts.example.com/hook"],
      }),
    sendResolved: z
      .boolean()
      .default(true)
      .meta({ description: "Also tell when an alert is over.", examples: [false] }),
  }),
]);

const tuning = z.strictObject({
  threshold: z
    .number()
    .optional()
    .meta({ description: "The limit, in the unit of the alert's signal.", examples: [0.1] }),
  for: duration
    .optional()
    .meta({ description: "How long the condition must hold; more than 0s.", examples: ["10m"] }),
  keepFiringFor: duration.optional().meta({
    description: "How long the alert stays after the condition ended.",
    examples: ["5m"],
  }),
  severity: severity.optional().meta({
    description:
      "critical: somebody is called now. warning: a ticket. info: shown, never sent alone. none: plumbing.",
    examples: ["warning"],
  }),
  enabled: z
    .boolean()
    .optional()
    .meta({ description: "false takes the alert away.", examples: [false] }),
});

// Any text: whether it names a receiver is checked with the receivers at hand.
const receiverNames = z.array(
  z
    .string()
    .min(1)
    .meta({ examples: ["oncall"] }),
);

const routes = z.strictObject({
  critical: receiverNames.optional().meta({
    description:
      "Receivers that are told of critical alerts. An empty list says that nobody shall be told; on docker one of the two is required.",
    examples: [["oncall"]],
  }),
  warning: receiverNames.optional().meta({
    description: "Receivers that are told of warnings. Default: those of critical.",
    examples: [["oncall"]],
  }),
  watchdog: receiverNames.optional().meta({
    description: "External dead-man receivers that expect the Watchdog all the time.",
    examples: [["deadman"]],
  }),
});

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
        "Address on which ports are published. Only Grafana asks for a password: leave this alone, and put a TLS proxy in front of Grafana.",
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
