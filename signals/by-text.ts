/**
 * A pure function of a text that works each answer out once. The same few thousand expressions are parsed for every stack
 * and every dashboard that holds them, and parsing is most of the work of a render.
 *
 * @param most how many answers are kept, the newest. @default all
 */
export function byText<T>(answer: (text: string) => T, most = Infinity): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const found = known.get(text) ?? { answer: answer(text) };
    known.set(text, found);
    if (known.size > most) known.delete(known.keys().next().value ?? "");
    return found.answer;
  };
}
