import { type Workload } from "../platforms/workload";
import { toYaml } from "../stacks/yaml";
import { record, type Recording } from "./record";
import { type Registration } from "./registration";

/** Text of rendered files by path, relative to the folder of the stack. */
export type Files = ReadonlyMap<string, string>;

/** A program that also tells what its resources were made from. */
export interface RenderRequest extends Omit<Recording, "program"> {
  readonly program: () => Promise<{
    readonly outputs: Record<string, unknown>;
    readonly workloads: readonly Workload[];
    /** Files that are in no workload. @default none */
    readonly files?: Files;
  }>;
}

/** What a stack comes to, on paper. */
export interface Rendered {
  readonly registrations: readonly Registration[];
  readonly files: Files;
}

/**
 * Renders a stack offline: resources.yaml with every resource, and each configuration file as its server will see it.
 * Throws as `record` does.
 */
export async function renderStack({ program, ...request }: RenderRequest): Promise<Rendered> {
  let configuration: Files = new Map();
  const registrations = await record({
    ...request,
    program: async () => {
      const result = await program();
      configuration = new Map([...configurationFiles(result.workloads), ...(result.files ?? [])]);
      return result.outputs;
    },
  });
  const files = new Map([["resources.yaml", resourcesYaml(registrations, configuration)], ...configuration]);
  return { registrations, files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function configurationFiles(workloads: readonly Workload[]): Map<string, string> {
  return new Map(
    workloads.flatMap((workload) =>
      (workload.files ?? []).map(({ name, content }) => [`${workload.name}/${name}`, content] as const),
    ),
  );
}

/** Shorter texts are clearer where they stand than as a reference to a file. */
const shortestReference = 80;

/**
 * The resources as YAML. The text of a configuration file, which stands beside in a file of its own, is replaced by a
 * reference to that file: a change is then shown once.
 */
export function resourcesYaml(registrations: readonly Registration[], configuration: Files): string {
  const reference = new Map(
    [...configuration]
      .filter(([, content]) => content.length >= shortestReference)
      .map(([path, content]) => [content, `<content of ${path}>`]),
  );
  const refer = (value: unknown): unknown => {
    if (typeof value === "string") return reference.get(value) ?? value;
    if (Array.isArray(value)) return value.map(refer);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, refer(inner)]));
  };
  return toYaml(registrations.map((registration) => refer(entry(registration))));
}

/** An entry of resources.yaml: what is empty or off is left out. */
function entry(resource: Registration): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({
      urn: resource.urn,
      type: resource.type,
      parent: resource.parent,
      provider: resource.provider,
      dependencies: resource.dependencies,
      protect: resource.protect,
      retainOnDelete: resource.retainOnDelete,
      replaceOnChanges: resource.replaceOnChanges,
      replacementTrigger: resource.replacementTrigger,
      additionalSecretOutputs: resource.additionalSecretOutputs,
      inputs: resource.inputs,
      outputs: resource.outputs,
    }).filter(([, value]) => !isEmpty(value)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === false) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
