/** How the description of a cluster stack grows with what it watches. */
import { deployKubernetes } from "../platforms/kubernetes";
import { record } from "../review/record";
import { placeholder } from "../review/render-all";
import { catalogue } from "../stacks/catalogue";
import { describeFor } from "../stacks/main";
import { parseSettings } from "../stacks/parse-settings";

export interface Growth {
  readonly services: number;
  readonly seconds: number;
  readonly resources: number;
}

/** Describes and renders a stack with so many services in its settings. */
export async function growth(services: number): Promise<Growth> {
  const values = {
    target: "kubernetes",
    kubernetes: { context: "bench" },
    routes: { critical: [] },
    services: Array.from({ length: services }, (_, index) => ({
      name: `service-${index}`,
      namespace: "bench",
      labels: { app: `service-${index}` },
      port: "http",
    })),
  };
  const started = performance.now();
  const settings = parseSettings({ stack: "bench", values, secretKeys: [], catalogue });
  const { stack } = describeFor(settings, { root: "/observatory", missing: [] });
  const registrations = await record({
    stack: "bench",
    config: { "observatory:none": placeholder },
    secretKeys: ["observatory:none"],
    program: async () => Object.fromEntries(deployKubernetes(stack)),
  });
  return { services, seconds: (performance.now() - started) / 1000, resources: registrations.length };
}
