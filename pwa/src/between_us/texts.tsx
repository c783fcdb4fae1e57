import type { VNode } from "preact";
import type { AgreedText } from "../api/wire.ts";

/** A text of the practice: a person wrote it, so it is set as words. */
export function Paragraphs({ text }: { text: AgreedText }): VNode {
  return (
    <div class="words" dir="auto">
      {text.paragraphs.map((paragraph, at) => (
        <p key={at}>{paragraph}</p>
      ))}
    </div>
  );
}
