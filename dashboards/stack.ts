import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance, job } from "./model/variables";
import * as certificates from "./panels/stack-certificates";
import * as servers from "./panels/stack-servers";
import * as state from "./panels/stack-state";

/** The monitoring itself: what it scrapes, stores, sends and loses. */
export const stack = dashboard(
  "stack",
  "The stack",
  {
    description: "Does the monitoring itself work: what does it scrape, store, send and lose?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: [
      "overview",
      "exporters",
      "prometheus",
      "alertmanager",
      "loki",
      "collector",
      "grafana",
      "thanos",
      "host",
    ],
    time: "3h",
  },
  [
    row(
      "Does it work?",
      state.targetsDownNow,
      state.prometheusConfigLoadedNow,
      state.alertmanagerConfigLoadedNow,
      state.prometheusSamplesNow,
      state.notificationsLostNow,
      state.collectorQueueNow,
    ),
    row("Targets", state.targetUp, state.scrapeDuration),
    row("Which servers are there?", servers.all),
    row("What the servers use", servers.cpuOfServers, servers.memoryOfServers, servers.serverUptime),
    row(
      "What flows through",
      state.prometheusSamples,
      state.logLinesReadAndDelivered,
      state.notificationsSentAndFailed,
    ),
    closedRow(
      "Servers in depth",
      servers.serverStarts,
      servers.ownAge,
      servers.serverFiles,
      servers.goMemory,
      servers.ownMemory,
      servers.memoryIn24Hours,
      servers.goroutines,
      servers.goroutinesIn24Hours,
    ),
    closedRow(
      "Certificates of the servers",
      certificates.stackCertificateValid,
      certificates.stackCertificateVerified,
    ),
  ],
);
