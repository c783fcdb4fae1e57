/** The server answered, and the answer is no. `code` is stable, `reason` a sentence for the client. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;
  constructor(status: number, code: string, reason: string, retryAfter: number | null = null) {
    super(`${String(status)} ${code}`);
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

/** No usable answer: no network, too slow, cut off, or somebody else's page in between. */
export class Unreachable extends Error {
  override name = "Unreachable";
}
