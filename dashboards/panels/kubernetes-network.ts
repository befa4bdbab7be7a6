import * as network from "../../signals/kubernetes-network";
import * as services from "../../signals/kubernetes-services";
import { barGauge, stat, timeseries } from "../model/panel";
import { noApi, noContainers, notRecorded, recorded, toPod, toWorkloads } from "./kubernetes-variables";

/** Networks of pods, and the Services before them. */

const noControllers = "No data: the controller manager cannot be scraped here";

/** Services are counted for the cluster as a whole. */
const ofCluster = { past: ["namespace"] } as const;

export const receivedAndSent = timeseries(network.namespaceReceived, {
  ...recorded,
  mirrored: network.namespaceSent,
  title: "Received and sent by namespace",
  width: 16,
  drill: [toWorkloads],
  why: "A namespace that sends more than ever copies data somewhere, or serves somebody new.",
  act: "Find the pods among the busiest below.",
  noValue: notRecorded,
});

export const dropped = timeseries(network.namespaceDropped, {
  ...recorded,
  drill: [toWorkloads],
  why: "Packets are thrown away where a pod does not take them in time, and connections wait for the repeat.",
  act: "If one namespace has it, look at the CPU of its pods; if all have, at the nodes.",
  noValue: notRecorded,
});

export const receivingMost = barGauge(network.podsReceivingMost, {
  width: 12,
  drill: [toPod],
  why: "One pod that gets far more than its replicas is a load that is not spread.",
  act: "Look for connections that stay open for long: they stick to the pod that they began with.",
  noValue: noContainers,
});

export const sendingMost = barGauge(network.podsSendingMost, {
  width: 12,
  drill: [toPod],
  why: "Traffic that leaves the cluster or the zone is paid for.",
  act: "Ask the owner of the pod at the top where it sends to.",
  noValue: noContainers,
});

export const droppingMost = barGauge(network.podsDroppingMost, {
  width: 12,
  drill: [toPod],
  why: "Names the pods that are too slow for what they are sent.",
  act: "Open the pod: is it throttled, or is its node?",
  noValue: noContainers,
});

export const servicesNow = stat(services.servicesWithAddress, {
  ...ofCluster,
  why: "A number that only grows is a clean-up that does not happen.",
  act: "Look for Services without endpoints, and ask whose they are.",
  noValue: noApi,
});

export const addressesNow = stat(services.serviceAddressesUsed, {
  ...ofCluster,
  why: "The range of a cluster was chosen on its first day and is hard to change.",
  act: "From 80 % on, delete Services that nobody calls, or add a second range.",
  noValue: noApi,
});

export const portsNow = stat(services.servicePortsUsed, {
  ...ofCluster,
  why: "Services of the type LoadBalancer take one each, although most load balancers do not need it.",
  act: "Set `allocateLoadBalancerNodePorts: false` where it is so.",
  noValue: noApi,
});

export const endpoints = timeseries(services.endpointsDesired, {
  ...ofCluster,
  why: "A fall without a deployment is pods that lost their readiness, all at once.",
  act: "See which namespace has pods that are not ready.",
  noValue: noControllers,
});

export const endpointChanges = timeseries(services.endpointChanges, {
  ...ofCluster,
  why: "Every change goes to every node; pods that flap make the whole cluster work.",
  act: "Find the flapping pods by their readiness, and give their probes more patience.",
  noValue: noControllers,
});

export const endpointErrors = timeseries(services.endpointErrors, {
  ...ofCluster,
  why: "A Service that is not brought up to date sends requests to pods that no longer exist.",
  act: "See whether the API server refuses or is slow, then read the controller manager's log.",
  noValue: "Every Service is up to date",
});
