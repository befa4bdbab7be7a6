/** A stack file for a cluster with a bit of everything and no mistake. */
import { type Given } from "../../stacks/mistakes/given";
import { catalogue } from "./settings-example";

const service = (name: string) => ({ name, namespace: "shop", labels: { app: name }, port: "http" });

export const validCluster: Given = {
  stack: "production",
  values: {
    target: "kubernetes",
    size: "medium",
    scrapeInterval: "15s",
    prometheus: { shards: 2, retention: "2d", disk: "400Gi", cpu: "3000m" },
    alertmanager: { replicas: 3 },
    loki: { mode: "distributed", replicas: 5, retention: "30d" },
    grafana: { replicas: 3, database: { address: "grafana-db.example.com:5432" } },
    thanos: { retention: { raw: "60d", fiveMinutes: "180d" }, store: { replicas: 3 } },
    collector: { memory: "512Mi", gateway: { replicas: 4 } },
    objectStorage: { endpoint: "s3.example.com", metricsBucket: "our-metrics", logsBucket: "our-logs" },
    kubernetes: {
      context: "berlin-production",
      namespace: "monitoring",
      storageClass: "fast",
      entry: { host: "grafana.example.com", gateway: { name: "public", namespace: "gateways" } },
      controlPlane: { scheduler: true },
    },
    services: ["cart", "checkout", "search", "stock", "mail", "news", "users", "pay"].map(service),
    routes: { critical: [] },
  },
  secretKeys: [
    "objectStorageAccessKey",
    "objectStorageSecretKey",
    "grafanaDatabaseUser",
    "grafanaDatabasePassword",
  ],
  catalogue: { ...catalogue, jobs: ["kubelet", "node"] },
};
