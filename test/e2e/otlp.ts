/** What the demo service sends by OTLP, as Prometheus has it. */
import { expect } from "vitest";
import { promQuery, until } from "./ask";

/** Waits until spans are counted. Throws where they are not within 75 s. */
export async function expectSpanMetrics(prometheus: string): Promise<void> {
  await until(
    75,
    () => promQuery(prometheus, 'sum({__name__=~"traces_span_metrics_calls.*", service_name="demo"})'),
    ([sample]) => (sample?.value ?? 0) > 0,
  );
}

/** Waits until the service's own metric is there, under its job and instance. Throws where it is not within 75 s. */
export async function expectServiceMetrics(prometheus: string): Promise<void> {
  const [sample] = await until(
    75,
    () => promQuery(prometheus, 'http_server_request_duration_seconds_count{http_route="/orders"}'),
    (samples) => samples.some(({ value }) => value > 0),
  );
  expect(sample?.labels).toMatchObject({ job: "demo", instance: "demo", cluster: "local" });
  // The figures of its spans have one as well, of all instances together.
  const info = await promQuery(prometheus, 'target_info{job="demo", instance!=""}');
  expect(info.map(({ labels }) => [labels["instance"], labels["cluster"]])).toEqual([["demo", "local"]]);
}
