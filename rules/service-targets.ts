import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { steps, type Step } from "./cases/series";

const shop1 = { job: "shop", namespace: "web", pod: "shop-7d9c-x2x4" };
const shop2 = { job: "shop", namespace: "web", pod: "shop-7d9c-k8l1" };

const up = ({ job, namespace, pod }: typeof shop1, list: readonly Step[]): Series => ({
  [`up{job="${job}", namespace="${namespace}", pod="${pod}", instance="${pod}"}`]: steps(list),
});

// Only targets that users' pods are have the label `pod`. One of several that does not answer is a ticket: the others do
// its work, and Kubernetes is about to replace it. That none is left is told by what watches the workload.
export const ServiceInstanceDown = alert("ServiceInstanceDown", {
  event: (s) => promql`max by (job, namespace, pod) (up{pod!=""${s.alerts}}) == 0`,
  by: ["job", "namespace", "pod"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  team: "service",
  service: "services",
  summary: "{{ $labels.pod }} of {{ $labels.job }} does not give its metrics",
  description:
    "The pod {{ $labels.pod }} in {{ $labels.namespace }} is there, but Prometheus could not scrape it for {for}. It hangs, serves its metrics elsewhere, or a network policy is in between. What it does is unknown until then.",
  dashboard: { uid: "stack", variables: [] },
  needs: ["kubernetes"],
  cases: [
    fires("one of two pods stops to answer", {
      series: {
        ...up(shop1, [
          ["1m", 1],
          ["1h", 0],
        ]),
        ...up(shop2, [["1h", 1]]),
      },
      at: "7m",
      labels: [shop1],
      text: {
        summary: "shop-7d9c-x2x4 of shop does not give its metrics",
        description:
          "The pod shop-7d9c-x2x4 in web is there, but Prometheus could not scrape it for 5 minutes. It hangs, serves its metrics elsewhere, or a network policy is in between. What it does is unknown until then.",
      },
    }),
    fires("both do", {
      series: { ...up(shop1, [["1h", 0]]), ...up(shop2, [["1h", 0]]) },
      at: "6m",
      labels: [shop1, shop2],
    }),
    quiet("`for` is not over", {
      series: up(shop1, [
        ["1m", 1],
        ["1h", 0],
      ]),
      at: "6m",
    }),
    quiet("every second scrape is lost", {
      series: {
        'up{job="shop", namespace="web", pod="shop-7d9c-x2x4", instance="shop-7d9c-x2x4"}':
          "1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0",
      },
      at: "10m",
    }),
    quiet("a server of the stack, which has no pod and another alert", {
      series: { 'up{job="node", instance="web-1"}': "0x60" },
      at: "10m",
    }),
    resolves("the pod answers again", {
      series: up(shop1, [
        ["10m", 0],
        ["1h", 1],
      ]),
      labels: [shop1],
      firingAt: "10m",
      goneAt: "16m",
    }),
  ],
});
