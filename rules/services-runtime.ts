/** The processes of services: what runs out, what leaks, and what starts again and again. */
import {
  eventLoopLag,
  garbageCollection,
  serviceDescriptors,
  serviceRestarts,
} from "../signals/services-runtime";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart1, gauge, grows, shop1, shop2 } from "./cases/services";
import { type Step } from "./cases/series";
import { recording } from "./recording";
import { type Rules } from "./rule";
import { ServiceHeapLeaking } from "./services-heap";

const told = {
  team: "service",
  service: "runtime",
  dashboard: { uid: "service-runtime", variables: ["job", "instance"] },
} as const;

const lag = (of: Labels, value: number | readonly Step[]): Series =>
  gauge("nodejs_eventloop_lag_p99_seconds", of, value);

export const ServiceEventLoopLag = alert("ServiceEventLoopLag", {
  ...told,
  signal: eventLoopLag,
  above: 0.2,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} of {{ $labels.job }}: the event loop is {value} late",
  description:
    "For {for} callbacks of the Node.js program have waited more than {threshold} for their turn. While one piece of code computes, no request is answered, not even the one for its health.",
  cases: [
    fires("one of two instances is late", {
      series: { ...lag(shop1, 0.4), ...lag(shop2, 0.19) },
      at: "5m",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop: the event loop is 400ms late",
        description:
          "For 5 minutes callbacks of the Node.js program have waited more than 200 ms for their turn. While one piece of code computes, no request is answered, not even the one for its health.",
      },
    }),
    fires("just over the line", { series: lag(shop1, 0.205), at: "5m", labels: [shop1] }),
    quiet("just under the line", { series: lag(shop1, 0.195), at: "30m" }),
    quiet("`for` is not over", { series: lag(shop1, 2), at: "285s" }),
    resolves("the long computation is over", {
      series: lag(shop1, [
        ["10m", 1],
        ["1h", 0.01],
      ]),
      labels: [shop1],
      firingAt: "14m",
      goneAt: "16m",
    }),
  ],
});

const collecting = (of: Labels, share: number): Series => ({
  ...grows("nodejs_gc_duration_seconds_sum", { ...of, kind: "major" }, share / 2),
  ...grows("nodejs_gc_duration_seconds_sum", { ...of, kind: "minor" }, share / 2),
});

export const ServiceGarbageCollection = alert("ServiceGarbageCollection", {
  ...told,
  signal: garbageCollection,
  above: 0.1,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} of {{ $labels.job }}: {value} of the time goes into garbage collection",
  description:
    "For {for} the Node.js program has spent more than {threshold} of its time on collecting garbage. The heap is nearly full: requests become slow, and the next step is the end of the process.",
  cases: [
    fires("one of two instances collects", {
      series: { ...collecting(shop1, 0.3), ...collecting(shop2, 0.097) },
      at: "15m",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop: 30% of the time goes into garbage collection",
        description:
          "For 10 minutes the Node.js program has spent more than 10 % of its time on collecting garbage. The heap is nearly full: requests become slow, and the next step is the end of the process.",
      },
    }),
    fires("just over the line", { series: collecting(shop1, 0.103), at: "17m", labels: [shop1] }),
    quiet("just under the line", { series: collecting(shop1, 0.097), at: "30m" }),
    quiet("`for` is not over", { series: collecting(shop1, 0.9), at: "10m" }),
    resolves("it is restarted with more memory", {
      series: grows("nodejs_gc_duration_seconds_sum", { ...shop1, kind: "major" }, [
        ["20m", 0.5],
        ["1h", 0.01],
      ]),
      labels: [shop1],
      firingAt: "20m",
      goneAt: "30m",
    }),
  ],
});

const descriptors = (of: Labels, open: number | readonly Step[], most = 1000): Series => ({
  ...gauge("process_open_fds", of, open),
  ...gauge("process_max_fds", of, most),
  ...gauge("app_build_info", { ...of, version: "1" }, 1),
});

export const ServiceFileDescriptorsLow = alert("ServiceFileDescriptorsLow", {
  ...told,
  signal: serviceDescriptors,
  above: 0.8,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} of {{ $labels.job }}: {value} of the file descriptors are in use",
  description:
    "For {for} the process has had more than {threshold} of the files and connections open that it may open. At 100 % it can neither take a connection nor open one to its database.",
  cases: [
    fires("one of two instances leaves connections open", {
      series: { ...descriptors(shop1, 950), ...descriptors(shop2, 790) },
      at: "5m",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop: 95% of the file descriptors are in use",
        description:
          "For 5 minutes the process has had more than 80 % of the files and connections open that it may open. At 100 % it can neither take a connection nor open one to its database.",
      },
    }),
    fires("just over the line", { series: descriptors(shop1, 820), at: "5m", labels: [shop1] }),
    fires("a service without a version that counts requests", {
      series: {
        ...gauge("process_open_fds", cart1, 99),
        ...gauge("process_max_fds", cart1, 100),
        ...gauge("http_requests_in_flight", cart1, 1),
      },
      at: "5m",
      labels: [cart1],
    }),
    quiet("just under the line", { series: descriptors(shop1, 780), at: "30m" }),
    quiet("a process without a limit", { series: descriptors(shop1, 780, 0), at: "30m" }),
    quiet("a server that is no service of the users", {
      series: {
        ...gauge("process_open_fds", { job: "prometheus", instance: "p-0" }, 99),
        ...gauge("process_max_fds", { job: "prometheus", instance: "p-0" }, 100),
      },
      at: "30m",
    }),
    quiet("`for` is not over", { series: descriptors(shop1, 990), at: "285s" }),
    resolves("connections are closed", {
      series: descriptors(shop1, [
        ["10m", 990],
        ["1h", 100],
      ]),
      labels: [shop1],
      firingAt: "14m",
      goneAt: "16m",
    }),
  ],
});

const starts = (of: Labels, times: readonly Step[]): Series => ({
  ...gauge("process_start_time_seconds", of, times),
  ...gauge("app_build_info", { ...of, version: "1" }, 1),
});

export const ServiceRestarting = alert("ServiceRestarting", {
  ...told,
  signal: serviceRestarts,
  above: 2,
  for: "0s",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }} of {{ $labels.job }} was started {value} times in half an hour",
  description:
    "The process ends and is started again, more than {threshold} times within 30 minutes. Each time the requests under way are lost, and what is in memory with them.",
  cases: [
    fires("one instance starts three times, another twice", {
      series: {
        ...starts(shop1, [
          ["5m", 100],
          ["10m", 400],
          ["15m", 700],
          ["1h", 1000],
        ]),
        ...starts(shop2, [
          ["5m", 100],
          ["10m", 400],
          ["1h", 700],
        ]),
      },
      at: "16m",
      labels: [shop1],
      text: {
        summary: "shop-1 of shop was started 3 times in half an hour",
        description:
          "The process ends and is started again, more than 2 times within 30 minutes. Each time the requests under way are lost, and what is in memory with them.",
      },
    }),
    quiet("two releases in half an hour", {
      series: starts(shop1, [
        ["5m", 100],
        ["10m", 400],
        ["1h", 700],
      ]),
      at: "20m",
    }),
    quiet("a server that is no service of the users", {
      series: gauge("process_start_time_seconds", { job: "loki", instance: "l-0" }, [
        ["5m", 100],
        ["10m", 400],
        ["15m", 700],
        ["1h", 1000],
      ]),
      at: "20m",
    }),
    resolves("it stays up", {
      series: starts(shop1, [
        ["5m", 100],
        ["10m", 400],
        ["15m", 700],
        ["2h", 1000],
      ]),
      labels: [shop1],
      firingAt: "30m",
      goneAt: "46m",
    }),
  ],
});

/** Processes of services. */
export const runtimeRules: Rules = {
  name: "services-runtime",
  needs: ["services"],
  recordings: [
    recording("job_instance:nodejs_eventloop_lag:p99", eventLoopLag),
    recording("job_instance:nodejs_gc:ratio_rate5m", garbageCollection),
    recording("job_instance:process_fds_used:ratio", serviceDescriptors),
  ],
  alerts: [
    ServiceEventLoopLag,
    ServiceFileDescriptorsLow,
    ServiceGarbageCollection,
    ServiceHeapLeaking,
    ServiceRestarting,
  ],
};
