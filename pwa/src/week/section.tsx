import type { VNode } from "preact";
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
        <div class="card">
          <h3 dir="auto">{block.title}</h3>
          <Facts tall lines={block.facts.map(({ name, value }) => ({ name, value: value.text, own: value.words === true }))} />
        </div>
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

/** "1 done, 2 no word": what is not known is grey. */
function Counted({ counts }: { counts: readonly Count[] }): VNode {
  return (
    <p>
      {counts.map(({ n, of, tone }, at) => (
        <>
          {at === 0 ? null : ", "}
          <span class={tone === "grey" ? "nil" : undefined}>{`${String(n)} ${of}`}</span>
        </>
      ))}
    </p>
  );
}

/** A table as a list: on a phone each row says what its cells are. */
function Rows({ title, heads, rows }: Table): VNode {
  return (
    <>
      <h3>{title}</h3>
      <ul class="rows">
        {rows.map((row, at) => (
          <li key={at} class="row">
            <OneRow row={row} heads={heads} />
          </li>
        ))}
      </ul>
    </>
  );
}

const isDash = (texts: readonly Text[]): boolean => texts.every(({ text }) => text === "–");

function OneRow({ row, heads }: { row: Row; heads: readonly string[] }): VNode {
  const [day, what, ...rest] = row.cells.map(({ texts }, at) => ({ texts, head: heads[at] ?? "", last: at === row.cells.length - 1 }));
  const short = row.cells.length < heads.length;
  return (
    <span>
      <b dir="auto">
        <Texts texts={[...(day?.texts ?? []), ...(what?.texts ?? [])]} />
      </b>
      {rest.map(({ texts, head, last }) =>
        texts.length === 0 || isDash(texts) ? null : (
          <span key={head} class="hint" dir="auto">
            {last ? null : `${head}: `}
            <Texts texts={texts} />
          </span>
        ),
      )}
      {short || row.late == null ? null : <span class="hint">{row.late}</span>}
    </span>
  );
}
