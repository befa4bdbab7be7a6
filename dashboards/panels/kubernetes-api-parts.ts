import { KubeAggregatedApiErrors } from "../../rules/kubernetes-apiserver";
import * as work from "../../rules/kubernetes-apiserver-work";
import * as api from "../../signals/kubernetes-apiserver";
import * as load from "../../signals/kubernetes-apiserver-load";
import { barGauge, timeseries } from "../model/panel";
import { noApi } from "./kubernetes-variables";

/** What the API server asks before it answers, who is not let in, and what it stores. */

export const webhookLatency = timeseries(api.webhookLatency, {
  line: work.KubeAdmissionWebhookSlow,
  why: "Every write waits for the webhooks that are asked about it.",
  act: "Ask them less, or give them more CPU.",
  noValue: "No webhook was asked",
});

export const webhookFailures = timeseries(api.webhookFailures, {
  line: work.KubeAdmissionWebhookFailing,
  why: "By its policy a write was refused, or went through unchecked.",
  act: "Bring the server of the webhook back.",
  noValue: "No webhook has failed",
});

export const admissionTime = timeseries(load.admissionTime, {
  why: "The parts that call webhooks are the slow ones; any other that is slow waits for the API server itself.",
  act: "If the two that call webhooks stand out, go to the webhooks beside this.",
  noValue: noApi,
});

export const admissionRejected = timeseries(load.admissionRejected, {
  why: "A namespace at its quota, or a pod that breaks a policy: its controller tries again and again.",
  act: "The name says whose rule it is: ResourceQuota, PodSecurity, LimitRanger or a policy.",
  noValue: "No write was refused",
});

export const aggregatedErrors = timeseries(api.aggregatedErrors, {
  line: KubeAggregatedApiErrors,
  why: "What uses the API fails now and then.",
  act: "Look at the pods behind it.",
  noValue: "No aggregated API has failed",
});

export const aggregatedDown = timeseries(api.aggregatedDown, {
  why: "1 is an API that does not answer at all.",
  act: "Look at its APIService for the reason.",
  noValue: noApi,
});

export const clientErrors = timeseries(api.clientErrors, {
  line: work.KubeApiClientErrors,
  why: "A client that sees errors works with an old view of things.",
  act: "If it is one, look at its network; if all, at the API server.",
  noValue: "No client of the API server is scraped",
});

export const loginsRefused = timeseries(load.loginsRefused, {
  why: "A token that has ended, a certificate of another cluster, or somebody who tries.",
  act: "Read the audit log for the address. From outside of the cluster nobody should get this far.",
  noValue: "No caller was refused",
});

export const handshakeErrors = timeseries(load.handshakeErrors, {
  why: "Clients that do not trust the certificate of the server fail before any request.",
  act: "If it began with a new certificate, clients have the old authority.",
  noValue: noApi,
});

export const auditRejected = timeseries(api.auditRejected, {
  line: work.KubeAuditRejecting,
  why: "Requests were refused because they could not be recorded.",
  act: "Look at the disk of the audit log.",
  noValue: noApi,
});

export const objectsStored = timeseries(api.objectsStored, {
  line: work.KubeObjectsGrowing,
  why: "Objects that only grow in number fill etcd and slow everything down.",
  act: "Find out who makes them, and who should delete them.",
  noValue: noApi,
});

export const storeSize = timeseries(load.storeSize, {
  why: "At its quota, 2 GiB unless it was raised, the store takes no more writes.",
  act: "Find the objects that grow beside it; then compact and defragment.",
  noValue: "No data: the store does not tell its size",
});

export const requestsNow = barGauge(api.apiRequests, {
  title: "API requests now, by verb",
  why: "Tells which kind of work it is at this moment, for the cluster that is chosen.",
  act: "Many LISTs are clients that do not watch; many PATCHes a controller in a loop.",
  noValue: noApi,
});
