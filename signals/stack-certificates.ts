/** Certificates of the stack's own servers, which its own authority has signed. */
import { promql } from "./promql";
import { signal } from "./signal";

// Of the chain that was verified, in which the authority comes last: what others check the server against ends as well.
export const stackCertificateValid = signal({
  title: "Certificates valid for",
  unit: "dtdurations",
  by: ["server"],
  meaning:
    "Time until the certificate of one of the stack's servers expires, or that of the authority that signed it, whichever is first; of the pod that shows the oldest.",
  value: (s) =>
    promql`min by (server) (probe_ssl_last_chain_expiry_timestamp_seconds{${s.select("stack-certificates")}}) - time()`,
});

export const stackCertificateVerified = signal({
  title: "Certificates verified",
  unit: "bool",
  by: ["server"],
  min: 0,
  max: 1,
  meaning:
    "1 if every pod of a server shows a certificate that the stack's authority has signed and that is valid; 0 if one does not, or does not answer.",
  value: (s) => promql`min by (server) (probe_success{${s.select("stack-certificates")}})`,
});
