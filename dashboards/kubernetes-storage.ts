import { closedRow, dashboard, row } from "./model/dashboard";
import { storageAskedFor } from "./panels/kubernetes-namespaces";
import * as panels from "./panels/kubernetes-storage";
import { claim, cluster, namespace } from "./panels/kubernetes-variables";

/** Persistent volumes of a cluster and their claims. */
export const kubernetesStorageDashboard = dashboard(
  "kubernetes-storage",
  "Kubernetes storage",
  {
    description: "Has every claim its volume, which volume is full next, and what is kept for nobody?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, namespace, claim],
    links: ["kubernetes", "kubernetes-namespaces", "kubernetes-workloads"],
    time: "24h",
  },
  [
    row(
      "Is it well?",
      panels.fullest,
      panels.fullFirst,
      panels.claimsWaiting,
      panels.volumesBroken,
      panels.released,
    ),
    row("How full they are", panels.used, panels.fullIn, panels.inodes),
    row("All volumes that are mounted", panels.volumesFullestFirst),
    row("Volumes and claims", panels.volumesByPhase, panels.claimsByPhase),
    closedRow("What waits, and what is left over", panels.claimsWithoutVolume, panels.volumesWithoutClaim),
    closedRow("In two days", panels.spaceLeft, panels.inodesLeft),
    closedRow("Whose storage is it?", panels.sizeByClass, storageAskedFor),
  ],
);
