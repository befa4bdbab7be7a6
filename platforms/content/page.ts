/** The page that comes with exported content: what each folder is for, and what the servers must have. */
import { type Settings } from "../../stacks/settings";
import { type Stack } from "../../stacks/observatory";
import { namespaceOf } from "../kubernetes/names";
import { ownAlert } from "./content";
import { contentJobs } from "./jobs";

/** README.md of the export. */
export function contentPage(stack: Stack): string {
  const { settings } = stack;
  return `# Rules and dashboards for servers that run already

Take the form that your servers read. All forms say the same.

## Prometheus Operator and Grafana's sidecar

\`objects/\` has a PrometheusRule for each group of rules and a ConfigMap for each dashboard, in the namespace ${namespaceOf(settings)},
which has to be there. The operator takes PrometheusRules up by the labels that its ruleSelector asks for, and only from
the namespaces of its ruleNamespaceSelector; the sidecar goes by the label ${labelText(settings)}.

\`\`\`sh
kubectl apply --server-side -k .
\`\`\`

## Prometheus, and the ruler of Thanos

\`rules/\` has one file for each group. Name them in \`rule_files\` of prometheus.yml, or start the ruler with:

\`\`\`sh
thanos rule --rule-file='/etc/thanos/rules/*.yml'
\`\`\`

## Mimir

\`mimir/observatory.yml\` is one namespace of rules; groups are cut into parts of 20 rules, which is what Mimir takes.

\`\`\`sh
mimirtool rules load mimir/observatory.yml --address=https://mimir.example.com --id=TENANT
\`\`\`

The rules are PromQL. A ruler of Loki takes none of them: it evaluates LogQL.

## Grafana's provisioning

\`dashboards/\` has one file for each dashboard. Put the folder where Grafana sees it, and tell it so:

\`\`\`yaml
apiVersion: 1
providers:
  - name: observatory
    folder: ${settings.content.folder}
    type: file
    options: { path: /etc/grafana/dashboards/observatory }
\`\`\`

${sourcesText(settings)}

## What the servers must have

Targets are chosen by their label \`job\`. A job that does not exist leaves its panels empty and its alerts silent; where
yours has another name, write it under \`observatory:content\`, \`jobs\`, and export anew.

| what is watched | label \`job\` |
| --- | --- |
${jobRows(stack).join("\n")}

Panels with log lines choose by the labels \`service_name\` and \`host\` of Loki. The alert ${ownAlert} is left out: which jobs
there have to be is known of servers of one's own only.
`;
}

function labelText({ content }: Settings): string {
  return Object.entries(content.dashboardLabels)
    .map(([name, value]) => `\`${name}: "${value}"\``)
    .join(", ");
}

function sourcesText({ content: { datasources } }: Settings): string {
  const named = Object.entries(datasources).filter(([, uid]) => uid !== undefined);
  return named.length === 0
    ? "Each dashboard has a choice of the data source, which begins with Grafana's default."
    : `Each dashboard has a choice of the data source, which begins with ${named.map(([type, uid]) => `\`${uid}\` (${type})`).join(" and ")}.`;
}

function jobRows({ settings, rules, dashboards }: Stack): string[] {
  const { jobs, rules: chosen } = settings.content;
  const kept = rules.filter(({ name }) => chosen[name] !== false);
  return contentJobs(kept, dashboards).map((job) => `| ${watched[job] ?? job} | \`${jobs[job] ?? job}\` |`);
}

/** What the targets of a job are, where its name does not say it. */
const watched: Readonly<Record<string, string>> = {
  blackbox: "probes of the blackbox exporter",
  collector: "OpenTelemetry Collector",
  dcgm: "DCGM exporter",
  node: "node exporter",
  postgres: "postgres exporter",
  process: "process exporter",
  "stack-certificates": "certificates of a stack's own servers, which only the target kubernetes has",
};
