import { closedRow, dashboard, row } from "./model/dashboard";
import * as parts from "./panels/kubernetes-api-parts";
import * as panels from "./panels/kubernetes-api-server";
import { cluster } from "./panels/kubernetes-variables";

/** The API server of a cluster: its requests, what it waits for, and what waits for it. */
export const kubernetesApiServerDashboard = dashboard(
  "kubernetes-api-server",
  "Kubernetes API server",
  {
    description: "Does the API server answer, fast enough, and who is refused?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster],
    links: ["kubernetes", "kubernetes-control-plane"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      panels.up,
      panels.errors,
      panels.latencyNow,
      panels.inflightNow,
      panels.clientCertificate,
    ),
    row("Requests", panels.requests, panels.refused, panels.latency, panels.durations, panels.storageLatency),
    row("In work and waiting", panels.inflight, panels.seats, panels.queued),
    closedRow("Turned away and cut off", panels.rejected, panels.terminated, panels.watches),
    closedRow(
      "Admission",
      parts.webhookLatency,
      parts.webhookFailures,
      parts.admissionTime,
      parts.admissionRejected,
    ),
    closedRow(
      "Aggregated APIs and clients",
      parts.aggregatedErrors,
      parts.aggregatedDown,
      parts.clientErrors,
    ),
    closedRow("Who is not let in?", parts.loginsRefused, parts.handshakeErrors, parts.auditRejected),
    closedRow("What is stored?", parts.objectsStored, parts.storeSize, parts.requestsNow),
  ],
);
