import { type Stack } from "../../stacks/observatory";
import { stackLabels } from "../kubernetes/labels";
import { type Manifest } from "../kubernetes/manifest";
import { namespaceOf } from "../kubernetes/names";
import { contentOf } from "./content";

/**
 * The content as objects of a cluster: a PrometheusRule for each group, which the Prometheus Operator takes up, and a
 * ConfigMap for each dashboard, which the sidecar beside Grafana takes up. Both go by labels, which the settings give.
 */
export function contentManifests(stack: Stack): readonly Manifest[] {
  const { settings } = stack;
  const { content } = settings;
  const { groups, dashboards } = contentOf(stack);
  const namespace = namespaceOf(settings);
  return [
    ...groups.map((group): Manifest => ({
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: {
        name: `observatory-${group.name}`,
        namespace,
        labels: { ...stackLabels(settings), ...content.ruleLabels },
      },
      spec: { groups: [group] },
    })),
    ...dashboards.map(({ uid, json }): Manifest => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: `observatory-dashboard-${uid}`,
        namespace,
        labels: { ...stackLabels(settings), ...content.dashboardLabels },
        annotations: { [content.folderAnnotation]: content.folder },
      },
      data: { [`${uid}.json`]: json },
    })),
  ];
}
