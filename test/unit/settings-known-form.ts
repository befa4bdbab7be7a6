import { type Known, lines } from "./settings-example";

/** Unknown keys, and values that are missing or of the wrong type. */
export const knownForm: readonly Known[] = [
  {
    name: "unknown key at the top, near a right one",
    set: [["scrapeIntervall", "15s"]],
    text: "scrapeIntervall is not a setting. Did you mean scrapeInterval?",
  },
  {
    name: "unknown key at the top that belongs deeper",
    set: [["retention", "15d"]],
    text: lines(
      "retention is not a setting. Did you mean prometheus.retention, alertmanager.retention,",
      "loki.retention or thanos.retention?",
    ),
  },
  {
    name: "unknown key far from all",
    set: [["wibble", 1]],
    text: lines(
      "wibble is not a setting. The settings are target, size, host, cluster, portOffset, listen,",
      "scrapeInterval, evaluationInterval, prometheus, alertmanager, loki, logs, grafana, thanos,",
      "collector, kubeStateMetrics, objectStorage, kubernetes, content, services, nodeExporter, hosts,",
      "postgres, gpu, probes, processes, demo, slos, receivers, routes, alerts, dashboards, subnet and",
      "runbooks.",
    ),
  },
  {
    name: "unknown key of an object, near a right one",
    set: [["prometheus.retenton", "15d"]],
    text: "prometheus.retenton is not a setting. Did you mean prometheus.retention?",
  },
  {
    name: "unknown key of an object, far from all",
    set: [["grafana.colour", "blue"]],
    text: lines(
      "grafana.colour is not a setting. The settings of grafana are enabled, memory, cpu, replicas and",
      "database.",
    ),
  },
  {
    name: "unknown key of a list entry, told once though the right one is missing",
    set: [
      ["hosts.0.address", undefined],
      ["hosts.0.adress", "10.0.0.1:9100"],
    ],
    text: "hosts[0].adress is not a setting. Did you mean hosts[0].address?",
  },
  {
    name: "unknown key of a tuning",
    set: [["alerts.HostCpuSaturated.treshold", 0.9]],
    text: lines(
      "alerts.HostCpuSaturated.treshold is not a setting. Did you mean",
      "alerts.HostCpuSaturated.threshold?",
    ),
  },
  {
    name: "slip before the colon",
    otherKeys: ["observatry:gpu", "pulumi:tags", "docker:host"],
    text: "observatry:gpu belongs to nobody. Did you mean observatory:gpu?",
  },
  {
    name: "number where a duration belongs",
    set: [["scrapeInterval", 15]],
    text: lines(
      "scrapeInterval is 15, not a duration: a number and a unit (ms, s, m, h, d, w or y). Write:",
      "",
      "observatory:scrapeInterval: 15s",
    ),
  },
  {
    name: "retention that is not a duration",
    set: [["prometheus.retention", "a while"]],
    text: lines(
      'prometheus.retention is "a while", not a duration: a number and a unit (ms, s, m, h, d, w or y).',
      "Write, for example:",
      "",
      "observatory:prometheus:",
      "  retention: 30d",
    ),
  },
  {
    name: "size in other units",
    set: [["prometheus.memory", "2 GB"]],
    text: lines(
      'prometheus.memory is "2 GB", not a size: a number and a unit (Mi, Gi or Ti). Write:',
      "",
      "observatory:prometheus:",
      "  memory: 2Gi",
    ),
  },
  {
    name: "text where true or false belongs",
    set: [["logs.journal", "yes"]],
    text: lines(
      'logs.journal is "yes", not true or false. Write:',
      "",
      "observatory:logs:",
      "  journal: true",
    ),
  },
  {
    name: "number out of its range",
    set: [["portOffset", 30000]],
    text: lines(
      "portOffset is 30000, not a whole number from 0 to 20000. Write, for example:",
      "",
      "observatory:portOffset: 10000",
    ),
  },
  {
    name: "name with capitals and spaces",
    set: [["cluster", "Berlin East"]],
    text: lines(
      'cluster is "Berlin East", not a name: lower-case letters, digits and single hyphens, a letter',
      "first, at most 40. Write:",
      "",
      "observatory:cluster: berlin-east",
    ),
  },
  {
    name: "empty value",
    set: [["listen", null]],
    text: lines(
      "listen is empty. Take the line away, or write, for example:",
      "",
      "observatory:listen: 127.0.0.1",
    ),
  },
  {
    name: "address without a port",
    set: [["hosts.1.address", "10.0.0.2"]],
    text: lines(
      'hosts[1].address is "10.0.0.2", not an address: host:port, with a port from 1 to 65535. Write:',
      "",
      "observatory:hosts:",
      "  - name: db-2",
      "    address: 10.0.0.2:9100",
    ),
  },
  {
    name: "missing key",
    set: [["processes.0.executables", undefined]],
    text: lines(
      "processes[0].executables is missing. Write, for example:",
      "",
      "observatory:processes:",
      "  - name: web",
      "    executables: [nginx]",
    ),
  },
  {
    name: "empty list where one entry is the least",
    set: [["processes.1.executables", []]],
    text: lines(
      "processes[1].executables is an empty list, not a list with at least one entry. Write, for",
      "example:",
      "",
      "observatory:processes:",
      "  - name: app",
      "    executables: [nginx]",
    ),
  },
  {
    name: "choice that does not exist",
    set: [["alerts.HostCpuSaturated.severity", "critcal"]],
    text: lines(
      'alerts.HostCpuSaturated.severity is "critcal", not critical, warning, info or none. Write:',
      "",
      "observatory:alerts:",
      "  HostCpuSaturated:",
      "    severity: critical",
    ),
  },
  {
    name: "path that the collector would take for a variable",
    set: [["logs.files.1", "/var/${app}.log"]],
    text: lines(
      'logs.files[1] is "/var/${app}.log", not an absolute path: it starts with /, * stands for any',
      "part of a name, and $ is not allowed. Write, for example:",
      "",
      "observatory:logs:",
      "  files: [/var/log/nginx/*.log]",
    ),
  },
];
