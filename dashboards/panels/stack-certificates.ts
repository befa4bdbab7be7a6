/** Panels of the certificates that the stack's own servers show. */
import { StackCertificateExpiring, StackCertificateExpiringSoon } from "../../rules/stack-certificates";
import * as certificates from "../../signals/stack-certificates";
import { stateTimeline, timeseries } from "../model/panel";

const shown = {
  0: { text: "Not verified", colour: "bad" },
  1: { text: "Verified", colour: "good" },
} as const;

const noCertificates = "No data: the servers of this stack have no certificates of its own authority";

export const stackCertificateValid = timeseries(certificates.stackCertificateValid, {
  line: [StackCertificateExpiring, StackCertificateExpiringSoon],
  why: "Once a certificate has expired, no other server of the stack speaks to the one that shows it.",
  act: "Run `up`, which renews those in the last third of their life.",
  noValue: noCertificates,
});

export const stackCertificateVerified = stateTimeline(certificates.stackCertificateVerified, {
  states: shown,
  why: "Who cannot be verified is refused by Prometheus, the querier and Grafana as well.",
  act: "If it is one server, look at its Secret. If it is all of them, look at that of the blackbox exporter.",
  noValue: noCertificates,
});
