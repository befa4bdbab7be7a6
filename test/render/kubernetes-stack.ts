import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { type Stack } from "../../stacks/observatory";
import { parseSettings } from "../../stacks/parse-settings";
import { requiredSecrets } from "../../stacks/secret-keys";
import { type Settings } from "../../stacks/settings";

type Values = Readonly<Record<string, unknown>>;

const objectStorage = {
  endpoint: "s3.example.com",
  region: "eu-central-1",
  metricsBucket: "metrics",
  logsBucket: "logs",
};
const database = { address: "grafana-db.example.com:5432" };

/** Stacks that differ in shape, by name: what each adds to the smallest one. */
export const variants: Readonly<Record<string, Values>> = {
  small: {},
  stored: { objectStorage },
  medium: { size: "medium", objectStorage, grafana: { database } },
  large: { size: "large", objectStorage, grafana: { database } },
  everything: {
    gpu: true,
    hosts: [{ name: "db-1", address: "10.0.0.5:9100" }],
    postgres: [{ name: "orders-db" }],
    probes: [
      { name: "shop", target: "https://shop.example.com" },
      { name: "gate", target: "gate.example.com", kind: "icmp" },
    ],
    services: [{ name: "checkout", namespace: "shop", labels: { app: "checkout" }, port: "http" }],
    logs: { journal: true },
  },
};

/** Secrets of the variants, with values that must show nowhere. */
export const secrets: Readonly<Record<string, string>> = {
  oncallUrl: "https://hooks.example.com/S3cretHook",
  ordersDbDsn: "postgresql://watcher:S3cretPassword@db.example.com:5432/orders?sslmode=require",
  objectStorageAccessKey: "S3cretAccessKey",
  objectStorageSecretKey: "S3cretSecretKey",
  grafanaDatabaseUser: "S3cretUser",
  grafanaDatabasePassword: "S3cretPassword",
};

/**
 * Settings of a stack of the target kubernetes.
 *
 * @param kubernetes what is said of the cluster, besides its context
 */
export function settings(values: Values = {}, kubernetes: Values = {}, stack = "production"): Settings {
  const all: Values = {
    target: "kubernetes",
    kubernetes: { context: "test", ...kubernetes },
    receivers: { oncall: { kind: "webhook" } },
    routes: { critical: ["oncall"] },
    ...values,
  };
  const secretKeys = requiredSecrets(all as Parameters<typeof requiredSecrets>[0]).map(({ key }) => key);
  return parseSettings({ stack, values: all, secretKeys, catalogue });
}

/** The stack that some settings describe. */
export function stackOf(of: Settings = settings()): Stack {
  return describeFor(of, { root: "/observatory", missing: [] }).stack;
}
