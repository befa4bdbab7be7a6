/**
 * A stack file with a bit of everything and no mistake, and a way to make mistakes in it. Each known mistake changes a
 * place of its own, so that any number of them can be made at once.
 */
import { allAlerts } from "../../rules/catalogue";
import { tuningProblems } from "../../rules/tuning-problems";
import { type Catalogue, type Given } from "../../stacks/mistakes/given";
import { parseSettings } from "../../stacks/parse-settings";
import { SettingsError } from "../../stacks/settings-errors";

export const catalogue: Catalogue = {
  alerts: ["HostCpuSaturated", "TargetDown", "Watchdog"].flatMap((name) => {
    const alert = allAlerts[name];
    return alert === undefined
      ? []
      : [
          {
            name,
            hasThreshold: alert.threshold !== undefined,
            problems: (tuning) => tuningProblems(alert, tuning),
          },
        ];
  }),
  dashboards: ["host", "overview"],
};

type Values = Readonly<Record<string, unknown>>;

const values: Values = {
  target: "docker",
  host: "web-1",
  cluster: "berlin",
  portOffset: 1000,
  scrapeInterval: "15s",
  evaluationInterval: "5s",
  prometheus: { retention: "30d", memory: "4Gi" },
  alertmanager: { retention: "120h" },
  loki: { retention: "7d" },
  logs: { files: ["/var/log/*.log", "/srv/app.log"], journal: true },
  grafana: { enabled: true },
  hosts: [
    { name: "db-1", address: "10.0.0.1:9100" },
    { name: "db-2", address: "10.0.0.2:9100" },
    { name: "db-3", address: "10.0.0.3:9100" },
    { name: "db-4", address: "10.0.0.4:9100" },
    { name: "db-5", address: "10.0.0.5:9100" },
    { name: "db-6", address: "10.0.0.6:9100" },
  ],
  postgres: [{ name: "orders" }, { name: "users" }, { name: "items" }, { name: "carts" }, { name: "mails" }],
  probes: [
    { name: "shop", target: "https://shop.example.com" },
    { name: "mail", target: "mail.example.com:25", kind: "tcp" },
    { name: "gate", target: "gate.example.com", kind: "icmp" },
    { name: "blog", target: "https://blog.example.com" },
    { name: "wiki", target: "https://wiki.example.com", interval: "30s" },
  ],
  processes: [
    { name: "web", executables: ["nginx"] },
    { name: "app", executables: ["node"] },
    { name: "queue", executables: ["redis-server"] },
    { name: "cache", executables: ["memcached"] },
    { name: "cron", executables: ["crond"] },
  ],
  receivers: {
    oncall: { kind: "webhook" },
    team: { kind: "webhook", url: "https://alerts.example.com/team" },
    desk: { kind: "webhook", url: "https://alerts.example.com/desk" },
    deadman: { kind: "webhook", url: "https://deadman.example.com/beat" },
  },
  routes: { critical: ["oncall"], warning: ["team", "desk"], watchdog: ["deadman"] },
  alerts: {
    HostCpuSaturated: { threshold: 0.8, for: "10m", severity: "critical" },
    TargetDown: { for: "2m" },
  },
  dashboards: { host: true },
};

const secretKeys = ["ordersDsn", "usersDsn", "itemsDsn", "cartsDsn", "mailsDsn", "oncallUrl"];

/** The stack file without a mistake. */
export const valid: Given = { stack: "docker", values, secretKeys, catalogue };

export interface Known {
  readonly name: string;
  /** What to put where; undefined takes the place away. */
  readonly set?: readonly (readonly [path: string, value: unknown])[];
  readonly addSecrets?: readonly string[];
  readonly removeSecrets?: readonly string[];
  readonly otherKeys?: readonly string[];
  readonly nestedSecrets?: readonly (readonly (string | number)[])[];
  readonly text: string;
}

/** Makes mistakes in a stack file without one, in the order given. */
export function withMistakes(mistakes: readonly Known[], right: Given = valid): Given {
  const changed = structuredClone(right.values) as Record<string, unknown>;
  for (const [path, value] of mistakes.flatMap(({ set = [] }) => set)) put(changed, path.split("."), value);
  const removed = mistakes.flatMap(({ removeSecrets = [] }) => removeSecrets);
  return {
    ...right,
    values: changed,
    secretKeys: [
      ...right.secretKeys.filter((key) => !removed.includes(key)),
      ...mistakes.flatMap(({ addSecrets = [] }) => addSecrets),
    ],
    otherKeys: mistakes.flatMap(({ otherKeys = [] }) => otherKeys),
    nestedSecrets: mistakes.flatMap(({ nestedSecrets = [] }) => nestedSecrets),
  };
}

function put(into: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    into[key] ??= {};
    put(into[key] as Record<string, unknown>, rest, value);
  } else if (value === undefined) Reflect.deleteProperty(into, key);
  else into[key] = value;
}

/** Lines of a text. */
export function lines(...text: readonly string[]): string {
  return text.join("\n");
}

/** The error that a stack file ends in. */
export function errorOf(given: Given): SettingsError {
  try {
    parseSettings(given);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error("no mistake was found");
}

/** The texts of its mistakes, in order. */
export function textsOf(given: Given): string[] {
  return errorOf(given).mistakes.map(({ text }) => text);
}

/** A stack of the given settings and nothing else. */
export function only(values: Readonly<Record<string, unknown>>, secretKeys: readonly string[] = []): Given {
  return { stack: "local", values: { target: "local", ...values }, secretKeys, catalogue };
}
