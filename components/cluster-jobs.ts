/** What of a cluster is scraped besides the servers of the stack, and what that asks of the Kubernetes API. */
import { type ClusterAccess } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { controlPlaneJobs } from "./cluster-control-plane";
import { nodeJobs } from "./cluster-nodes";
import { annotatedPodsJob } from "./cluster-pods";
import { serviceJobs } from "./cluster-services";
import { type WorkloadJob } from "./scrape-config";

/** The jobs of a cluster; Prometheus itself finds their targets. */
export function clusterJobs(settings: Settings): readonly WorkloadJob[] {
  return [
    ...nodeJobs(settings),
    ...controlPlaneJobs(settings),
    annotatedPodsJob(settings),
    ...serviceJobs(settings),
  ].map((job) => ({ workload: "prometheus", job }));
}

/** The rights to read what the jobs scrape by showing a token; those to find it follow from how they find it. */
export function scrapeAccess(jobs: readonly WorkloadJob[]): readonly ClusterAccess[] {
  const roles = jobs.flatMap(({ job: { client = {}, discover } }) =>
    "authorization" in client && discover !== undefined ? [discover.role] : [],
  );
  return [
    // The kubelet asks for this one, for its own metrics and for cAdvisor's.
    ...(roles.includes("node") ? [{ apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] }] : []),
    // API server, scheduler and controller manager.
    ...(roles.some((role) => role !== "node") ? [{ nonResourceURLs: ["/metrics"], verbs: ["get"] }] : []),
  ];
}
