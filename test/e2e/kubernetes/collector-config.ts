/** A collector's configuration, changed as far as a pod and a process of this machine differ. */

/** What of collector.yml is changed. */
export interface CollectorConfig {
  readonly extensions: { readonly file_storage: object };
  readonly receivers: object;
  readonly processors: { readonly k8s_attributes: object };
  readonly exporters: Readonly<Record<string, object>>;
  readonly service: object;
}

/** `folder` takes positions and queues; `sink` is the address that everything is delivered to, in clear. */
export function outsideOfPod(
  config: CollectorConfig,
  { health, folder, sink }: { readonly health: number; readonly folder: string; readonly sink: string },
) {
  return {
    ...config,
    extensions: {
      health_check: { endpoint: `127.0.0.1:${health}` },
      file_storage: {
        ...config.extensions.file_storage,
        directory: folder,
        compaction: { directory: folder },
      },
    },
    processors: {
      ...config.processors,
      k8s_attributes: { ...config.processors.k8s_attributes, auth_type: "kubeConfig" },
    },
    exporters: Object.fromEntries(
      Object.entries(config.exporters).map(([exporter, of]) => [
        exporter,
        { ...of, endpoint: sink, encoding: "json", compression: "none" },
      ]),
    ),
    service: { ...config.service, telemetry: { logs: { level: "info" }, metrics: { level: "none" } } },
  };
}
