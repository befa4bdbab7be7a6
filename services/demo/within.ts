/** Waits for work, but no longer than so many milliseconds. Never rejects: who does the work has told of its failure. */
export async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => undefined), end]);
  clearTimeout(timer);
}
