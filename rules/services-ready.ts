/** Services that say of themselves that they take no traffic. */
import { promql } from "../signals/promql";
import { instanceReady, instancesReady } from "../signals/services";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { cart1, gauge, shop, shop1, shop2 } from "./cases/services";

const told = {
  team: "service",
  service: "http",
  dashboard: { uid: "service", variables: ["job"] },
} as const;

export const ServiceInstanceNotReady = alert("ServiceInstanceNotReady", {
  ...told,
  event: (s) => promql`${instanceReady.value(s)} == 0`,
  by: ["job", "instance"],
  unit: "bool",
  for: "5m",
  keepFiringFor: "2m",
  severity: "warning",
  dashboard: { uid: "service", variables: ["job", "instance"] },
  summary: "{{ $labels.instance }} of {{ $labels.job }} takes no traffic",
  description:
    "For {for} the instance has said of itself that it is not ready. It runs, but something that it needs is missing, and the others carry its share.",
  cases: [
    fires("one instance in two is not ready", {
      series: { ...gauge("app_ready", shop1, 0), ...gauge("app_ready", shop2, 1) },
      at: "5m",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop takes no traffic",
        description:
          "For 5 minutes the instance has said of itself that it is not ready. It runs, but something that it needs is missing, and the others carry its share.",
      },
    }),
    fires("both are not", {
      series: { ...gauge("app_ready", shop1, 0), ...gauge("app_ready", shop2, 0) },
      at: "5m",
      labels: [shop1, shop2],
    }),
    quiet("`for` is not over", { series: gauge("app_ready", shop1, 0), at: "285s" }),
    quiet("it was not ready when it started", {
      series: gauge("app_ready", shop1, [
        ["2m", 0],
        ["1h", 1],
      ]),
      at: "10m",
    }),
    resolves("it is ready", {
      series: gauge("app_ready", shop1, [
        ["10m", 0],
        ["1h", 1],
      ]),
      labels: [shop1],
      firingAt: "11m",
      goneAt: "735s",
    }),
  ],
});

export const ServiceUnavailable = alert("ServiceUnavailable", {
  ...told,
  event: (s) => promql`${instancesReady.value(s)} == 0`,
  by: ["job"],
  unit: "short",
  for: "1m",
  keepFiringFor: "2m",
  severity: "critical",
  summary: "No instance of {{ $labels.job }} takes traffic",
  description:
    "For {for} all instances of {{ $labels.job }} have said that they are not ready. A load balancer has nobody left to send requests to.",
  cases: [
    fires("of one service both instances are not ready, of another one of two is", {
      series: {
        ...gauge("app_ready", shop1, 0),
        ...gauge("app_ready", shop2, 0),
        ...gauge("app_ready", cart1, 0),
        ...gauge("app_ready", { job: "cart", instance: "cart-2" }, 1),
      },
      at: "1m",
      labels: [shop],
      text: {
        summary: "No instance of shop takes traffic",
        description:
          "For 1 minute all instances of shop have said that they are not ready. A load balancer has nobody left to send requests to.",
      },
    }),
    quiet("`for` is not over", { series: gauge("app_ready", shop1, 0), at: "45s" }),
    quiet("one of two is ready", {
      series: { ...gauge("app_ready", shop1, 0), ...gauge("app_ready", shop2, 1) },
      at: "10m",
    }),
    resolves("one is ready", {
      series: {
        ...gauge("app_ready", shop1, [
          ["10m", 0],
          ["1h", 1],
        ]),
        ...gauge("app_ready", shop2, 0),
      },
      labels: [shop],
      firingAt: "11m",
      goneAt: "735s",
    }),
  ],
});
