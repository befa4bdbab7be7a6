import {
  instancesReady,
  latency95,
  latency99,
  requestErrorRate,
  requestErrors,
  requestErrorsByInstance,
  requestRate,
  requestRateByRoute,
  requestsInFlight,
} from "../signals/services";
import { recording } from "./recording";
import { type Rules } from "./rule";
import { ServiceErrorsHigh, ServiceInstanceDiffers, ServiceRequestsRefused } from "./services-errors";
import { ServiceSaturated, ServiceSlow, ServiceTailSlow } from "./services-latency";
import { ServiceInstanceNotReady, ServiceUnavailable } from "./services-ready";
import {
  ServiceTrafficDropped,
  ServiceTrafficGone,
  ServiceTrafficSpike,
  ServiceTrafficUnusual,
} from "./services-traffic";
import { ServiceErrorsCreeping, ServiceSlowerThanLastWeek } from "./services-trends";

/** Services by their requests. */
export const serviceRules: Rules = {
  name: "services",
  needs: ["services"],
  recordings: [
    recording("job:http_requests:rate5m", requestRate),
    recording("job_route:http_requests:rate5m", requestRateByRoute),
    recording("job:http_errors:rate5m", requestErrorRate),
    recording("job:http_errors:ratio_rate5m", requestErrors),
    recording("job_instance:http_errors:ratio_rate5m", requestErrorsByInstance),
    recording("job:http_request_duration:p95_rate5m", latency95),
    recording("job:http_request_duration:p99_rate5m", latency99),
    recording("job:http_requests_in_flight:sum", requestsInFlight),
    recording("job:app_ready:sum", instancesReady),
  ],
  alerts: [
    ServiceErrorsCreeping,
    ServiceErrorsHigh,
    ServiceInstanceDiffers,
    ServiceInstanceNotReady,
    ServiceRequestsRefused,
    ServiceSaturated,
    ServiceSlow,
    ServiceSlowerThanLastWeek,
    ServiceTailSlow,
    ServiceTrafficDropped,
    ServiceTrafficGone,
    ServiceTrafficSpike,
    ServiceTrafficUnusual,
    ServiceUnavailable,
  ],
};
