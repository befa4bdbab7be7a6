import { delimiter, resolve } from "node:path";

/** Folder in which the command was typed. The front door goes from there to the checkout. */
export function calledFrom(env: NodeJS.ProcessEnv = process.env): string {
  return env["OBSERVATORY_CALLED_FROM"] ?? process.cwd();
}

/** Variables with paths, made absolute: what reads them runs in other folders than the caller. */
export function absolutePaths(env: NodeJS.ProcessEnv): Record<string, string> {
  const absolute = (path: string): string => (path === "" ? path : resolve(calledFrom(env), path));
  const { KUBECONFIG: kubeconfigs, PULUMI_CONFIG_PASSPHRASE_FILE: passphrase } = env;
  return {
    ...(kubeconfigs === undefined
      ? {}
      : { KUBECONFIG: kubeconfigs.split(delimiter).map(absolute).join(delimiter) }),
    ...(passphrase === undefined ? {} : { PULUMI_CONFIG_PASSPHRASE_FILE: absolute(passphrase) }),
  };
}
