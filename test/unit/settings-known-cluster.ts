import { type Known, lines } from "./settings-example";

/** Mistakes that only a stack in a cluster can have, but for those of its services. */
export const knownCluster: readonly Known[] = [
  {
    name: "cluster that nothing names",
    set: [["kubernetes.context", undefined]],
    text: lines(
      "kubernetes.context is missing: nothing says which cluster is meant. `kubectl config",
      "get-contexts` lists those that there are. Write, for example:",
      "",
      "observatory:kubernetes:",
      "  context: production",
    ),
  },
  {
    name: "namespace of the cluster itself",
    set: [["kubernetes.namespace", "kube-system"]],
    text: lines(
      "kubernetes.namespace is kube-system, in which others run: the stack locks its namespace, and",
      "they could no longer reach each other. Write one that is the stack's own, for example:",
      "",
      "observatory:kubernetes:",
      "  namespace: monitoring",
    ),
  },
  {
    name: "storage class of the wrong form",
    set: [["kubernetes.storageClass", "Fast SSD"]],
    text: lines(
      'kubernetes.storageClass is "Fast SSD", not the name of a Kubernetes object: lower-case letters,',
      "digits, hyphens and dots, at most 253. Write:",
      "",
      "observatory:kubernetes:",
      "  storageClass: fast-ssd",
    ),
  },
  {
    name: "gateway and Ingress",
    set: [["kubernetes.entry.ingressClass", "nginx"]],
    text: lines(
      "kubernetes.entry has a gateway and ingressClass, which belongs to an Ingress. Keep one of the",
      "two, for example:",
      "",
      "observatory:kubernetes:",
      "  entry:",
      "    host: grafana.example.com",
      "    gateway:",
      "      name: public",
      "      namespace: gateways",
    ),
  },
  {
    name: "address where a host name belongs",
    set: [["kubernetes.entry.host", "https://grafana.example.com/"]],
    text: lines(
      'kubernetes.entry.host is "https://grafana.example.com/", not a host name: lower-case letters,',
      "digits, hyphens and dots, at most 253. Write:",
      "",
      "observatory:kubernetes:",
      "  entry:",
      "    host: grafana.example.com",
    ),
  },
  {
    name: "part of the control plane that there is not",
    set: [["kubernetes.controlPlane.schedular", true]],
    text: lines(
      "kubernetes.controlPlane.schedular is not a setting. Did you mean",
      "kubernetes.controlPlane.scheduler?",
    ),
  },
  {
    name: "labels of GPU nodes without GPUs",
    set: [["kubernetes.gpuLabels", { gpu: "true" }]],
    text: lines(
      "kubernetes.gpuLabels has no effect while gpu is not true. Take it away, or write:",
      "",
      "observatory:gpu: true",
    ),
  },
  {
    name: "runtime of GPU nodes without GPUs",
    set: [["kubernetes.gpuRuntimeClass", "nvidia"]],
    text: lines(
      "kubernetes.gpuRuntimeClass has no effect while gpu is not true. Take it away, or write:",
      "",
      "observatory:gpu: true",
    ),
  },
  {
    name: "port offset",
    set: [["portOffset", 1000]],
    text: "portOffset has no effect on the target kubernetes; it is for local and docker. Take it away.",
  },
  {
    name: "name of the one host",
    set: [["host", "web-1"]],
    text: "host has no effect on the target kubernetes; it is for local and docker. Take it away.",
  },
  {
    name: "address for Grafana",
    set: [["listen", "10.0.0.5"]],
    text: "listen has no effect on the target kubernetes; it is for local and docker. Take it away.",
  },
  {
    name: "network of containers",
    set: [["subnet", "10.97.0.0/24"]],
    text: "subnet has no effect on the target kubernetes; it is for local and docker. Take it away.",
  },
  {
    name: "demo service",
    set: [["demo", true]],
    text: "demo has no effect on the target kubernetes; it is for local and docker. Take it away.",
  },
  {
    name: "settings of content",
    set: [["content", { folder: "x" }]],
    text: "content has no effect on the target kubernetes; it is for content. Take it away.",
  },
  {
    name: "more shards than make sense",
    set: [["prometheus.shards", 30]],
    text: lines(
      "prometheus.shards is 30. The size medium is made for 1,100,000 series: each shard would have",
      "37,000, which takes less than a further server costs. Write a larger size, or, for example:",
      "",
      "observatory:prometheus:",
      "  shards: 22",
    ),
  },
  {
    name: "metrics that end before they are stored",
    set: [["prometheus.retention", "3h"]],
    text: lines(
      "prometheus.retention is 3h, shorter than 6h: metrics could be deleted before they are in object",
      "storage, to which they go each 2h. Write, for example:",
      "",
      "observatory:prometheus:",
      "  retention: 2d",
    ),
  },
  {
    name: "CPU in cores",
    set: [["prometheus.cpu", 2]],
    text: lines(
      "prometheus.cpu is 2, not an amount of CPU: thousandths of a core, with an m at the end: 500m is",
      "half a core. Write:",
      "",
      "observatory:prometheus:",
      "  cpu: 2000m",
    ),
  },
  {
    name: "more members than gossip needs",
    set: [["alertmanager.replicas", 7]],
    text: lines(
      "alertmanager.replicas is 7, not a whole number from 1 to 5. Write, for example:",
      "",
      "observatory:alertmanager:",
      "  replicas: 3",
    ),
  },
  {
    name: "two Lokis",
    set: [["loki.replicas", 2]],
    text: lines(
      "loki.replicas is 2: each line is written to a majority of its copies, so that two servers stand",
      "still as soon as one is away. Write 1, or, for example:",
      "",
      "observatory:loki:",
      "  replicas: 3",
    ),
  },
  {
    name: "mode that Loki is about to lose",
    set: [["loki.mode", "simple-scalable"]],
    text: lines(
      'loki.mode is "simple-scalable", not single or distributed. Write, for example:',
      "",
      "observatory:loki:",
      "  mode: distributed",
    ),
  },
  {
    name: "samples that end before they are averaged",
    set: [["thanos.retention.raw", "1d"]],
    text: lines(
      "thanos.retention.raw is 1d, shorter than 2d: samples would be deleted before they are averaged",
      "over five minutes. Write, for example:",
      "",
      "observatory:thanos:",
      "  retention:",
      "    raw: 2d",
    ),
  },
  {
    name: "coarse averages that end before fine ones",
    set: [["thanos.retention.oneHour", "90d"]],
    text: lines(
      "thanos.retention.oneHour is 90d, shorter than 180d: finer averages are kept longer than coarser",
      "ones. Write, for example:",
      "",
      "observatory:thanos:",
      "  retention:",
      "    oneHour: 180d",
    ),
  },
  {
    name: "gateway collectors as a number",
    set: [["collector.gateway", 3]],
    text: lines(
      "collector.gateway is 3, not a group of keys. Write, for example:",
      "",
      "observatory:collector:",
      "  gateway:",
      "    replicas: 3",
    ),
  },
  {
    name: "endpoint with a scheme",
    set: [["objectStorage.endpoint", "https://s3.example.com"]],
    text: lines(
      'objectStorage.endpoint is "https://s3.example.com", not a host name: lower-case letters, digits,',
      "hyphens and dots, and :port where it is not the usual one. Write:",
      "",
      "observatory:objectStorage:",
      "  endpoint: s3.example.com",
    ),
  },
  {
    name: "bucket of the wrong form",
    set: [["objectStorage.metricsBucket", "Our_Metrics"]],
    text: lines(
      'objectStorage.metricsBucket is "Our_Metrics", not the name of a bucket: 3 to 63 lower-case',
      "letters, digits, hyphens and dots. Write, for example:",
      "",
      "observatory:objectStorage:",
      "  metricsBucket: observatory-metrics",
    ),
  },
  {
    name: "key of the object storage in plain text",
    set: [["objectStorage.accessKey", "AKIAEXAMPLE"]],
    removeSecrets: ["objectStorageAccessKey"],
    text: lines(
      "objectStorage.accessKey holds a credential in plain text. If others have seen the file, change",
      "the secret as well. Take the line away, and type:",
      "",
      "./observatory pulumi config set --secret observatory:objectStorageAccessKey -s production",
    ),
  },
  {
    name: "missing key of the object storage",
    removeSecrets: ["objectStorageSecretKey"],
    text: lines(
      "objectStorage is set, and the secret objectStorageSecretKey is missing. Type:",
      "",
      "./observatory pulumi config set --secret observatory:objectStorageSecretKey -s production",
    ),
  },
  {
    name: "password of the database in plain text",
    set: [["grafana.database.password", "hunter2"]],
    removeSecrets: ["grafanaDatabasePassword"],
    text: lines(
      "grafana.database.password holds a credential in plain text. If others have seen the file, change",
      "the secret as well. Take the line away, and type:",
      "",
      "./observatory pulumi config set --secret observatory:grafanaDatabasePassword -s production",
    ),
  },
  {
    name: "user of the database as a secret inside of a setting",
    nestedSecrets: [["grafana", "database", "user"]],
    removeSecrets: ["grafanaDatabaseUser"],
    text: lines(
      "grafana.database.user is a secret inside of a setting, where it would lose its protection. Take",
      "the line away, and store it as a key of its own. Type:",
      "",
      "./observatory pulumi config set --secret observatory:grafanaDatabaseUser -s production",
    ),
  },
  {
    name: "name of a database with a space",
    set: [["grafana.database.name", "my db"]],
    text: lines(
      'grafana.database.name is "my db", not the name of a database: letters, digits, - and _, no digit',
      "or - first. Write, for example:",
      "",
      "observatory:grafana:",
      "  database:",
      "    name: grafana",
    ),
  },
];
