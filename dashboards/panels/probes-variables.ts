import { instance, type Variable } from "../model/variables";

/** The probes of the stack file, by their names. */
export const probe: Variable = { ...instance, label: "Probe", job: "blackbox" };

/** What shows a certificate: probes of the stack file, and the stack's own servers. */
export const certified: Variable = {
  ...instance,
  label: "Address",
  metric: "probe_ssl_earliest_cert_expiry",
};
