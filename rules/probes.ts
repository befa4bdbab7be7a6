/** Probes: addresses that are called from outside. */
import { promql } from "../signals/promql";
import { certificateExpiry, probeAvailability, recordedProbes as record } from "../signals/probes";
import { ofRecorded } from "../signals/recorded";
import { ProbeAddressChanging, ProbeContentWrong, ProbeNameUnresolved } from "./probe-answers";
import { DependencyFailing, ProbeFailing, ProbeFlapping, ProbesAllFailing } from "./probe-calls";
import { ProbeDnsAnswerChanged, ProbeDnsEmpty, ProbeDnsSlow } from "./probe-dns";
import { BlackboxConfigReloadFailed, ProbeModuleUnknown } from "./probe-exporter";
import {
  ProbeHttpPhaseSlow,
  ProbeHttpServerError,
  ProbeHttpSlow,
  ProbeNameLookupSlow,
  ProbeNotEncrypted,
  ProbeRedirectsMany,
} from "./probe-http";
import {
  ProbeCertificateExpired,
  ProbeCertificateExpiring,
  ProbeCertificateExpiringSoon,
  ProbeTlsOld,
} from "./probe-tls";
import {
  NetworkSlowerThanUsual,
  ProbeAvailabilityLow,
  ProbeAvailabilityMonthLow,
  ProbeSlowerThanUsual,
} from "./probe-usual";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

/** Probes as they answer now. */
export const probeRules: Rules = {
  name: "probes",
  needs: ["probes"],
  recordings: [
    recording(record.hour, probeAvailability, "1h"),
    recorded(
      record.phases,
      (s) =>
        promql`max by (instance, phase) (avg_over_time(probe_http_duration_seconds{${s.select("blackbox")}}[5m]))`,
    ),
    recording(record.certificate, certificateExpiry),
  ],
  alerts: [
    BlackboxConfigReloadFailed,
    DependencyFailing,
    ProbeAddressChanging,
    ProbeCertificateExpired,
    ProbeCertificateExpiring,
    ProbeCertificateExpiringSoon,
    ProbeContentWrong,
    ProbeDnsAnswerChanged,
    ProbeDnsEmpty,
    ProbeDnsSlow,
    ProbeFailing,
    ProbeFlapping,
    ProbeHttpPhaseSlow,
    ProbeHttpServerError,
    ProbeHttpSlow,
    ProbeModuleUnknown,
    ProbeNameLookupSlow,
    ProbeNameUnresolved,
    ProbeNotEncrypted,
    ProbeRedirectsMany,
    ProbesAllFailing,
    ProbeTlsOld,
  ],
};

/**
 * Probes over days. Evaluated more seldom: a month of samples of every few seconds would be read each time otherwise. The
 * interval is less than the five minutes after which Prometheus takes a series for gone.
 */
export const probeHistoryRules: Rules = {
  name: "probe-history",
  needs: ["probes"],
  interval: "2m",
  recordings: [
    recording(record.minutes, probeAvailability, "5m"),
    recorded(
      record.day,
      (s) => promql`min by (instance, kind) (avg_over_time(${record.minutes}${ofRecorded(s)}[1d]))`,
    ),
    recorded(
      record.month,
      (s) => promql`min by (instance, kind) (avg_over_time(${record.minutes}${ofRecorded(s)}[30d]))`,
    ),
    recorded(
      record.duration,
      (s) =>
        promql`max by (instance, kind) (avg_over_time(probe_duration_seconds{${s.select("blackbox")}}[15m]))`,
    ),
    recorded(
      record.usualDuration,
      (s) =>
        promql`max by (instance, kind) (quantile_over_time(0.5, ${record.duration}${ofRecorded(s)}[1w]))`,
    ),
  ],
  alerts: [NetworkSlowerThanUsual, ProbeAvailabilityLow, ProbeAvailabilityMonthLow, ProbeSlowerThanUsual],
};
