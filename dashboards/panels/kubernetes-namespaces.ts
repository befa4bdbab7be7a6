import { KubeContainersWithoutRequests } from "../../rules/kubernetes-capacity";
import { KubeContainerRestartsRising } from "../../rules/kubernetes-restarts";
import { oomKills, podsFailed, podsNotReady, restartsByNamespace } from "../../signals/kubernetes-containers";
import { jobsFailed } from "../../signals/kubernetes-jobs";
import * as history from "../../signals/kubernetes-recorded";
import { containersWithoutRequests as withoutRequests } from "../../signals/kubernetes-resources";
import { claimedByNamespace } from "../../signals/kubernetes-volumes";
import * as totals from "../../signals/kubernetes-namespaces";
import { stat, table, timeseries } from "../model/panel";
import { noObjects, notRecorded, recorded, toWorkloads } from "./kubernetes-variables";

/** Namespaces beside each other. What runs over time is recorded; tables and numbers ask once. */

export const notReadyInAll = stat(totals.podsNotReadyInAll, {
  badFrom: 1,
  why: "Each of them is work that the others of its workload do as well.",
  act: "The table shows in which namespace they are.",
  noValue: noObjects,
});

export const oomInAll = stat(totals.oomKillsInAll, {
  badFrom: 1,
  why: "A program that is ended for memory loses what it was working on.",
  act: "Look for the namespace in the table, then for the container nearest to its limit.",
  noValue: noObjects,
});

export const jobsFailedInAll = stat(totals.jobsFailedInAll, {
  badFrom: 1,
  why: "A job that gave up is a backup, a report or a migration that was not done.",
  act: "See which one on the dashboard of scaling and jobs.",
  noValue: noObjects,
});

export const cpuOfRequests = stat(totals.cpuOfRequests, {
  ...recorded,
  why: "Far below 100 % the cluster is paid for and not used; above it, neighbours feel each other.",
  act: "Set requests to what is used at a busy hour, with some room.",
  noValue: notRecorded,
});

export const memoryOfRequests = stat(totals.memoryOfRequests, {
  ...recorded,
  why: "Memory beyond the requests is taken back by eviction when a node runs short.",
  act: "Raise the requests of the namespaces that lie above 100 % in the table.",
  noValue: notRecorded,
});

export const namespaces = table(
  [
    history.podsNotReadyRecorded,
    history.restartsRecorded,
    history.namespaceCpuRecorded,
    history.namespaceCpuOfRequest,
    history.namespaceMemoryRecorded,
    history.namespaceMemoryOfRequest,
  ],
  {
    ...recorded,
    title: "Namespaces",
    height: 10,
    sortBy: history.restartsRecorded.title,
    columns: { namespace: { title: "Namespace" } },
    drill: [toWorkloads],
    why: "The namespace that differs from the others is the one to look at.",
    act: "Click on a value to see the workloads of that namespace.",
    noValue: notRecorded,
  },
);

export const cpuUseOfRequests = timeseries(history.namespaceCpuOfRequest, {
  ...recorded,
  title: "CPU of the requests over time",
  drill: [toWorkloads],
  why: "A namespace that is always far below what it asked for keeps others out.",
  act: "Look at a whole week before you lower a request: month ends and night jobs count.",
  noValue: notRecorded,
});

export const memoryUseOfRequests = timeseries(history.namespaceMemoryOfRequest, {
  ...recorded,
  title: "Memory of the requests over time",
  drill: [toWorkloads],
  why: "A line that climbs past 100 % is a leak or a request that was guessed.",
  act: "Open the workloads of the namespace and look for the one that grows.",
  noValue: notRecorded,
});

export const restartsRising = timeseries(restartsByNamespace, {
  line: KubeContainerRestartsRising,
  title: "Restarts by namespace, as they happen",
  drill: [toWorkloads],
  why: "Shows the minute in which containers began to end.",
  act: "Lay it beside the last deployments, and beside what the namespace depends on.",
  noValue: noObjects,
});

export const notReadyNow = table([podsNotReady, podsFailed, oomKills, jobsFailed], {
  title: "What does not run, by namespace",
  columns: { namespace: { title: "Namespace" } },
  drill: [toWorkloads],
  why: "Tells pods that wait for something from those that were ended, and both from jobs.",
  act: "Begin with pods that are not ready: users notice those first.",
  noValue: "Everything runs",
});

export const containersWithoutRequests = timeseries(withoutRequests, {
  line: KubeContainersWithoutRequests,
  drill: [toWorkloads],
  why: "Containers without a request make nodes too full, and are evicted first.",
  act: "Give them requests, or the namespace a default.",
  noValue: "All containers have a memory request",
});

export const storageAskedFor = timeseries(claimedByNamespace, {
  stack: true,
  why: "Claims outlive the pods that needed them, and are paid for by the month.",
  act: "Look on the dashboard of storage for claims of the namespace that no pod mounts.",
  noValue: "No data: there are no claims of volumes",
});
