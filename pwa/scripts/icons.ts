import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";

/** Draws the app's icons (the loop of the thread) into public/. Run by hand after a change of the mark: `node scripts/icons.ts`. */

type Point = readonly [x: number, y: number];

const GROUND = [0xf6, 0xf2, 0xeb];
const INK = [0x1b, 0x5a, 0x68];
/** The mark's box and its curves, as in its SVG: M2 22c11 0 23-1 23-10.5a5 5 0 0 0-10 0C15 21 27 22 38 22. */
const BOX = { width: 40, height: 28 };
const STROKE = 3;

function bezier(a: Point, b: Point, c: Point, d: Point): Point[] {
  return Array.from({ length: 81 }, (_, step) => {
    const t = step / 80;
    const u = 1 - t;
    const mix = (axis: 0 | 1): number =>
      u ** 3 * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t ** 3 * d[axis];
    return [mix(0), mix(1)];
  });
}

function arch(centre: Point, radius: number): Point[] {
  return Array.from({ length: 41 }, (_, step) => {
    const angle = (-Math.PI * step) / 40;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
}

const LINE: Point[] = [
  ...bezier([2, 22], [13, 22], [25, 21], [25, 11.5]),
  ...arch([20, 11.5], 5),
  ...bezier([15, 11.5], [15, 21], [27, 22], [38, 22]),
];

function distance(x: number, y: number): number {
  let least = Infinity;
  for (let at = 1; at < LINE.length; at += 1) {
    const [ax, ay] = LINE[at - 1] ?? [0, 0];
    const [bx, by] = LINE[at] ?? [0, 0];
    const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-9;
    const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    least = Math.min(least, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
  }
  return least;
}

/** RGB rows of a square icon; `share` is how much of its width the mark takes. */
function draw(size: number, share: number): Buffer {
  const scale = BOX.width / (size * share);
  const rows = Buffer.alloc((size * 3 + 1) * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const away = distance((x + 0.5 - size / 2) * scale + BOX.width / 2, (y + 0.5 - size / 2) * scale + BOX.height / 2 + 0.5);
      const cover = Math.min(1, Math.max(0, (STROKE / 2 - away) / scale + 0.5));
      for (let part = 0; part < 3; part += 1) {
        const colour = (GROUND[part] ?? 0) * (1 - cover) + (INK[part] ?? 0) * cover;
        rows[y * (size * 3 + 1) + 1 + x * 3 + part] = Math.round(colour);
      }
    }
  }
  return rows;
}

function crc(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc(body), body.length + 4);
  return framed;
}

function png(size: number, share: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(draw(size, share), { level: 9 });
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

const target = (name: string): string => fileURLToPath(new URL(`../public/${name}`, import.meta.url));
for (const size of [180, 192, 512]) await writeFile(target(`icon-${String(size)}.png`), png(size, 0.72));
// A launcher may cut a maskable icon down to the middle 80 %.
await writeFile(target("icon-maskable-512.png"), png(512, 0.54));
