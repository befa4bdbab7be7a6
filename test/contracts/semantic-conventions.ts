/**
 * What services tell by OTLP of HTTP and of databases, by OpenTelemetry's semantic conventions, under the names that
 * Prometheus gives it: dots become "_", the unit and `_total` are added. Names, units and attributes are those of the Go
 * module go.opentelemetry.io/otel v1.46.0, semconv/v1.43.0, packages httpconv and dbconv, which are generated from the
 * conventions.
 */
import { contractText, type Described, documentedLine, family } from "./documented";

const source =
  "OpenTelemetry semantic conventions 1.43.0, as go.opentelemetry.io/otel v1.46.0 has them (semconv/v1.43.0/httpconv, dbconv), with names by Prometheus' translation UnderscoreEscapingWithSuffixes";

/** Resource attributes that become labels of every series; namespace and pod in a cluster only. */
const ofResource = ["namespace", "pod", "service_name"];

/** Attributes as labels. Those that a service has to ask for are left out, for few have them. */
const histogram = (name: string, help: string, labels: readonly string[]): Described => ({
  ...{ name, help, type: "histogram", labels: [...labels, ...ofResource].sort() },
});

const metrics: readonly Described[] = [
  histogram("http_server_request_duration_seconds", "Duration of HTTP server requests.", [
    ...["error_type", "http_request_method", "http_response_status_code", "http_route"],
    ...["network_protocol_name", "network_protocol_version", "url_scheme"],
  ]),
  histogram("http_client_request_duration_seconds", "Duration of HTTP client requests.", [
    ...["error_type", "http_request_method", "http_response_status_code"],
    ...["network_protocol_name", "network_protocol_version", "server_address", "server_port"],
  ]),
  {
    name: "http_server_active_requests",
    help: "Number of active HTTP server requests.",
    type: "gauge",
    labels: ["http_request_method", "url_scheme", ...ofResource].sort(),
  },
  histogram("db_client_operation_duration_seconds", "Duration of database client operations.", [
    ...["db_collection_name", "db_namespace", "db_operation_name", "db_response_status_code"],
    ...["db_system_name", "error_type", "server_address", "server_port"],
  ]),
];

/** The contract of services that send their metrics by OTLP. */
export const semanticConventions = (): string => documentedLine(source) + contractText(metrics.map(family));
