/** How HTTP probes are answered: with which status, over which way, and how fast. */
import { promql } from "../signals/promql";
import {
  probeEncrypted,
  probeHttpDuration,
  probeNameLookup,
  probePhasesMean,
  probeRedirects,
  probeStatus,
} from "../signals/probes";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { courseCases } from "./cases/course";
import { mail, probeConstant, probeGauge, shop } from "./cases/probes";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "probes", variables: ["instance"] },
  needs: ["probes-http"],
} as const;

const one = { instance: "shop" };
const other = { instance: "blog" };
const http = { kind: "http" };

export const ProbeHttpServerError = alert("ProbeHttpServerError", {
  ...told,
  event: (s, n) => promql`${probeStatus.value(s)} >= ${n("from")}`,
  by: probeStatus.by,
  unit: "none",
  parameters: {
    from: { value: 500, unit: "none", meaning: "lowest status code that is the server's own fault" },
  },
  for: "2m",
  keepFiringFor: "2m",
  severity: "warning",
  summary: "{{ $labels.instance }} answers with status {{ $value }}",
  description:
    "For {for} {{ $labels.instance }} has answered the HTTP probe with status {{ $value }}; from {from} on it is the server's own fault. Whoever is in front of it runs, and what is behind has failed.",
  cases: [
    fires("one of two", {
      series: {
        ...probeConstant("probe_http_status_code", 502, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 404, http)(other, [["1h", 0]]),
      },
      at: "2m",
      labels: [one],
      text: {
        summary: "shop answers with status 502",
        description:
          "For 2 minutes shop has answered the HTTP probe with status 502; from 500 on it is the server's own fault. Whoever is in front of it runs, and what is behind has failed.",
      },
    }),
    fires("both", {
      series: {
        ...probeConstant("probe_http_status_code", 500, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 503, http)(other, [["1h", 0]]),
      },
      at: "2m",
      labels: [one, other],
    }),
    quiet("a code just below", {
      series: probeConstant("probe_http_status_code", 490, http)(one, [["1h", 0]]),
      at: "10m",
    }),
    quiet("no answer at all, which ProbeFailing tells", {
      series: probeConstant("probe_http_status_code", 0, http)(one, [["1h", 0]]),
      at: "10m",
    }),
    quiet("`for` is not over", {
      series: probeConstant("probe_http_status_code", 500, http)(one, [["1h", 0]]),
      at: "105s",
    }),
    resolves("it answers well again", {
      series: probeGauge("probe_http_status_code", http)(one, [
        ["10m", 500],
        ["1h", 200],
      ]),
      labels: [one],
      firingAt: "12m",
      goneAt: "735s",
    }),
  ],
});

export const ProbeHttpSlow = alert("ProbeHttpSlow", {
  ...told,
  signal: probeHttpDuration,
  above: 2,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} takes {value} to answer",
  description:
    "For {for} an HTTP probe of {{ $labels.instance }} has taken more than {threshold} from the name look-up to the last byte, now {value}. Users wait as long for each request, or longer.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...probeGauge("probe_http_duration_seconds", { ...http, phase: "processing" })(
        subject,
        course.map(([until, seconds]) => [until, seconds - 0.5] as const),
        every,
      ),
      ...probeConstant("probe_http_duration_seconds", 0.3, { ...http, phase: "tls" })(subject, course, every),
      ...probeConstant("probe_http_duration_seconds", 0.2, { ...http, phase: "connect" })(
        subject,
        course,
        every,
      ),
    }),
    subjects: [one, other],
    over: 2.06,
    under: 1.94,
    window: "5m",
    for: "5m",
    keepFiringFor: "5m",
    text: {
      summary: "shop takes 2.06s to answer",
      description:
        "For 5 minutes an HTTP probe of shop has taken more than 2 s from the name look-up to the last byte, now 2.06s. Users wait as long for each request, or longer.",
    },
  }),
});

export const ProbeHttpPhaseSlow = alert("ProbeHttpPhaseSlow", {
  ...told,
  signal: probePhasesMean,
  above: 1,
  for: "10m",
  keepFiringFor: "5m",
  severity: "info",
  summary: "{{ $labels.instance }}: {{ $labels.phase }} takes {value}",
  description:
    "For {for} the phase {{ $labels.phase }} of the HTTP probe of {{ $labels.instance }} has taken more than {threshold}, now {value}: resolve is the name server, connect the network, tls the handshake, processing the service, transfer the size of the answer.",
  cases: courseCases({
    series: probeGauge("probe_http_duration_seconds", http),
    subjects: [
      { ...one, phase: "processing" },
      { ...other, phase: "connect" },
    ],
    over: 1.03,
    under: 0.97,
    window: "5m",
    for: "10m",
    keepFiringFor: "5m",
    text: {
      summary: "shop: processing takes 1.03s",
      description:
        "For 10 minutes the phase processing of the HTTP probe of shop has taken more than 1 s, now 1.03s: resolve is the name server, connect the network, tls the handshake, processing the service, transfer the size of the answer.",
    },
  }),
});

export const ProbeNameLookupSlow = alert("ProbeNameLookupSlow", {
  ...told,
  needs: [],
  signal: probeNameLookup,
  above: 0.5,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: finding its address takes {value}",
  description:
    "For {for} the name server has needed more than {threshold} to find the address of {{ $labels.instance }}, now {value}. Each new connection waits for it, and everything else on the prober's network most likely does, too.",
  cases: courseCases({
    series: probeGauge("probe_dns_lookup_time_seconds"),
    subjects: [shop, mail],
    over: 0.515,
    under: 0.485,
    window: "10m",
    for: "5m",
    keepFiringFor: "5m",
    text: {
      summary: "shop: finding its address takes 515ms",
      description:
        "For 5 minutes the name server has needed more than 500 ms to find the address of shop, now 515ms. Each new connection waits for it, and everything else on the prober's network most likely does, too.",
    },
  }),
});

export const ProbeRedirectsMany = alert("ProbeRedirectsMany", {
  ...told,
  event: (s, n) => promql`${probeRedirects.value(s)} >= ${n("from")}`,
  by: probeRedirects.by,
  parameters: { from: { value: 5, unit: "short", meaning: "redirects from which on it is too many" } },
  for: "10m",
  keepFiringFor: "5m",
  severity: "info",
  summary: "{{ $labels.instance }} redirects {value} times",
  description:
    "For {for} the HTTP probe of {{ $labels.instance }} has been sent through {value} redirects, {from} or more. Each costs users a round trip, and browsers give up on a loop; the prober does after 10.",
  cases: [
    fires("one of two", {
      series: {
        ...probeConstant("probe_http_redirects", 5, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_redirects", 2, http)(other, [["1h", 0]]),
      },
      at: "10m",
      labels: [one],
      text: {
        summary: "shop redirects 5 times",
        description:
          "For 10 minutes the HTTP probe of shop has been sent through 5 redirects, 5 or more. Each costs users a round trip, and browsers give up on a loop; the prober does after 10.",
      },
    }),
    fires("both, up to the end of the prober's patience", {
      series: {
        ...probeConstant("probe_http_redirects", 5, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_redirects", 10, http)(other, [["1h", 0]]),
      },
      at: "10m",
      labels: [one, other],
    }),
    quiet("one fewer", {
      series: probeConstant("probe_http_redirects", 4, http)(one, [["1h", 0]]),
      at: "20m",
    }),
    quiet("`for` is not over", {
      series: probeConstant("probe_http_redirects", 5, http)(one, [["1h", 0]]),
      at: "585s",
    }),
    resolves("it is put right", {
      series: probeGauge("probe_http_redirects", http)(one, [
        ["20m", 6],
        ["1h", 1],
      ]),
      labels: [one],
      firingAt: "22m",
      goneAt: "1530s",
    }),
  ],
});

// Inside of a network, plain HTTP is common: whoever wants TLS everywhere says so.
export const ProbeNotEncrypted = alert("ProbeNotEncrypted", {
  ...told,
  optIn: true,
  event: (s) => promql`${probeEncrypted.value(s)} == 0 and ${probeStatus.value(s)} > 0`,
  by: probeEncrypted.by,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} answers without TLS",
  description:
    "For {for} the HTTP probe of {{ $labels.instance }} has been answered without encryption, and was not redirected to an address with it. Passwords and sessions can be read on the way.",
  cases: [
    fires("one of two", {
      series: {
        ...probeConstant("probe_http_ssl", 0, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 200, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_ssl", 1, http)(other, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 200, http)(other, [["1h", 0]]),
      },
      at: "10m",
      labels: [one],
      text: {
        summary: "shop answers without TLS",
        description:
          "For 10 minutes the HTTP probe of shop has been answered without encryption, and was not redirected to an address with it. Passwords and sessions can be read on the way.",
      },
    }),
    fires("both", {
      series: {
        ...probeConstant("probe_http_ssl", 0, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 200, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_ssl", 0, http)(other, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 401, http)(other, [["1h", 0]]),
      },
      at: "10m",
      labels: [one, other],
    }),
    quiet("no answer at all", {
      series: {
        ...probeConstant("probe_http_ssl", 0, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 0, http)(one, [["1h", 0]]),
      },
      at: "20m",
    }),
    quiet("`for` is not over", {
      series: {
        ...probeConstant("probe_http_ssl", 0, http)(one, [["1h", 0]]),
        ...probeConstant("probe_http_status_code", 200, http)(one, [["1h", 0]]),
      },
      at: "585s",
    }),
    resolves("it redirects to TLS", {
      series: {
        ...probeGauge("probe_http_ssl", http)(one, [
          ["20m", 0],
          ["1h", 1],
        ]),
        ...probeConstant("probe_http_status_code", 200, http)(one, [["1h", 0]]),
      },
      labels: [one],
      firingAt: "22m",
      goneAt: "1530s",
    }),
  ],
});
