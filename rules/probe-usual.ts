/** Probes over days: availability, and how fast they are answered against what is usual. */
import { promql } from "../signals/promql";
import {
  probeAvailabilityDay,
  probeAvailabilityMonth,
  probeSlowness,
  recordedProbes as record,
} from "../signals/probes";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { courseCases } from "./cases/course";
import { gate, mail, probeGauge, shop } from "./cases/probes";
import { type Point, lines, steps } from "./cases/series";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "probes", variables: ["instance"] },
} as const;

export const ProbeAvailabilityLow = alert("ProbeAvailabilityLow", {
  ...told,
  signal: probeAvailabilityDay,
  below: 0.99,
  for: "10m",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }} was there {value} of a day ({{ $labels.kind }})",
  description:
    "Only {value} of the calls of {{ $labels.instance }} within 24 hours succeeded, less than {threshold}. One long absence or many short ones: users have noticed it either way.",
  cases: courseCases({
    series: probeGauge("probe_success"),
    subjects: [shop, mail],
    over: 0.95,
    under: 0.991,
    window: "2h",
    for: "10m",
    keepFiringFor: "30m",
    every: "1m",
    text: {
      summary: "shop was there 95% of a day (http)",
      description:
        "Only 95% of the calls of shop within 24 hours succeeded, less than 99 %. One long absence or many short ones: users have noticed it either way.",
    },
  }),
});
