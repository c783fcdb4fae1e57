import type { PrivateEntry, SavedEntry } from "../entry/entry.ts";
import { isUuid } from "../entry/uuid.ts";

/** "TLOH" and the version of the format, docs/private-file.md. */
const MARK = [0x54, 0x4c, 0x4f, 0x48];
const VERSION = 1;
const SALT = 16;
const IV = 12;
const HEAD = MARK.length + 1 + SALT + IV;
const ROUNDS = 600_000;
export const PASSPHRASE_MIN = 12;

/** It is no such file. */
export class NotAFile extends Error {
  override name = "NotAFile";
}

/** A newer version of the app wrote it. */
export class FileTooNew extends Error {
  override name = "FileTooNew";
}

/** The passphrase does not fit, or the file was changed. */
export class DoesNotOpen extends Error {
  override name = "DoesNotOpen";
}

/** Seals a copy that opens with the passphrase alone, on any phone. */
export async function sealFile(entries: readonly SavedEntry[], passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(HEAD);
  head.set([...MARK, VERSION]);
  crypto.getRandomValues(head.subarray(MARK.length + 1));
  const text = new TextEncoder().encode(JSON.stringify({ entries: entries.map(written) }));
  const box = new Uint8Array(await crypto.subtle.encrypt(how(head), await keyOf(head, passphrase), text));
  const file = new Uint8Array(HEAD + box.length);
  file.set(head);
  file.set(box, HEAD);
  return file;
}

/** @throws NotAFile, FileTooNew, DoesNotOpen */
export async function openFile(file: Uint8Array<ArrayBuffer>, passphrase: string): Promise<PrivateEntry[]> {
  if (file.length < HEAD || MARK.some((byte, at) => file[at] !== byte)) throw new NotAFile();
  if (file[MARK.length] !== VERSION) throw new FileTooNew();
  const head = file.subarray(0, HEAD);
  const key = await keyOf(head, passphrase);
  const box = await crypto.subtle.decrypt(how(head), key, file.subarray(HEAD)).catch(() => {
    throw new DoesNotOpen();
  });
  const { entries } = JSON.parse(new TextDecoder().decode(box)) as { entries: unknown[] };
  // Whoever knows the passphrase can write such a file: nothing strange is to lie among what this person wrote.
  if (!Array.isArray(entries) || !entries.every(isEntry)) throw new NotAFile();
  return entries;
}

/** Some keyboards end what they offer with a space. */
export const tidyPassphrase = (typed: string): string => typed.normalize("NFKC").trim();

async function keyOf(head: Uint8Array<ArrayBuffer>, passphrase: string): Promise<CryptoKey> {
  const salt = head.subarray(MARK.length + 1, HEAD - IV);
  const words = new TextEncoder().encode(tidyPassphrase(passphrase));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const derived = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, base, derived, false, ["encrypt", "decrypt"]);
}

function written({ id, revision, kind, subject, local_date, recorded_at, zone, body }: SavedEntry): object {
  return { id, revision, kind, subject, local_date, recorded_at, zone, body };
}

const how = (head: Uint8Array<ArrayBuffer>): AesGcmParams => ({ name: "AES-GCM", iv: head.subarray(HEAD - IV), additionalData: head });

function isEntry(value: unknown): value is PrivateEntry {
  const { id, revision, kind, subject, local_date, recorded_at, zone, body } = Object(value) as Record<string, unknown>;
  return (
    [id, kind, local_date, recorded_at, zone].every((text) => typeof text === "string") &&
    isUuid(String(id)) &&
    Number.isInteger(revision) &&
    (subject === null || typeof subject === "string") &&
    isDay(String(local_date)) &&
    isMoment(String(recorded_at), String(zone)) &&
    typeof body === "object" &&
    body !== null &&
    !Array.isArray(body)
  );
}

/** "2026-02-30" is none. Parsing it would make it another day, or none at all. */
const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
};

function isMoment(at: string, timeZone: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(at) || !isDay(at.slice(0, 10))) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone }).format(Date.parse(at));
    return true;
  } catch {
    return false;
  }
}
