/** The Pulumi program: settings → description → resources of the platform that the stack names. */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { demoOnDocker, demoOnLocal } from "../components/demo-program";
import { grafanaAdminPassword } from "../components/grafana";
import { deployContent } from "../platforms/content";
import { deployDocker } from "../platforms/docker";
import { dockerSite } from "../platforms/docker/site";
import { deployKubernetes } from "../platforms/kubernetes";
import { kubernetesSite } from "../platforms/kubernetes/site";
import { deployLocal } from "../platforms/local/deploy";
import { localSite } from "../platforms/local/site";
import { type GeneratedSecrets } from "../platforms/secrets";
import { type Site } from "../platforms/workload";
import { findGrafana } from "../tools/grafana";
import { ensureKubectl, kubectlFor } from "../tools/kubectl";
import { catalogue } from "./catalogue";
import { checkCluster, ClusterError } from "./cluster-check";
import { describe, type Stack } from "./observatory";
import { settingsFromEngine } from "./read-settings";
import { type Settings } from "./settings";
import { type ServerName } from "./versions";

/** What the program may be told of its surroundings; the renderer gives the same everywhere. */
export interface Surroundings {
  /** Folder of the checkout. @default where this file lies */
  readonly root?: string;
  /** Servers that this machine lacks. @default found out by looking */
  readonly missing?: readonly ServerName[];
  /** Looks at the cluster before the first resource; throws where it cannot be used. @default with kubectl */
  readonly checkCluster?: (settings: Settings) => Promise<void>;
}

/** Describes the stack for the place that its settings name. */
export function describeFor(
  settings: Settings,
  { root = join(__dirname, ".."), missing = missingServers() }: Surroundings = {},
): { site: Site; stack: Stack } {
  const site = siteOf(settings, root, missing);
  const program = () => (settings.target === "local" ? demoOnLocal(root) : demoOnDocker(site));
  const stack = describe(settings, site, program);
  // Content is for servers that run already: none of this stack's own is made.
  return { site, stack: settings.target === "content" ? { ...stack, jobs: [], workloads: [] } : stack };
}

/** The program that the engine runs; its results are the outputs of the stack. */
export async function main(surroundings: Surroundings = {}): Promise<Record<string, unknown>> {
  const settings = settingsFromEngine(catalogue);
  const { site, stack } = describeFor(settings, surroundings);
  if (settings.target === "kubernetes" || settings.target === "content")
    await (surroundings.checkCluster ?? checkedByKubectl)(settings);
  const generated = deploy(stack, site, surroundings.root ?? join(__dirname, ".."));
  const urls = stack.workloads.map(({ name, health }) => [name, site.publicUrl(name, health.port)]);
  return {
    urls: Object.fromEntries(urls) as Record<string, string>,
    grafanaAdminPassword: generated.get(grafanaAdminPassword) ?? pulumi.output(undefined),
  };
}

function siteOf(settings: Settings, root: string, missing: readonly ServerName[]): Site {
  switch (settings.target) {
    case "local":
      return localSite(settings, root, missing);
    case "docker":
      return dockerSite(settings);
    case "kubernetes":
    case "content":
      return kubernetesSite(settings);
  }
}

function deploy(stack: Stack, site: Site, root: string): GeneratedSecrets {
  const { settings, workloads } = stack;
  switch (settings.target) {
    case "local":
      return deployLocal(workloads, settings, site, root);
    case "docker":
      return deployDocker(workloads, settings);
    case "kubernetes":
      return deployKubernetes(stack);
    case "content":
      deployContent(stack);
      return new Map();
  }
}

/** @throws pulumi.RunError with all findings: the engine prints it without a stack trace and touches nothing. */
async function checkedByKubectl(settings: Settings): Promise<void> {
  const program = await ensureKubectl((line) => void pulumi.log.info(line));
  try {
    checkCluster(settings, kubectlFor(program, settings.kubernetes));
  } catch (error) {
    if (error instanceof ClusterError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

function missingServers(): ServerName[] {
  return findGrafana() === undefined ? ["grafana"] : [];
}
