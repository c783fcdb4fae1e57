import "fake-indexeddb/auto";
import { vi } from "vitest";

// Vitest gives up waiting after one second, which a loaded machine needs for a single screen.
const PATIENCE = { timeout: 20_000 };
const { waitFor, waitUntil } = vi;
vi.waitFor = (act, options) => waitFor(act, options ?? PATIENCE);
vi.waitUntil = (act, options) => waitUntil(act, options ?? PATIENCE);
