/** The parts that settings are made of: texts of a kind, and the objects in lists and maps. */
import { z } from "zod";
import { type Cpu, type Duration, type Size } from "../platforms/workload";
import { type KindName, kinds } from "./setting-kinds";

/** Text of a kind; its title leads errors and pages to the kind's words. */
export function text(kind: KindName) {
  return z.string().regex(kinds[kind].pattern).meta({ title: kind });
}

// Told instead of transformed: a transform would hide the defaults from the JSON Schema.
export const duration = text("duration") as unknown as z.ZodType<Duration, Duration>;
export const size = text("size") as unknown as z.ZodType<Size, Size>;
export const cpu = text("CPU") as unknown as z.ZodType<Cpu, Cpu>;
export const name = text("name");

// Ports below 1024 belong to root, and nothing here runs as root.
const port = z.number().int().min(1024).max(65535);

const severity = z.enum(["critical", "warning", "info", "none"]);

/** A machine whose node exporter runs already, elsewhere. */
export const host = z.strictObject({
  name: name.meta({
    description: "Name of the host in alerts and dashboards (label `instance`).",
    examples: ["db-1"],
  }),
  address: text("address").meta({
    description: "Address of its node exporter.",
    examples: ["10.0.0.5:9100"],
  }),
});

export const postgres = z.strictObject({
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

export const probe = z.strictObject({
  name: name.meta({
    description: "Name of the probe in alerts and dashboards (label `instance`).",
    examples: ["shop"],
  }),
  target: z
    .string()
    .min(1)
    .meta({
      description:
        "What to probe: a URL for http, host:port for tcp, a host for icmp, a name server for dns, with its port or without.",
      examples: ["https://shop.example.com/health"],
    }),
  kind: z
    .enum(["http", "tcp", "icmp", "dns"])
    .default("http")
    .meta({ description: "How to probe.", examples: ["tcp"] }),
  content: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        "For http: a text that the answer has to contain, letter for letter. Default: any answer will do.",
      examples: ["status: ok"],
    }),
  query: text("domain name")
    .optional()
    .meta({ description: "For dns: the name to ask for.", examples: ["shop.example.com"] }),
  record: z
    .enum(["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", "TXT"])
    .optional()
    .meta({ description: "For dns: the type of record to ask for. Default: A.", examples: ["MX"] }),
  dependency: z
    .boolean()
    .default(false)
    .meta({
      description:
        "It belongs to somebody else: when it fails, that is a warning (DependencyFailing) and nobody is called.",
      examples: [true],
    }),
  interval: duration.optional().meta({
    description: "How often, from 1s to 2m. Default: the scrape interval.",
    examples: ["30s"],
  }),
});

/** Groups processes by the name of their executable. */
export const processGroup = z.strictObject({
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

export const receiver = z.discriminatedUnion("kind", [
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

const change = {
  threshold: z
    .number()
    .optional()
    .meta({ description: "The limit, in the unit of the alert's signal.", examples: [0.1] }),
  parameters: z
    .record(z.string(), z.number())
    .optional()
    .meta({
      description: "Further numbers of the alert, by name; `./observatory rules` prints what there is.",
      examples: [{ minimum: 100 }],
    }),
  for: duration.optional().meta({
    description: "How long the condition must hold; 0s, or two scrapes and more.",
    examples: ["10m"],
  }),
  keepFiringFor: duration.optional().meta({
    description: "How long the alert stays after the condition ended.",
    examples: ["5m"],
  }),
  severity: severity.optional().meta({
    description:
      "critical: somebody is called now. warning: a ticket. info: shown, never sent alone. none: plumbing.",
    examples: ["warning"],
  }),
  team: name.optional().meta({ description: "Who owns the alert (label `team`).", examples: ["storage"] }),
  enabled: z
    .boolean()
    .optional()
    .meta({
      description: "false takes the alert away; true switches on one that is off by itself.",
      examples: [false],
    }),
};

/** What holds for some of the series of an alert. */
const exception = z.strictObject({
  where: z.record(z.string(), z.string()).meta({
    description: "One label of the alert and its value, a regular expression that fits the whole value.",
    examples: [{ instance: "db-1" }],
  }),
  ...change,
});

export const tuning = z.strictObject({
  ...change,
  selector: z
    .string()
    .optional()
    .meta({
      description: "Label matchers that all series of the alert have to meet, as PromQL has them.",
      examples: ['instance!~"test-.*"'],
    }),
  exceptions: z
    .array(exception)
    .optional()
    .meta({
      description: "Series with values of their own; of two that fit, the first counts.",
      examples: [[{ where: { instance: "db-1" }, threshold: 0.2 }]],
    }),
});

// Any text: whether it names a receiver is checked with the receivers at hand.
const receiverNames = z.array(
  z
    .string()
    .min(1)
    .meta({ examples: ["oncall"] }),
);

export const routes = z.strictObject({
  critical: receiverNames.optional().meta({
    description:
      "Receivers that are told of critical alerts. An empty list says that nobody shall be told; on docker and kubernetes one of the two is required.",
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
