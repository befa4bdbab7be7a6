import { MockMonitor, type Mocks } from "@pulumi/pulumi/runtime/mocks";
import type {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { masked } from "./mask";
import { type Registration } from "./registration";

type Callback<T> = (error: unknown, response: T) => void;

/** Every resource "exists" with the inputs that it was given; nothing is looked up anywhere. */
const mocks: Mocks = {
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
  call: ({ token }) => {
    throw new Error(
      `the program calls ${token}, which needs a real engine; give the value in the settings instead`,
    );
  },
};

/**
 * Stands in for the engine and writes down what it is asked to register. The SDK's own mocks are told neither
 * parents, nor dependencies, nor options.
 */
export class Recorder extends MockMonitor {
  readonly registrations = new Map<string, Registration>();
  /** URNs that were registered more than once, which a real engine refuses. */
  readonly duplicates = new Set<string>();

  constructor() {
    super(mocks);
  }

  override registerResource(
    request: RegisterResourceRequest,
    callback: Callback<RegisterResourceResponse>,
  ): Promise<void> {
    return super.registerResource(request, (error: unknown, response: RegisterResourceResponse) => {
      if (response !== undefined) this.#record(response.getUrn(), request);
      callback(error, response);
    });
  }

  override registerResourceOutputs(
    request: RegisterResourceOutputsRequest,
    callback: Callback<unknown>,
  ): void {
    const registered = this.registrations.get(request.getUrn());
    const outputs = fields(request.getOutputs()?.toJavaScript());
    if (registered !== undefined && Object.keys(outputs).length > 0)
      this.registrations.set(registered.urn, { ...registered, outputs });
    super.registerResourceOutputs(request, callback);
  }

  #record(urn: string, request: RegisterResourceRequest): void {
    if (this.registrations.has(urn)) this.duplicates.add(urn);
    const trigger = request.getReplacementTrigger();
    this.registrations.set(urn, {
      urn,
      type: request.getType(),
      name: request.getName(),
      ...(request.getParent() === "" ? {} : { parent: request.getParent() }),
      // The engine refers to a provider by URN and id; the id is made up here.
      ...(request.getProvider() === "" ? {} : { provider: request.getProvider().replace(/::[^:]*$/, "") }),
      dependencies: [...request.getDependenciesList()].sort(),
      protect: request.getProtect() === true,
      retainOnDelete: request.getRetainondelete() === true,
      replaceOnChanges: [...request.getReplaceonchangesList()].sort(),
      deleteBeforeReplace: request.getDeletebeforereplace() === true,
      ...(trigger === undefined ? {} : { replacementTrigger: masked(trigger.toJavaScript()) }),
      additionalSecretOutputs: [...request.getAdditionalsecretoutputsList()].sort(),
      inputs: fields(request.getObject()?.toJavaScript()),
    });
  }
}

function fields(value: unknown): Record<string, unknown> {
  return (masked(value ?? {}) ?? {}) as Record<string, unknown>;
}
