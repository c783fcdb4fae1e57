import type { ComponentChildren, VNode } from "preact";

/** A message in which [square brackets] mark one piece to be dressed, a link most often: the words stay in one message,
 *  so that another language can put that piece where it belongs. */
export function Rich({ text, wrap }: { text: string; wrap: (piece: string) => ComponentChildren }): VNode {
  const [before = "", piece, after = ""] = text.split(/\[(.*?)\]/s);
  return (
    <>
      {before}
      {piece === undefined ? null : wrap(piece)}
      {after}
    </>
  );
}
