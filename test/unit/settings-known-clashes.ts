import { type Known, lines } from "./settings-example";

/** Settings that are right in form and do not go together, or with the rest of the program. */
export const knownClashes: readonly Known[] = [
  {
    name: "duplicate host name",
    set: [["hosts.3.name", "db-3"]],
    text: "hosts[2] and hosts[3] have the same name db-3. Give each host a name of its own.",
  },
  {
    name: "duplicate host address",
    set: [["hosts.3.address", "10.0.0.3:9100"]],
    text: "hosts[2] and hosts[3] have the same address 10.0.0.3:9100. Take one of the two away.",
  },
  {
    name: "host called as this machine",
    set: [["hosts.4.name", "web-1"]],
    text: lines(
      "hosts[4] is called web-1, as this machine is (host). This machine is watched anyway: take the",
      "entry away, or give one of the two another name.",
    ),
  },
  {
    name: "duplicate probe target",
    set: [["probes.3.target", "https://shop.example.com"]],
    text: "probes[0] and probes[3] have the same target https://shop.example.com. Take one of the two away.",
  },
  {
    name: "duplicate process group",
    set: [["processes.3.name", "queue"]],
    text: "processes[2] and processes[3] have the same name queue. Put their executables into one group.",
  },
  {
    name: "executable in two groups",
    set: [["processes.3.executables", ["memcached", "redis-server"]]],
    text: lines(
      "redis-server belongs to processes[2] and processes[3]; a process is counted in the first group",
      "only. Take one of the two away.",
    ),
  },
  {
    name: "executable with a longer name than Linux keeps",
    set: [["processes.4.executables", ["telegraf-collector"]]],
    text: lines(
      'processes[4].executables has "telegraf-collector": Linux keeps only 15 letters of a name. Write:',
      "",
      "observatory:processes:",
      "  - name: cron",
      "    executables: [telegraf-collec]",
    ),
  },
  {
    name: "port of another server",
    set: [["postgres.1.port", 9100]],
    text: lines(
      "Port 9100 is that of node-exporter, and of the exporter of users too. Write, for example:",
      "",
      "observatory:postgres:",
      "  - name: users",
      "    port: 9193",
    ),
  },
  {
    name: "port of another exporter",
    set: [["postgres.2.port", 9187]],
    text: lines(
      "Port 9187 is that of the exporter of orders, and of the exporter of items too. Write, for",
      "example:",
      "",
      "observatory:postgres:",
      "  - name: items",
      "    port: 9194",
    ),
  },
  {
    name: "probe target that does not fit its kind",
    set: [["probes.1.target", "https://mail.example.com"]],
    text: lines(
      'probes[1].target is "https://mail.example.com", but a probe of kind tcp wants host:port. Write:',
      "",
      "observatory:probes:",
      "  - name: mail",
      "    target: mail.example.com:443",
    ),
  },
  {
    name: "interval at which series would end between two samples",
    set: [["probes.4.interval", "5m"]],
    text: lines(
      "probes[4].interval is 5m, longer than 2m: a series ends when it has no sample for 5m, so that",
      "two missed ones would already fire false alerts. Write, for example:",
      "",
      "observatory:probes:",
      "  - name: wiki",
      "    interval: 30s",
    ),
  },
  {
    name: "evaluation interval of zero",
    set: [["evaluationInterval", "0s"]],
    text: lines(
      "evaluationInterval is 0s, shorter than 1s: more often costs more than it shows. Write, for",
      "example:",
      "",
      "observatory:evaluationInterval: 10s",
    ),
  },
  {
    name: "log retention under a day",
    set: [["loki.retention", "12h"]],
    text: lines(
      "loki.retention is 12h, shorter than 24h: Loki keeps its index by the day. Write, for example:",
      "",
      "observatory:loki:",
      "  retention: 30d",
    ),
  },
  {
    name: "memory of the Alertmanager shorter than its repetitions",
    set: [["alertmanager.retention", "1h"]],
    text: lines(
      "alertmanager.retention is 1h, shorter than 24h: warnings are repeated every 12h, and who is",
      "forgotten before that is told too often. Write, for example:",
      "",
      "observatory:alertmanager:",
      "  retention: 240h",
    ),
  },
  {
    name: "alert without waiting",
    set: [["alerts.TargetDown.for", "20s"]],
    text: lines(
      "alerts.TargetDown.for is 20s, shorter than 30s: with fewer than two scrapes, one late scrape",
      "decides; 0s is for an event that needs no time. Write, for example:",
      "",
      "observatory:alerts:",
      "  TargetDown:",
      "    for: 10m",
    ),
  },
  {
    name: "more metrics than disk",
    set: [["prometheus.retentionSize", "30Gi"]],
    text: lines(
      "prometheus.retentionSize is 30Gi, more than prometheus.disk with 20Gi: the disk would be full",
      "before anything is deleted. Write, for example:",
      "",
      "observatory:prometheus:",
      "  retentionSize: 30Gi",
      "  disk: 30Gi",
    ),
  },
  {
    name: "route to an unknown receiver, near a right one",
    set: [["routes.critical.1", "oncal"]],
    text: 'routes.critical names "oncal", which is not a receiver. Did you mean oncall?',
  },
  {
    name: "route that names a receiver twice",
    set: [["routes.watchdog.1", "deadman"]],
    text: "routes.watchdog names deadman twice. Take one of the two away.",
  },
  {
    name: "receiver that no route reaches",
    set: [["routes.warning", ["team"]]],
    text: lines(
      "No route reaches the receiver desk. Take it away, or write, for example:",
      "",
      "observatory:routes:",
      "  critical: [oncall, desk]",
    ),
  },
  {
    name: "unknown alert",
    set: [["alerts.HostCpuSaturatd", { for: "5m" }]],
    text: "alerts.HostCpuSaturatd is not an alert. Did you mean HostCpuSaturated?",
  },
  {
    name: "unknown alert far from all",
    set: [["alerts.Disk", {}]],
    text: "alerts.Disk is not an alert. The alerts are HostCpuSaturated, TargetDown and Watchdog.",
  },
  {
    name: "threshold of an alert that has none",
    set: [["alerts.TargetDown.threshold", 3]],
    text: lines(
      "alerts.TargetDown.threshold is set, but TargetDown has no threshold. Take the line away. What",
      "can be set is for, keepFiringFor, severity, team, enabled, selector and exceptions.",
    ),
  },
  {
    name: "Watchdog switched off while somebody waits for it",
    set: [["alerts.Watchdog", { enabled: false }]],
    text: lines(
      "alerts.Watchdog is switched off, but deadman in routes.watchdog would take its silence for an",
      "outage. Take one of the two away.",
    ),
  },
  {
    name: "unknown dashboard",
    set: [["dashboards.hots", false]],
    text: "dashboards.hots is not a dashboard. Did you mean host?",
  },
];
