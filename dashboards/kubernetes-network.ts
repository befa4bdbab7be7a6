import { closedRow, dashboard, row } from "./model/dashboard";
import * as dns from "./panels/kubernetes-dns";
import * as panels from "./panels/kubernetes-network";
import { podNetwork } from "./panels/kubernetes-use";
import { cluster, namespace } from "./panels/kubernetes-variables";

/** Networks of a cluster: of its pods, their names, and the Services before them. */
export const kubernetesNetworkDashboard = dashboard(
  "kubernetes-network",
  "Kubernetes network",
  {
    description: "Do pods find and reach each other, and who moves how much?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, namespace],
    links: ["kubernetes", "kubernetes-namespaces", "kubernetes-pods", "kubernetes-control-plane"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      panels.servicesNow,
      panels.addressesNow,
      panels.portsNow,
      ...[dns.failures, dns.latencyNow, dns.requestsNow],
    ),
    row("Pods", panels.receivedAndSent, panels.dropped),
    row("Names and Services", dns.requests, dns.latency, panels.endpoints),
    closedRow("Which pods move most?", panels.receivingMost, panels.sendingMost),
    closedRow("Which pods lose packets?", panels.droppingMost, podNetwork),
    closedRow("Are Services up to date?", panels.endpointChanges, panels.endpointErrors),
  ],
);
