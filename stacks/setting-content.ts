/** Settings of a stack that gives rules and dashboards to servers that exist already. */
import { z } from "zod";
import { labels } from "./setting-kubernetes";
import { name, text } from "./setting-parts";

export const content = z.strictObject({
  ruleLabels: labels.default({}).meta({
    description:
      "Labels by which the Prometheus Operator finds rules: what its ruleSelector asks for. Default: none.",
    examples: [{ release: "kube-prometheus-stack" }],
  }),
  dashboardLabels: labels.default({ grafana_dashboard: "1" }).meta({
    description: "Labels by which Grafana's sidecar finds dashboards.",
    examples: [{ grafana_dashboard: "1" }],
  }),
  folder: z
    .string()
    .min(1)
    .default("observatory")
    .meta({ description: "Folder of the dashboards in Grafana.", examples: ["Infrastructure"] }),
  folderAnnotation: text("label name")
    .default("grafana_folder")
    .meta({
      description: "Annotation in which the sidecar looks for the folder.",
      examples: ["grafana_folder"],
    }),
  grafanaUrl: text("URL")
    .optional()
    .meta({
      description:
        "Address of Grafana, for the links in alerts. Default: alerts have no links to dashboards.",
      examples: ["https://grafana.example.com"],
    }),
  jobs: z
    .record(
      name,
      z
        .string()
        .min(1)
        .meta({ examples: ["node-exporter"] }),
    )
    .default({})
    .meta({
      description:
        "Names of scrape jobs where they differ from ours: `node` for node exporters, `blackbox` for probes, and so on. Default: ours.",
      examples: [{ node: "node-exporter" }],
    }),
});
