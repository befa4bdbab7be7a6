import {
  KubeApiErrors,
  KubeApiListSlow,
  KubeApiSlow,
  KubeClientCertificateExpiring,
  KubeClientCertificateExpiringSoon,
} from "../../rules/kubernetes-apiserver";
import * as work from "../../rules/kubernetes-apiserver-work";
import * as api from "../../signals/kubernetes-apiserver";
import * as load from "../../signals/kubernetes-apiserver-load";
import * as history from "../../signals/kubernetes-recorded";
import { heatmap, stat, timeseries } from "../model/panel";
import { noApi, notRecorded } from "./kubernetes-variables";

/** Requests to the API server: how many, how long, how many fail, and what waits. */

export const up = stat(api.apiServersUp, {
  why: "Without an API server nothing in the cluster can be changed.",
  act: "Ask it yourself: `kubectl get --raw /readyz?verbose`.",
  noValue: noApi,
});

export const errors = stat(api.apiErrors, {
  line: KubeApiErrors,
  why: "Each error is tried again by somebody, and adds to the load.",
  act: "See below whether store, webhooks or aggregated APIs are the cause.",
  noValue: noApi,
});

export const latencyNow = stat(api.apiLatency, {
  line: [KubeApiSlow, KubeApiListSlow],
  width: 8,
  title: "API latency now, 99 %",
  why: "Reads of one object take milliseconds; what is slow here is slow for every controller.",
  act: "If only LIST is slow, look for a client that asks for everything at once.",
  noValue: noApi,
});

export const inflightNow = stat(load.apiInflightInAll, {
  sparkline: true,
  why: "It rises when answers become slow, before anything fails.",
  act: "See by priority level who fills the seats.",
  noValue: noApi,
});

export const clientCertificate = stat(api.clientCertificateLeft, {
  line: [KubeClientCertificateExpiring, KubeClientCertificateExpiringSoon],
  why: "When it ends, a client is shut out.",
  act: "Find out whose it is: control plane, kubelet or a person.",
  noValue: "No client shows a certificate",
});

export const requests = timeseries(history.apiRequestsRecorded, {
  stack: true,
  why: "A jump is a client that runs wild, or a restart that makes all ask again.",
  act: "Find the client by the audit log or its priority level.",
  noValue: notRecorded,
});

export const refused = timeseries(load.apiRefused, {
  why: "A wave of 403 is a right that was taken away; of 409 two controllers that fight; of 429 a client that is held back.",
  act: "For 5xx see store and webhooks; for 4xx find the client in the audit log.",
  noValue: "No answer was an error",
});

export const latency = timeseries(history.apiLatencyRecorded, {
  why: "Everything that the cluster does waits for these answers.",
  act: "Compare with the time of the store beside it.",
  noValue: notRecorded,
});

export const durations = heatmap(history.apiDurations, {
  width: 16,
  why: "A 99 % line hides whether all requests became slower or a second, slow kind was added: two bands are two kinds.",
  act: "For a band of its own at the top look for lists and for webhooks; for a shift of all look at the store.",
  noValue: notRecorded,
});

export const storageLatency = timeseries(api.storageLatency, {
  line: work.KubeApiStorageSlow,
  why: "A slow store makes all requests slow.",
  act: "Look at the disks of etcd.",
  noValue: noApi,
});

export const inflight = timeseries(load.apiInflight, {
  stack: true,
  why: "Changes that pile up wait for the store; reads that pile up are large lists.",
  act: "Compare with the latency: if it is flat, it is only more work.",
  noValue: noApi,
});

export const seats = timeseries(load.apiSeatsUsed, {
  why: "Each priority level has its share, so that a noisy client cannot lock out the nodes.",
  act: "A level at 100 % with requests that wait needs fewer clients, or a larger share.",
  noValue: "No data: this API server has no priority levels",
});

export const queued = timeseries(load.apiQueued, {
  why: "What waits here is late for whoever asked, and is turned away when the queue is full.",
  act: "Find the flow of that level: `kubectl get --raw /debug/api_priority_and_fairness/dump_requests`.",
  noValue: "No data: this API server has no priority levels",
});

export const rejected = timeseries(api.requestsRejected, {
  line: work.KubeApiRequestsRejected,
  why: "Clients of that level wait and try again.",
  act: "Find out which client fills the level.",
  noValue: "No request was turned away",
});

export const terminated = timeseries([api.requestsTerminated], {
  title: "Requests cut off",
  line: work.KubeApiRequestsTerminated,
  why: "The API server ends requests to protect itself.",
  act: "Look for lists that are too large.",
  noValue: noApi,
});

export const watches = timeseries(load.apiWatches, {
  why: "All watches at once come back after a restart of an API server, and ask for everything anew.",
  act: "A server with many more than the others got them all from a load balancer: restart one of its clients.",
  noValue: noApi,
});
