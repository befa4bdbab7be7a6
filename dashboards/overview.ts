import { allAlerts } from "../rules/catalogue";
import { HostCpuSaturated, HostMemoryLow } from "../rules/host";
import { notificationsFailedInAll, notificationsLost, notificationsSentInAll } from "../signals/alertmanager";
import { firingSince } from "../signals/alerts";
import { fullestFilesystem, fullestOfAll } from "../signals/filesystems";
import { cpuBusy, memoryUsed, uptime } from "../signals/host";
import { errorLines, errorRate, errorVolume } from "../signals/logs";
import {
  certificateExpiry,
  probeDuration,
  probePhases,
  probesFailing,
  probeSuccess,
} from "../signals/probes";
import { firingAlerts, firingBySeverity } from "../signals/prometheus";
import { targetsDown, targetsUp, targetUp } from "../signals/targets";
import { closedRow, dashboard, row } from "./model/dashboard";
import { logs, stat, stateTimeline, table, text, timeseries, type Drill } from "./model/panel";
import { cluster, job } from "./model/variables";

const toHost: Drill = { title: "Open the host", uid: "host", variables: { instance: "instance" } };
const toStack: Drill = {
  title: "Open the stack",
  uid: "stack",
  variables: { job: "job", instance: "instance" },
};

const answers = { 0: { text: "Down", colour: "bad" }, 1: { text: "Up", colour: "good" } } as const;

const next = `
- **[Host](/d/host)**: one machine in depth. Its processors, memory, disks, networks, processes and logs.
- **[The stack](/d/stack)**: the monitoring itself. What it scrapes, stores, sends and loses.

The menu **Dashboards** above lists all others.
`.trim();

/** The home page: is everything well, and if not, where to look. */
export const overview = dashboard(
  "overview",
  "Overview",
  {
    description: "Is everything well, and if not, where to look?",
    tags: ["home"],
    variables: [cluster, job],
    links: ["host", "stack"],
    time: "6h",
  },
  [
    row(
      "Is everything well?",
      stat(firingAlerts, {
        badFrom: 1,
        why: "Each firing alert is something that somebody decided has to be looked at.",
        act: "Read the table of alerts below. A click on the name of an alert leads to what to do.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(targetsDown, {
        badFrom: 1,
        why: "What a target measures is unknown while it is down, and the alerts about it are blind.",
        act: "Find the target below and look at its server and its host.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(probesFailing, {
        badFrom: 1,
        why: "A probe calls an address as a user would. If it fails, users most likely see an error, too.",
        act: "Find the probe below and call the address yourself.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(notificationsLost, {
        badFrom: 0.01,
        decimals: 0,
        why: "Somebody who should have been told of an alert was not.",
        act: "Look at the row of notifications for the kind of receiver, and at the log of Alertmanager for the reason.",
        noValue: "No data: Alertmanager is not scraped",
      }),
      stat(fullestOfAll, {
        why: "Programs that write to a full filesystem fail, often all at once.",
        act: "Find the host in the table of hosts below; its page tells which filesystem it is and how fast it fills.",
        noValue: "No data: no host is scraped",
      }),
      stat(errorRate, {
        sparkline: true,
        why: "A jump in error lines is often the first sign of a fault, before any limit is reached.",
        act: "Open the row of error logs at the bottom, and read the lines of the service that writes most.",
        noValue: "No errors",
      }),
    ),
    row(
      "Alerts",
      table(firingSince(Object.values(allAlerts)), {
        title: "Firing alerts",
        width: 16,
        columns: {
          severity: {
            states: {
              critical: { text: "critical", colour: "bad" },
              warning: { text: "warning", colour: "warning" },
            },
          },
          alertname: { title: "Alert", link: "runbook" },
          instance: {},
          dashboard: { link: "dashboard", variables: { instance: "instance" } },
        },
        why: "This is what has to be looked at now, the longest first.",
        act: "Click on an alert for its page of instructions, on a dashboard for the numbers behind it.",
        noValue: "No alert fires",
      }),
      timeseries(firingBySeverity, {
        stack: true,
        why: "Many alerts that begin at one time have one cause, most likely.",
        act: "Look for what else changed when the number rose: a deployment, a host, a network.",
        noValue: "No alert fired",
      }),
    ),
    row(
      "Targets and probes",
      timeseries(targetsUp, {
        title: "Targets up, by job",
        why: "A job below 100 % has lost targets. Gaps in its graphs come from there.",
        act: "See on the right which target it is, and open the stack to see why.",
        noValue: "No data: nothing is scraped",
      }),
      stateTimeline(targetUp, {
        title: "Targets",
        states: answers,
        drill: [toStack],
        why: "Shows when a target was down and whether others were down with it.",
        act: "If all targets of a host were down together, look at the host. If one was, look at its server.",
        noValue: "No data: nothing is scraped",
      }),
      stateTimeline(probeSuccess, {
        title: "Probes",
        states: answers,
        why: "Shows when users could not reach an address.",
        act: "Compare with the targets on the left: a probe that fails alone points to the network or to the service itself.",
        noValue: "No probes: add some under `probes` in the stack file",
      }),
    ),
    row(
      "Hosts",
      table([cpuBusy, memoryUsed, fullestFilesystem, uptime], {
        title: "Hosts",
        line: [HostCpuSaturated, HostMemoryLow],
        columns: { instance: { title: "Host" } },
        drill: [toHost],
        why: "The host that differs from the others is the one to look at.",
        act: "Click on a host to see it in depth.",
        noValue: "No data: no host is scraped",
      }),
    ),
    row(
      "Notifications",
      timeseries([notificationsSentInAll, notificationsFailedInAll], {
        title: "Notifications sent and failed",
        width: 12,
        why: "An alert helps only if somebody is told of it.",
        act: "If a kind of receiver fails, look at the log of Alertmanager for its answer, and check its address and key.",
        noValue: "No data: Alertmanager is not scraped",
      }),
      text("Where to go next", next, { width: 12 }),
    ),
    closedRow(
      "Probes in depth",
      timeseries(probeDuration, {
        why: "A service that answers slowly is half down.",
        act: "See on the right which part of the call takes the time.",
        noValue: "No probes: add some under `probes` in the stack file",
      }),
      timeseries(probePhases, {
        why: "The phase that grows tells where to look: resolve is the name server, processing the service itself.",
        act: "Look at the server that does the slow part.",
        noValue: "No HTTP probes",
      }),
      stat(certificateExpiry, {
        title: "Certificates valid for",
        width: 8,
        height: 8,
        why: "When a certificate expires, clients refuse the connection from one second to the next.",
        act: "Renew a certificate that has less than three weeks left, and find out why that did not happen by itself.",
        noValue: "No HTTPS probes",
      }),
    ),
    closedRow(
      "Error logs",
      timeseries(errorVolume, {
        width: 24,
        why: "Shows which service writes errors, and since when.",
        act: "Read its lines below.",
        noValue: "No errors",
      }),
      logs(errorLines, {
        height: 12,
        why: "The line of the first error names the cause more often than those that follow.",
        act: "Narrow the time to when the errors began, and read from the bottom.",
        noValue: "No errors",
      }),
    ),
  ],
);
