import type { Api } from "../api/api.ts";
import { ApiError, Unreachable } from "../api/errors.ts";
import type { SealedEntry, SyncReply, SyncRequest, SyncResult } from "../api/wire.ts";
import type { Head, PushQueue, Queue, Settled } from "../store/queue_types.ts";

export const MOST_ENTRIES = 100;
/** The whole request stays below the server's 256 kB; what is not entries takes less than the rest. */
export const MOST_BYTES = 250_000;
/** A server that always has more would keep the phone busy for ever. */
const MOST_ROUNDS = 2000;

export type Post = (request: SyncRequest) => Promise<SyncReply>;

/** One round: what to ask for, and who takes over the reply. */
interface Direction {
  cursor(head: Head): number | null;
  before(): Promise<void>;
  settle(reply: SyncReply, head: Head): Promise<Settled>;
}

/** Sends and fetches until nothing is left to do either way. `refreshKey` is asked for when the server's key changed.
 *  @throws ApiError, Unreachable: all that is not settled waits for the next time */
export function exchange(queue: Queue, api: Api, refreshKey: () => Promise<void>): Promise<void> {
  return rounds(queue, api.sync, {
    cursor: (head) => head.cursor,
    before: () => queue.mend(),
    settle: async (reply, head) => {
      const settled = await queue.settle(reply, head.cursor);
      if (settled.sealed) await refreshKey();
      return settled;
    },
  });
}

/** Sends what waits, without a key to read anything: for the service worker.
 *  @throws ApiError, Unreachable */
export function pushOnly(queue: PushQueue, api: Pick<Api, "sync">): Promise<void> {
  return rounds(queue, api.sync, {
    cursor: () => null,
    before: () => Promise.resolve(),
    settle: async (reply) => ({ ...(await queue.settleResults(reply.results, reply)), again: false }),
  });
}

async function rounds(queue: PushQueue, post: Post, way: Direction): Promise<void> {
  let most = MOST_ENTRIES;
  let unheard = true;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await way.before();
    const head = await queue.head();
    const entries = await queue.due(most, MOST_BYTES);
    const cursor = way.cursor(head);
    // Without a cursor a round that carries nothing brings nothing.
    if (entries.length === 0 && (cursor === null || !unheard)) return;
    const { client, epoch, agreed_version } = head;
    const reply = await postOrHalve({ client, epoch, cursor, agreed_version, entries }, post, queue);
    if (reply === null) {
      most = Math.max(1, Math.floor(entries.length / 2));
      continue;
    }
    const { settled, again } = await way.settle({ ...reply, results: asked(reply.results, entries) }, head);
    const moved = reply.cursor !== null && reply.cursor !== cursor;
    if (settled === 0 && !moved && !again && (entries.length > 0 || reply.more)) throw new Unreachable("no headway");
    unheard = reply.more || again;
  }
}

/** Only what was sent in this round can have become something in it. */
function asked(results: readonly SyncResult[], entries: readonly SealedEntry[]): SyncResult[] {
  const sent = new Set(entries.map(({ id, revision }) => `${id}/${revision}`));
  return results.filter(({ id, revision }) => sent.has(`${id}/${revision}`));
}

/** null: the request was too large and the next has to be smaller. */
async function postOrHalve(request: SyncRequest, post: Post, queue: PushQueue): Promise<SyncReply | null> {
  try {
    return await post(request);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 413) throw error;
    const [only, second]: SealedEntry[] = request.entries;
    if (!only) throw error;
    // Alone and still too large: it rests, so that it does not hold up the others.
    if (!second) await queue.rest(only);
    return null;
  }
}
