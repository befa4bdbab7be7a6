/** Settings that only a Kubernetes cluster gives a meaning to. */
import { z } from "zod";
import { name, text } from "./setting-parts";

/** Labels of Kubernetes objects. */
export const labels = z
  .record(text("label name"), text("label value").meta({ examples: ["shop"] }))
  .meta({ examples: [{ app: "shop" }] });

/** How people reach Grafana from outside of the cluster. */
const entry = z.strictObject({
  host: text("host name").meta({
    description: "Host name of Grafana.",
    examples: ["grafana.example.com"],
  }),
  ingressClass: text("object name")
    .optional()
    .meta({
      description: "Class of the Ingress. Default: that of the cluster.",
      examples: ["nginx"],
    }),
  gateway: z
    .strictObject({
      name: text("object name").meta({ description: "Name of the Gateway.", examples: ["public"] }),
      namespace: text("namespace").meta({ description: "Its namespace.", examples: ["gateways"] }),
    })
    .optional()
    .meta({
      description: "A Gateway that takes a route to Grafana (Gateway API), instead of an Ingress.",
      examples: [{ name: "public", namespace: "gateways" }],
    }),
  tlsSecret: text("object name")
    .optional()
    .meta({
      description:
        "Secret in the stack's namespace with the certificate for the Ingress. A Gateway has its certificate itself.",
      examples: ["grafana-tls"],
    }),
});

export const kubernetes = z.strictObject({
  context: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "Context of the kubeconfig. Required, so that no other cluster is reached by mistake.",
      examples: ["berlin-production"],
    }),
  kubeconfig: text("path")
    .optional()
    .meta({
      description: "The kubeconfig. Default: that of KUBECONFIG, else ~/.kube/config.",
      examples: ["/etc/observatory/kubeconfig"],
    }),
  namespace: name.default("observatory").meta({
    description:
      "Namespace of the servers. Daemons that need the host itself have one beside it, with -hosts at the end.",
    examples: ["monitoring"],
  }),
  storageClass: text("object name")
    .optional()
    .meta({
      description: "Storage class of all data. Default: that of the cluster.",
      examples: ["fast"],
    }),
  entry: entry.optional().meta({
    description: "How people reach Grafana. Default: through kubectl port-forward only.",
    examples: [{ host: "grafana.example.com", tlsSecret: "grafana-tls" }],
  }),
  controlPlane: z
    .strictObject({
      scheduler: z
        .boolean()
        .default(false)
        .meta({
          description: "The scheduler can be scraped. Managed clusters hide it.",
          examples: [true],
        }),
      controllerManager: z
        .boolean()
        .default(false)
        .meta({
          description: "The controller manager can be scraped. Managed clusters hide it.",
          examples: [true],
        }),
      etcd: z
        .boolean()
        .default(false)
        .meta({
          description: "etcd can be scraped on its metrics port, 2381. Managed clusters hide it.",
          examples: [true],
        }),
    })
    .prefault({})
    .meta({
      description: "Which parts of the control plane can be scraped, besides the API server and CoreDNS.",
      examples: [{ scheduler: true }],
    }),
  signedKubelets: z
    .boolean()
    .default(false)
    .meta({
      description:
        "The kubelets' certificates are signed by the authority of the cluster, and Prometheus checks them. Kubelets that nobody set up make theirs themselves.",
      examples: [true],
    }),
  gpuLabels: labels.default({ "nvidia.com/gpu.present": "true" }).meta({
    description: "Labels of the nodes with GPUs, where the DCGM exporter runs if `gpu` is true.",
    examples: [{ "nvidia.com/gpu.present": "true" }],
  }),
  gpuRuntimeClass: text("object name")
    .optional()
    .meta({
      description:
        "Runtime class that gives the DCGM exporter the GPUs of its node. Default: the default runtime of the nodes.",
      examples: ["nvidia"],
    }),
});

/** A service of the users, found by its pods' labels. Pods with the annotation prometheus.io/scrape need no entry. */
export const service = z.strictObject({
  name: name.meta({
    description: "Name of the service in alerts and dashboards (label `job`).",
    examples: ["checkout"],
  }),
  namespace: text("namespace").meta({ description: "Namespace of its pods.", examples: ["shop"] }),
  labels: labels.meta({
    description: "Labels of its pods, at least one.",
    examples: [{ app: "checkout" }],
  }),
  port: z
    .union([z.number().int().min(1).max(65535), text("port name")])
    .meta({ description: "Port with metrics, by number or by name.", examples: ["http", 8080] }),
  path: text("URL path")
    .default("/metrics")
    .meta({ description: "Path of the metrics.", examples: ["/internal/metrics"] }),
});

/** S3-compatible object storage for metrics and logs. */
export const objectStorage = z.strictObject({
  endpoint: text("host and port").meta({
    description: "Host, and port where it is not 443, of the S3-compatible service.",
    examples: ["s3.eu-central-1.amazonaws.com"],
  }),
  region: name.default("us-east-1").meta({ description: "Region.", examples: ["eu-central-1"] }),
  metricsBucket: text("bucket").meta({
    description: "Bucket for the blocks of metrics (Thanos).",
    examples: ["observatory-metrics"],
  }),
  logsBucket: text("bucket").meta({
    description: "Bucket for logs (Loki).",
    examples: ["observatory-logs"],
  }),
  insecure: z
    .boolean()
    .default(false)
    .meta({
      description: "true speaks plain HTTP: only for a storage inside of the cluster.",
      examples: [true],
    }),
});
