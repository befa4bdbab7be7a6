/** Settings of a stack that gives rules and dashboards to servers that exist already. */
import { z } from "zod";
import { labels } from "./setting-kubernetes";
import { text } from "./setting-parts";

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
  datasources: z
    .strictObject({
      prometheus: text("uid")
        .optional()
        .meta({
          description:
            "uid of the Prometheus, Thanos or Mimir that dashboards ask at first. Default: Grafana's default.",
          examples: ["prometheus"],
        }),
      loki: text("uid")
        .optional()
        .meta({
          description: "uid of the Loki that dashboards ask at first. Default: Grafana's default.",
          examples: ["loki"],
        }),
    })
    .prefault({})
    .meta({
      description: "Data sources of Grafana that dashboards begin with; each has a choice of others.",
      examples: [{ prometheus: "prometheus" }],
    }),
  rules: z
    .record(z.string(), z.boolean())
    .default({})
    .meta({
      description:
        "false takes a group of rules away, by name: those that your installation has itself, for example.",
      examples: [{ watchdog: false }],
    }),
  jobs: z
    .record(z.string(), text("job name").meta({ examples: ["node-exporter"] }))
    .default({})
    .meta({
      description:
        "Names of scrape jobs where they differ from ours: `node` for node exporters, `blackbox` for probes, and so on. Default: ours.",
      examples: [{ node: "node-exporter" }],
    }),
});
