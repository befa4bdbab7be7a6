import { otlpLatency95, otlpRequestErrors, otlpRequestRate } from "../signals/services-otlp";
import { recording } from "./recording";
import { type Rules } from "./rule";
import { ServiceCallsFailing, ServiceDatabaseFailing } from "./services-otlp-calls";
import { ServiceOtlpErrorsHigh, ServiceOtlpSlow, ServiceOtlpTrafficGone } from "./services-otlp-requests";

/** Services by the metrics that they send by OTLP. */
export const otlpServiceRules: Rules = {
  name: "services-otlp",
  needs: ["collector"],
  recordings: [
    recording("job:http_server_requests:rate5m", otlpRequestRate),
    recording("job:http_server_errors:ratio_rate5m", otlpRequestErrors),
    recording("job:http_server_request_duration:p95_rate5m", otlpLatency95),
  ],
  alerts: [
    ServiceCallsFailing,
    ServiceDatabaseFailing,
    ServiceOtlpErrorsHigh,
    ServiceOtlpSlow,
    ServiceOtlpTrafficGone,
  ],
};
