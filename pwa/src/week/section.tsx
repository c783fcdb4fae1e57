import type { ComponentChildren, VNode } from "preact";
import type { Count, Row, Section as Said, Table, Text } from "../api/wire.ts";
import { Chart } from "../ui/chart.tsx";
import { Facts } from "../ui/facts.tsx";
import { Section, Texts } from "../ui/pieces.tsx";

/** Any section of the weekly page, as the client reads it. What a newer server adds is left out. */
export function SectionOf({ section }: { section: Said }): VNode {
  return (
    <Section title={section.title} id={`week-${section.id}`}>
      {section.lead.length === 0 ? null : (
        <p dir="auto">
          <Texts texts={section.lead} />
        </p>
      )}
      {section.blocks.map((block, at) => (
        <Block key={at} block={block} />
      ))}
    </Section>
  );
}

function Block({ block }: { block: Said["blocks"][number] }): VNode | null {
  switch (block.type) {
    case "counts":
      return (
        <div class="card">
          <h3 dir="auto">{block.title}</h3>
          {block.basis == null ? null : <p class="hint">{block.basis}</p>}
          {block.counts.length === 0 ? null : <Counted counts={block.counts} />}
        </div>
      );
    case "table":
      return <Rows {...block} />;
    case "facts":
      return (
        <Fold title={block.title}>
          <Facts tall lines={block.facts.map(({ name, value }) => ({ name, value: value.text, own: value.words === true }))} />
        </Fold>
      );
    case "note":
      return (
        <div>
          <p dir="auto">
            <Texts texts={[block.text]} />
          </p>
          {block.about == null ? null : <p class="hint">{block.about}</p>}
        </div>
      );
    case "chart":
      return <Chart {...block} />;
    default:
      return null;
  }
}

/** What is long stands folded: the note below must not be a long way off. */
function Fold({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <details class="more">
      <summary dir="auto">{title}</summary>
      <div class="in">{children}</div>
    </details>
  );
}

/** "1 done · 2 no word": what is not known is grey, and what is counted may have commas of its own. */
function Counted({ counts }: { counts: readonly Count[] }): VNode {
  return (
    <p>
      {counts.map(({ n, of, tone }, at) => (
        <>
          {at === 0 ? null : " · "}
          <span class={tone === "grey" ? "nil" : undefined}>
            <b>{n}</b> {of}
          </span>
        </>
      ))}
    </p>
  );
}

/** A table as a list: on a phone each row says what its cells are. */
function Rows({ title, heads, rows }: Table): VNode {
  return (
    <Fold title={title}>
      <ul>
        {rows.map((row, at) => (
          <li key={at}>
            <OneRow row={row} heads={heads} />
          </li>
        ))}
      </ul>
    </Fold>
  );
}

const isDash = (texts: readonly Text[]): boolean => texts.every(({ text }) => text === "–");

/** The first cell heads the row, every other is said with its own head; one that runs over the rest needs none. */
function OneRow({ row: { cells, late }, heads }: { row: Row; heads: readonly string[] }): VNode {
  const [first, ...rest] = cells;
  const short = cells.length < heads.length;
  return (
    <>
      <b dir="auto">
        <Texts texts={first?.texts ?? []} />
      </b>
      {rest.map(({ texts }, at) =>
        texts.length === 0 || isDash(texts) ? null : (
          <p key={at} dir="auto">
            {short && at === rest.length - 1 ? null : <span class="hint">{`${heads[at + 1] ?? ""}: `}</span>}
            <Texts texts={texts} />
          </p>
        ),
      )}
      {late == null ? null : <p class="hint">{late}</p>}
    </>
  );
}
