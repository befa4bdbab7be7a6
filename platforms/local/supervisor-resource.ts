import { stackPaths } from "./paths";
import { isAlive, startSupervisor, stopSupervisor } from "./supervisor";

export interface SupervisorInputs {
  readonly root: string;
  readonly stack: string;
}

/** The supervisor of a stack as a resource: it is started first and ended last. */
export const supervisor = {
  async create(inputs: SupervisorInputs) {
    await startSupervisor(inputs.root, inputs.stack);
    return { id: inputs.stack, outs: { ...inputs, running: true } };
  },
  async update(_id: string, _olds: SupervisorInputs, news: SupervisorInputs) {
    await startSupervisor(news.root, news.stack);
    return { outs: { ...news, running: true } };
  },
  async read(id: string, props: SupervisorInputs) {
    return { id, props: { ...props, running: await isAlive(stackPaths(props.root, props.stack)) } };
  },
  async delete(_id: string, props: SupervisorInputs) {
    await stopSupervisor(props.root, props.stack);
  },
  async diff(_id: string, olds: SupervisorInputs & { running: boolean }, news: SupervisorInputs) {
    const moved = olds.root !== news.root;
    return { changes: moved || !olds.running };
  },
};
