/** Cases of the alerts on CoreDNS. */
import { quiet, type Series } from "./case";
import { buckets, seriesOf, slow } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter } from "./series";

export const times = {
  down: { for: "2m", keepFiringFor: "1m" },
  failing: { for: "10m", keepFiringFor: "10m" },
  gone: { for: "1m", keepFiringFor: "15m" },
  panics: { for: "1m", keepFiringFor: "15m" },
  slow: { for: "10m", keepFiringFor: "10m" },
  upstream: { for: "5m", keepFiringFor: "15m" },
} as const satisfies Readonly<Record<string, Timing>>;

const dns = seriesOf("coredns");
const one = { instance: "coredns-1" } as const;
const two = { instance: "coredns-2" } as const;
const steady = (rate: number): string => counter([["4h", rate]]);

export const down = proof(times.down, {
  over: 0,
  under: 1,
  series: (values) => ({
    ...dns("up", one, values),
    ...dns("up", two, 0),
    ...seriesOf("node")("up", one, 1),
  }),
  labels: {},
  text: {
    summary: "No CoreDNS server answers",
    description:
      "For 2 minutes Prometheus has reached none of the CoreDNS servers. Pods find neither each other nor anything outside by name: most services fail within moments.",
  },
});

const answers = (rcode: string, values: string | number): Series =>
  dns("coredns_dns_responses_total", { ...one, rcode, server: "dns://:53", zone: "." }, values);

export const failing = [
  ...proof(times.failing, {
    over: 3.16,
    under: 3.03,
    shape: counter,
    since: "15s",
    good: 0,
    series: (values) => ({
      ...answers("SERVFAIL", values),
      ...answers("NOERROR", steady(50)),
      ...answers("NXDOMAIN", steady(50)),
    }),
    labels: {},
    text: {
      summary: "CoreDNS: 3.063% of the answers are failures",
      description:
        "CoreDNS has answered more than 3 % of the requests with SERVFAIL for 10 minutes. Pods cannot find some of the names that they ask for, and try again.",
    },
  }),
  quiet("nobody asks", { series: { ...answers("SERVFAIL", 5), ...answers("NOERROR", 5) }, at: "1h" }),
];

export const slowCases = proof(times.slow, {
  ...slow,
  series: (values) =>
    buckets(
      "coredns",
      "coredns_dns_request_duration_seconds",
      { ...one, server: "dns://:53", zone: "." },
      1,
      values,
    ),
  labels: {},
  text: {
    summary: "CoreDNS: answers take up to 1.02s",
    description:
      "One in a hundred answers of CoreDNS has taken longer than 1 s for 10 minutes. Each new connection of a pod waits for it; after 5 s programs ask again.",
  },
});

/** So many in 15 minutes. */
const inWindow = { shape: counter, since: "885s", good: 0, lag: "15s" } as const;

export const panics = proof(times.panics, {
  ...inWindow,
  over: 0.51 / 900,
  under: 0.49 / 900,
  series: (values) => ({
    ...dns("coredns_panics_total", one, values),
    ...dns("coredns_panics_total", two, 3),
  }),
  labels: one,
  text: {
    summary: "CoreDNS on coredns-1 caught a fault of its own",
    description:
      "The CoreDNS server coredns-1 caught 510m faults in 15 minutes. Each is a request that got no answer; a plugin has an error that some requests call up.",
  },
});

const failures = (values: string | number, to: string, of: object = one): Series =>
  dns("coredns_proxy_healthcheck_failures_total", { ...of, proxy_name: "forward", to }, values);

export const upstream = proof(times.upstream, {
  ...inWindow,
  over: 20.4 / 900,
  under: 19.6 / 900,
  series: (values) => ({ ...failures(values, "10.0.0.2:53"), ...failures(9, "10.0.0.3:53") }),
  labels: { to: "10.0.0.2:53" },
  text: {
    summary: "CoreDNS: the server 10.0.0.2:53 does not answer, 20.4 times in 15 minutes",
    description:
      "CoreDNS asks 10.0.0.2:53 for names outside of the cluster, and more than 20 checks of it have failed in each 15 minutes for 5 minutes. Others take its place, if there are others.",
  },
});

export const gone = proof(times.gone, {
  ...inWindow,
  over: 0.51 / 900,
  under: 0.49 / 900,
  series: (values) => ({
    ...dns("coredns_forward_healthcheck_broken_total", one, values),
    ...dns("coredns_forward_healthcheck_broken_total", two, 3),
  }),
  labels: {},
  text: {
    summary: "CoreDNS: none of the servers outside answers",
    description:
      "All servers that CoreDNS asks for names outside of the cluster failed their checks, 510m times in 15 minutes and for 1 minute now. Pods find nothing outside by name.",
  },
});
